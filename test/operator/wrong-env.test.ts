/** A mistyped `.env`: what needs no platform works, and what does not start says what to type. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE, qunli } from './qunli.ts';
import { openWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.remove());

const wrongToken = { after: 'export QUNLI_TELEGRAM_TOKEN=mistyped' };

test.concurrent.for([
  [['export', 'members', '-o', '-']],
  [['backup', 'COPY']],
  [['sandbox', '/dev/null']],
] as const)('a mistyped token does not stop $0', PATIENCE, async ([typed]) => {
  const args = typed.map((word) => (word === 'COPY' ? world.path('copy.db') : word));
  const { code, err } = await qunli([...args, '--db', world.file], wrongToken);
  expect(code).toBe(0);
  expect(err).toMatch(/^! QUNLI_TELEGRAM_TOKEN: must look like .*\(npx qunli doctor\)\n/);
});

test.concurrent('a mistyped setting stops neither export nor backup', PATIENCE, async () => {
  const { code, err } = await qunli(['export', 'members', '-o', '-', '--db', world.file], {
    after: 'export QUNLI_BACKUP_HOURS=often',
  });
  expect([code, err]).toEqual([0, expect.stringMatching(/^! QUNLI_BACKUP_HOURS/)]);
});

test.concurrent('a start with a mistyped token says which command mends it', PATIENCE, async () => {
  const { code, err } = await qunli(['start', '--db', world.path('new.db')], wrongToken);
  expect(code).toBe(2);
  expect(err).toContain('QUNLI_TELEGRAM_TOKEN: must look like');
  expect(err).toContain('«npx qunli connect telegram» asks for it');
});

test.concurrent(
  'connect takes answers from standard input, and no secret is on its command line',
  PATIENCE,
  async () => {
    // The trial fails at once: nobody is at that port.
    const lines = String.raw`TOKEN=12345:AbCdEf\nAPI_ROOT=http://127.0.0.1:1\n`;
    const { code, out, err } = await qunli(['connect', 'telegram', '--stdin', '--lang', 'en'], {
      after: `cd ${world.folder}; exec < <(printf '${lines}')`,
    });
    expect(out).toMatch(/✗ http:\/\/127\.0\.0\.1:1 does not answer as the Bot API does/);
    expect(out).toContain('+ QUNLI_TELEGRAM_TOKEN=***');
    expect([code, err]).toEqual([1, 'Nothing was written.\n']);
  },
);

test.concurrent('--try without a terminal says that it takes one', PATIENCE, async () => {
  const { code, err } = await qunli(['start', '--try', '--db', world.path('try.db')]);
  expect([code, err]).toEqual([2, '--try opens a group in a terminal, and there is none here\n']);
});
