/** Who is let in, who is refused, and what the operator is told before anything is open. */
import { afterEach, describe, expect, test } from 'vitest';
import { UNHEARD } from '#kit';
import { qq as platform } from '../../../bots/qq/index.ts';
import { readAccounts } from '../../../src/accounts.ts';
import { type FakeOptions, FakeQq } from './fake.ts';
import {
  freePort,
  type Given,
  hurriedTimers,
  openBot,
  openWorld,
  until,
  untilLive,
} from './qq-world.ts';
import { besiege } from './reverse-door.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

test('three hundred forged requests: none is taken', { timeout: 30_000 }, async () => {
  const { statuses, taken, isStillConnected } = await besiege('door', 300);
  expect(Object.keys(statuses).every((status) => status === '401' || status === '403')).toBe(true);
  expect(taken).toBe(1);
  expect(isStillConnected).toBe(true);
});

describe('before anything starts', () => {
  const problems = (given: Given) => {
    const variables = Object.entries(given).map(([key, value]) => [`QUNLI_QQ_${key}`, value]);
    return readAccounts(Object.fromEntries(variables), [platform]).problems;
  };

  test.for<[Given, string]>([
    [{ LISTEN: '0.0.0.0:6701' }, 'QUNLI_QQ_TOKEN: is missing: an address that others can reach'],
    [{ LISTEN: '[::]:6701' }, 'QUNLI_QQ_TOKEN: is missing'],
    [{ URL: 'ws://napcat:3001' }, 'QUNLI_QQ_TOKEN: is missing: an implementation on another'],
    [{ HTTP_URL: 'http://127.0.0.1:3000' }, 'QUNLI_QQ_LISTEN: is missing'],
    [{ URL: 'ws://127.0.0.1:1', LISTEN: '6701' }, 'QUNLI_QQ_URL: goes without LISTEN'],
    [{ URL: 'http://127.0.0.1:3001' }, 'QUNLI_QQ_URL: must be an address such as ws://'],
    [{ URL: 'ws://127.0.0.1:1/api' }, 'QUNLI_QQ_URL: must not end in /api or /event'],
    [{ LISTEN: '6701x' }, 'QUNLI_QQ_LISTEN: must be a port'],
    [{ LISTEN: '99999' }, 'QUNLI_QQ_LISTEN: must be a port'],
    [{ LISTEN: '6701', GAP_SECONDS: '3-1' }, 'QUNLI_QQ_GAP_SECONDS: must be seconds such as 2'],
    [{ LISTEN: '6701', PER_MINUTE: 'many' }, 'QUNLI_QQ_PER_MINUTE: must be a whole number'],
  ])('%j is refused in plain words', ([given, words]) => {
    expect(problems(given).join('\n')).toContain(words);
  });

  test.for<[Given]>([
    [{ LISTEN: '6701' }],
    [{ LISTEN: 'localhost:6701' }],
    [{ LISTEN: '[::1]:6701' }],
    [{ LISTEN: '0.0.0.0:6701', TOKEN: 't' }],
    [{ URL: 'ws://127.0.0.1:3001' }],
    [{ URL: 'wss://qq.example.org/onebot', TOKEN: 't' }],
    [{ HTTP_URL: 'http://127.0.0.1:3000', LISTEN: '6701', GAP_SECONDS: '0' }],
  ])('%j is fine', ([given]) => {
    expect(problems(given)).toEqual([]);
  });
});

async function refusedBy(options: FakeOptions) {
  const qq = new FakeQq({ token: 'right', ...options });
  opened.push(() => qq.close());
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}`, TOKEN: 'wrong' };
  const world = await openWorld({ given });
  opened.push(() => world.close());
  await until(() => world.app.health()[0]?.state === 'down', 'the refusal');
  return world.app.health()[0];
}

test.for(['frame', 'close', 'status'] as const)(
  'a token that is refused by a %s is told as such, and the link is never up',
  async (refusal) => {
    const health = await refusedBy({ refusal });
    expect(health?.trouble).toEqual({ kind: 'credentials', why: 'the access token is wrong' });
    expect(health?.heardAt).toBeUndefined();
  },
);

test('a frame that is far too large ends the connection, and the next one is fine', async () => {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const world = await openWorld({ given, timers: hurriedTimers });
  opened.push(() => world.close());
  await untilLive(world);
  qq.raw(Buffer.alloc(17 * 1_024 * 1_024, 32));
  await until(() => world.app.health()[0]?.generation === 2, 'the end');
  await untilLive(world);
  qq.say({ from: 42, text: '签到' });
  await until(() => qq.sent.length === 1, 'the answer');
});

test('a connection for calls alone is not taken for one that hears, and its events make it one', async () => {
  const port = await freePort();
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const bot = await openBot({ given: { LISTEN: `[::1]:${port}` }, timers: hurriedTimers });
  let heard = 0;
  const heardOnce = () => {
    heard += 1;
  };
  const connection = await bot.open({ ...UNHEARD, heard: heardOnce });
  opened.push(() => connection.close());
  qq.dial(`ws://[::1]:${port}`, 100_000, 'API');
  const complaint = () => connection.probe().catch(({ message }: Error) => message);
  await expect.poll(complaint).toContain('calls alone');
  expect(heard).toBe(0);
  qq.dial(`ws://[::1]:${port}`, 100_000, 'Event');
  await until(() => heard > 0, 'the events');
  await connection.probe();
});

test('another account at the same door is sent away, and ours stays', async () => {
  const port = await freePort();
  const [ours, theirs] = [new FakeQq(), new FakeQq({ self: 10_002 })];
  opened.push(() => Promise.all([ours.close(), theirs.close()]));
  const world = await openWorld({ given: { LISTEN: String(port) } });
  opened.push(() => world.close());
  ours.dial(`ws://127.0.0.1:${port}`);
  await untilLive(world);
  theirs.dial(`ws://127.0.0.1:${port}`);
  await new Promise((go) => setTimeout(go, 200));
  expect(theirs.calls).toEqual([]);
  expect(ours.sockets).toBe(1);
  expect(world.app.health()[0]?.generation).toBe(1);
});

test('a second connection of the same account takes the place of the first', async () => {
  const port = await freePort();
  const [first, second] = [new FakeQq(), new FakeQq()];
  opened.push(() => Promise.all([first.close(), second.close()]));
  const world = await openWorld({ given: { LISTEN: String(port) } });
  opened.push(() => world.close());
  first.dial(`ws://127.0.0.1:${port}`, 100_000);
  await untilLive(world);
  second.dial(`ws://127.0.0.1:${port}`, 100_000);
  await until(() => first.sockets === 0 && second.sockets === 1, 'the change');
  second.say({ from: 42, text: '签到' });
  await until(() => second.sent.length === 1, 'the answer');
  expect(world.app.health()[0]?.generation).toBe(1);
});
