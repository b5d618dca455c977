/** What `qunli doctor` says of a QQ account, tried for real. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { type Finding, seededRandom } from '#kit';
import { qq as platform } from '../../../bots/qq/index.ts';
import { realClock } from '../../../src/host.ts';
import { accountIn } from '../../../src/last-heard.ts';
import { type FakeOptions, FakeQq, GROUP } from './fake.ts';
import { freePort, type Given, hurriedTimers, openWorld, untilLive } from './qq-world.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function examine(given: Given): Promise<readonly Finding[]> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const random = seededRandom('test', 'examine');
  const parts = {
    clock: realClock,
    timers: hurriedTimers,
    random,
    ...accountIn({ log, folder: '' }),
  };
  const settings = platform.settings.parse(given);
  return platform.examine({ account: 'qq', settings, parts, language: 'en' });
}

function openQq(options: FakeOptions = {}) {
  const qq = new FakeQq(options);
  opened.push(() => qq.close());
  return qq;
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ level, what }) => `${level}: ${what}`).join('\n');

test('an account in good order is named, with the program behind it', async () => {
  const qq = openQq({ token: 't', nickname: '小助手' });
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}`, TOKEN: 't' };
  const beat = setInterval(() => qq.beat(), 5);
  opened.push(() => clearInterval(beat));
  const findings = await examine(given);
  expect(findings.map(({ level }) => level)).toEqual(['good', 'good']);
  expect(told(findings)).toContain('小助手 (10001) on FakeQq 1.0');
  expect(told(findings)).toContain('in 1 group, as admin');
  expect(qq.sent).toEqual([]);
});

test('what it lacks is said with what to do about it', async () => {
  const qq = openQq({ format: 'string', hasHistory: false });
  qq.group(GROUP).members.set(qq.self, { nickname: '群力', role: 'member' });
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  const talk = setInterval(() => qq.say({ from: 42, text: '早' }), 5);
  opened.push(() => clearInterval(talk));
  const findings = await examine(given);
  expect(told(findings)).toMatch(/not an admin in 1 of 1 groups/);
  expect(told(findings)).toMatch(/no history/);
  expect(told(findings)).toMatch(/no heartbeat/);
  expect(told(findings)).toMatch(/strings with codes/);
  expect(findings.some(({ todo }) => todo?.includes("messagePostFormat: 'array'"))).toBe(true);
});

test.for(['frame', 'close', 'status'] as const)(
  'a token that is refused by a %s is named as such',
  async (refusal) => {
    const qq = openQq({ token: 'right', refusal });
    const given = { URL: `ws://127.0.0.1:${await qq.listen()}`, TOKEN: 'wrong' };
    expect(told(await examine(given))).toBe('problem: the access token is refused');
  },
);

test('a token that is refused over HTTP is named as such', async () => {
  const qq = openQq({ token: 'right' });
  const given = { HTTP_URL: `http://127.0.0.1:${await qq.listen()}`, LISTEN: '0', TOKEN: 'wrong' };
  expect(told(await examine(given))).toBe('problem: the access token is refused');
});

test('where nothing listens, it says how to start NapCat’s server', async () => {
  const port = await freePort();
  for (const given of [
    { URL: `ws://127.0.0.1:${port}/?access_token=5ecret` },
    { HTTP_URL: `http://127.0.0.1:${port}`, LISTEN: '6701' },
  ]) {
    const findings = await examine(given);
    expect(told(findings)).toContain('problem: nothing answers at');
    expect(findings[0]?.todo).toContain('网络配置');
    expect(told(findings)).not.toContain('5ecret');
  }
});

test('where a web page answers, it is not said that nobody does, but which port to look at', async () => {
  for (const status of [200, 404]) {
    const page = createServer((_, response) => response.writeHead(status).end('<html>'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    opened.push(async () => void page.close());
    const at = `127.0.0.1:${z.object({ port: z.int() }).parse(page.address()).port}`;
    for (const given of [{ URL: `ws://${at}` }, { HTTP_URL: `http://${at}`, LISTEN: '6701' }]) {
      const findings = await examine(given);
      expect(told(findings)).toContain('problem: something answers at');
      expect(findings[0]?.todo).toContain('port in 网络配置');
    }
  }
});

test('an account that is offline is a problem', async () => {
  const qq = openQq();
  qq.isOnline = false;
  const given = { URL: `ws://127.0.0.1:${await qq.listen()}` };
  expect(told(await examine(given))).toBe('problem: the QQ account is offline');
});

test('whoever should connect to us is waited for', async () => {
  const port = await freePort();
  expect(told(await examine({ LISTEN: `${port}` }))).toContain('problem: nobody has connected');
  const qq = openQq();
  qq.dial(`ws://127.0.0.1:${port}`, 5);
  expect(told(await examine({ LISTEN: `${port}` }))).toContain('on FakeQq');
});

test('a running bot is not disturbed', async () => {
  const port = await freePort();
  const qq = openQq();
  const world = await openWorld({ given: { LISTEN: `${port}` } });
  opened.push(() => world.close());
  qq.dial(`ws://127.0.0.1:${port}`, 5);
  await untilLive(world);
  expect(told(await examine({ LISTEN: `${port}` }))).toMatch(/advice: .*running bot/);
  expect(world.app.health()[0]).toMatchObject({ state: 'live', generation: 1 });
});
