/**
 * Bots of this kind are hated for going deaf without saying so. Time is pretended; the platform
 * does what each test says.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, LinkRefusal, type LinkReport, seededRandom } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import type { App } from '../src/app.ts';
import { hold } from '../src/store/holds.ts';
import { openTestApp } from './app.ts';
import { idOf, type Manners, never, PretendBot, saying, well } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T12:00:00+08:00');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let folder: string;
let world: TimeWorld;
let bot: PretendBot;
/** Where the owners are when the first platform is gone. */
let elsewhere: PretendBot;
let app: App;
let logged: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-links-'));
  world = new TimeWorld(instantOf(START));
  logged = [];
  bot = new PretendBot();
  elsewhere = new PretendBot({ platform: 'elsewhere' });
  const file = join(folder, 'qunli.db');
  const bots = [bot, elsewhere];
  app = await openTestApp({
    file,
    features: [checkin],
    bots,
    clock: world,
    timers: world,
    logged,
  });
  const group = idOf('g9');
  await app.receive(elsewhere, saying(START, 'boss', '早', { group }));
  const role = {
    type: 'role',
    at: instantOf(START),
    key: 'r',
    group,
    member: idOf('boss'),
  } as const;
  await app.receive(elsewhere, { ...role, role: 'owner' });
});
afterEach(async () => {
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  rmSync(folder, { recursive: true });
});

const turn = async () => {
  for (let turns = 0; turns < 12; turns += 1) await world.breathe();
};
const pass = (ms: number) => world.pass(ms, turn);
const connect = async () => {
  app.connect();
  await turn();
};
const stateOf = (account = 'pretend') =>
  app.health().find((health) => health.account === account)?.state;

test('a platform that speaks is live, and what it tells is answered', async () => {
  await connect();
  expect(stateOf()).toBe('live');
  await bot.report.receive(saying(world.now(), '小明', '签到'));
  await app.settle();
  expect(bot.texts).toEqual([expect.stringContaining('签到成功')]);
});

test('a quiet night is no trouble: a platform that answers when asked stays connected', async () => {
  await connect();
  await pass(8 * 60 * MINUTE);
  expect(stateOf()).toBe('live');
  expect(bot.reports).toHaveLength(1);
});

/** Ways in which a connection can go deaf; `then` is what it does when it is opened anew. */
const deaf: readonly ((random: number) => Manners)[] = [
  () => ({ ...well, probe: never }),
  () => ({ ...well, probe: async () => Promise.reject(new Error('reset')) }),
  () => ({ ...well, open: never }),
  () => ({ ...well, open: async (report) => report.authorized(), probe: never }),
  () => ({ ...well, open: async () => undefined, probe: never }),
  (random) => {
    let probes = random % 3;
    return { ...well, probe: () => (probes-- > 0 ? Promise.resolve() : never()) };
  },
];

test('of 200 connections that went deaf each is found within 120 s of its last word', async () => {
  const random = seededRandom('deaf', 'links');
  await connect();
  for (let count = 0; count < 200; count += 1) {
    await pass(random.int(0, 90) * SECOND);
    const manners = random.pick(deaf)(random.int(0, 8));
    const before = bot.reports.length;
    let lastWord = world.now();
    // As much as the platform still answers counts as its word.
    const probe = () => {
      const answer = manners.probe();
      void answer.then(() => (lastWord = world.now())).catch(() => undefined);
      return answer;
    };
    bot.manners = { ...manners, probe };
    bot.report.lost({ kind: 'outage', why: 'test' });
    await until(() => bot.reports.length > before);
    lastWord = world.now();
    const opened = bot.reports.length;
    await until(() => bot.reports.length > opened || stateOf() === 'down');
    expect(world.now() - lastWord, `deaf state ${count}`).toBeLessThanOrEqual(120 * SECOND);
    bot.manners = well;
    await until(() => stateOf() === 'live');
  }
  expect(bot.openCount).toBe(1);
}, 60_000);

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 1) {
    expect(waited, 'seconds of waiting').toBeLessThan(400);
    await pass(SECOND);
  }
}

test('after 1,000 reconnects one connection is open, and no old one is listened to', async () => {
  await connect();
  const old: LinkReport[] = [];
  for (let count = 0; count < 1_000; count += 1) {
    old.push(bot.report);
    bot.report.lost({ kind: 'outage', why: 'reset' });
    await until(() => stateOf() === 'live' && bot.report !== old.at(-1));
    await pass(2 * MINUTE);
  }
  expect(bot.openCount).toBe(1);
  const event = saying(world.now(), '小明', '签到');
  for (const report of old) await expect(report.receive(event)).rejects.toThrow('over');
  await bot.report.receive(event);
  await bot.report.receive(event);
  await app.settle();
  expect(bot.texts.filter((text) => text.includes('签到'))).toHaveLength(1);
}, 30_000);

test('a refused token is told to the owners elsewhere within ten seconds, and the log says what to type', async () => {
  bot.manners = {
    ...well,
    open: () => Promise.reject(new LinkRefusal('credentials', 'Unauthorized')),
  };
  await connect();
  await pass(10 * SECOND);
  expect(elsewhere.texts).toEqual([
    expect.stringMatching(/^pretend 连不上.*Unauthorized.*qunli connect/),
  ]);
  expect(JSON.stringify(logged)).toContain('«npx qunli connect pretend» asks for a new token');
});

test('a second copy that uses the same token is told at once, and we step back', async () => {
  await connect();
  bot.report.lost({ kind: 'rival', why: 'Conflict' });
  await turn();
  await pass(10 * SECOND);
  expect(elsewhere.texts).toEqual([expect.stringContaining('另一个程序也在用 pretend 的凭证')]);
  await pass(40 * SECOND);
  expect(bot.reports).toHaveLength(1);
  await pass(10 * SECOND);
  expect(bot.reports).toHaveLength(2);
});

test('an outage is told after five minutes, and so is its end', async () => {
  await connect();
  bot.manners = { ...well, open: () => Promise.reject(new Error('connect ECONNREFUSED')) };
  bot.report.lost({ kind: 'outage', why: 'socket closed' });
  await pass(4 * MINUTE);
  expect(elsewhere.texts).toEqual([]);
  await pass(2 * MINUTE);
  bot.manners = well;
  await pass(2 * MINUTE);
  expect(elsewhere.texts).toEqual([
    'pretend 已断线 5 分钟（socket closed）。我会一直重试。',
    expect.stringMatching(/^pretend 恢复了，断线约 [67] 分钟。$/),
  ]);
});

test('an outage that passes sooner is nobody’s worry', async () => {
  await connect();
  bot.report.lost({ kind: 'outage', why: 'socket closed' });
  await pass(20 * MINUTE);
  expect(elsewhere.texts).toEqual([]);
});

/** The account breaks for so long that it is told, and comes back. */
async function breakFor(ms: number): Promise<void> {
  bot.manners = { ...well, open: () => Promise.reject(new Error('connect ECONNREFUSED')) };
  bot.report.lost({ kind: 'outage', why: 'socket closed' });
  await pass(ms);
  bot.manners = well;
  await until(() => stateOf() === 'live');
}

test('an alarm waits in the outbox, through a stop of the program, until the other platform takes it', async () => {
  elsewhere.manners = {
    ...well,
    send: async () => ({ kind: 'notAccepted', why: 'busy', retryAfterSeconds: 20 }),
  };
  await connect();
  bot.report.lost({ kind: 'credentials', why: 'the account was banned' });
  await pass(SECOND);
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  elsewhere.manners = well;
  app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [checkin],
    bots: [bot, elsewhere],
    clock: world,
    timers: world,
    logged: [],
  });
  await connect();
  await pass(30 * SECOND);
  expect(elsewhere.texts).toEqual([expect.stringContaining('the account was banned')]);
});

test('an account that comes and goes all day is told six times an hour, and the rest in one line', async () => {
  await connect();
  for (let count = 0; count < 9; count += 1) {
    await breakFor(6 * MINUTE);
    await pass(5 * MINUTE);
  }
  const hour = elsewhere.texts.slice(0, 7);
  expect(hour.slice(0, 6).every((text) => text.startsWith('pretend '))).toBe(true);
  expect(hour.at(-1)).toBe('6 次断线或恢复没有逐条说。发「平台状态」看看现在怎样。');
  expect(elsewhere.sent[6]?.at).toBeGreaterThanOrEqual(START + 60 * MINUTE);
});

test('an account that is gone again within ten minutes is told again when it stays away', async () => {
  await connect();
  await breakFor(6 * MINUTE);
  bot.manners = { ...well, open: () => Promise.reject(new Error('connect ECONNREFUSED')) };
  bot.report.lost({ kind: 'outage', why: 'gone for good' });
  await pass(6 * MINUTE);
  expect(elsewhere.texts).toHaveLength(2);
  await pass(5 * MINUTE);
  expect(elsewhere.texts).toHaveLength(3);
  expect(elsewhere.texts.at(-1)).toContain('gone for good');
});

test('what was left out of one bad hour is summed up then, and not a week later', async () => {
  await connect();
  await breakFor(6 * MINUTE);
  // Gone and back again within ten minutes of the last word: neither is told by itself.
  await breakFor(6 * MINUTE);
  await pass(70 * MINUTE);
  expect(elsewhere.texts.slice(2)).toEqual([
    '2 次断线或恢复没有逐条说。发「平台状态」看看现在怎样。',
  ]);
  await pass(7 * 24 * 60 * MINUTE);
  expect(elsewhere.texts).toHaveLength(3);
}, 60_000);

test('an outage is told in time although somebody has set the clock back a day', async () => {
  await connect();
  await breakFor(6 * MINUTE);
  expect(elsewhere.texts).toHaveLength(2);
  world.setClockBy(-24 * 60 * MINUTE);
  await breakFor(6 * MINUTE);
  expect(elsewhere.texts).toHaveLength(4);
});

test('a clock that was set back in a bad hour does not keep the owners waiting for another day', async () => {
  await connect();
  for (let count = 0; count < 3; count += 1) {
    await breakFor(6 * MINUTE);
    await pass(5 * MINUTE);
  }
  expect(elsewhere.texts).toHaveLength(6);
  world.setClockBy(-24 * 60 * MINUTE);
  await breakFor(6 * MINUTE);
  expect(elsewhere.texts).toHaveLength(8);
});

test('a banned account is told elsewhere within a minute, by an account that may speak', async () => {
  const held = { account: 'elsewhere', isOn: true };
  await connect();
  await app.store.write(world.now(), async (_, core) => {
    const { community } = core.directory.group('elsewhere', idOf('g9'), world.now());
    hold(core, { ...held, community });
  });
  bot.report.lost({ kind: 'credentials', why: 'banned' });
  await pass(MINUTE);
  expect(elsewhere.texts, 'what was stopped stays silent').toEqual([]);
  await app.store.write(world.now(), async (_, core) => {
    const { community } = core.directory.group('elsewhere', idOf('g9'), world.now());
    hold(core, { ...held, community, isOn: false });
  });
  await until(() => stateOf() === 'live');
  await pass(11 * MINUTE);
  bot.report.lost({ kind: 'credentials', why: 'banned' });
  await pass(MINUTE);
  expect(elsewhere.texts.at(-1)).toContain('banned');
});

test('an account that its platform has put out is told elsewhere within a minute, also when it cannot log in again', async () => {
  await connect();
  const why = 'scan the code again';
  bot.manners = {
    ...well,
    open: async (report) => report.authorized(),
    probe: () => Promise.reject(new LinkRefusal('loggedOut', why)),
  };
  bot.report.lost({ kind: 'loggedOut', why });
  await pass(MINUTE);
  expect(elsewhere.texts).toEqual([expect.stringContaining('登出')]);
  await pass(30 * MINUTE);
  expect(elsewhere.texts).toHaveLength(1);
  bot.manners = well;
  await until(() => stateOf() === 'live');
  expect(elsewhere.texts.at(-1)).toContain('恢复');
});

test('a gateway that starts anew and logs in again at once is nobody’s worry', async () => {
  await connect();
  bot.report.lost({ kind: 'loggedOut', why: 'scan the code again' });
  await until(() => stateOf() === 'live');
  await pass(10 * MINUTE);
  expect(elsewhere.texts).toEqual([]);
});

test('a link that comes up and falls silent again and again is told, and what it suffers from', async () => {
  await connect();
  bot.manners = { ...well, probe: () => Promise.reject(new Error('no word')) };
  await pass(20 * MINUTE);
  expect(bot.reports.length).toBeGreaterThan(5);
  expect(elsewhere.texts[0]).toContain('no word');
  expect(elsewhere.texts.length).toBeLessThanOrEqual(4);
  bot.manners = well;
  await pass(30 * MINUTE);
  expect(stateOf()).toBe('live');
  expect(elsewhere.texts.at(-1)).toContain('恢复');
});

test('an outage that turns out to be a log-out is told within a minute from then on', async () => {
  await connect();
  bot.manners = { ...well, open: () => Promise.reject(new Error('gone')) };
  bot.report.lost({ kind: 'outage', why: 'gone' });
  await pass(2 * MINUTE);
  const why = 'scan the code again';
  bot.manners = { ...well, open: () => Promise.reject(new LinkRefusal('loggedOut', why)) };
  await pass(2 * MINUTE);
  expect(elsewhere.texts).toEqual([expect.stringContaining('登出')]);
});

test('an owner who has but this account hears afterwards that another program uses it, too', async () => {
  const group = idOf('g1');
  const role = { type: 'role', at: world.now(), key: 'own', group, member: idOf('u1') } as const;
  await connect();
  await bot.report.receive({ ...role, role: 'owner' });
  bot.report.lost({ kind: 'rival', why: 'conflict' });
  await until(() => stateOf() === 'down');
  await until(() => stateOf() === 'live');
  await app.settle();
  expect(bot.texts).toEqual([expect.stringContaining('另一个程序也在用它的凭证')]);
});

test('a platform that hangs for ten minutes keeps nobody on another one waiting', async () => {
  await connect();
  bot.manners = { ...well, send: never };
  for (let count = 1; count <= 120; count += 1) {
    const [here, there] = [saying(world.now(), `u${count}`, '签到'), `v${count}`];
    const heard = [bot.report.receive(here)];
    const said = saying(world.now(), there, '签到', { group: idOf('g9') });
    heard.push(elsewhere.report.receive(said));
    await Promise.all(heard);
    await turn();
    // No time passes: an answer that waited for anything would be missing.
    expect(elsewhere.sent.map(({ action }) => action.do)).toHaveLength(count);
    await pass(5 * SECOND);
  }
  expect(bot.sent).toEqual([]);
});

test('a group hears which stretch of its talk was lost', async () => {
  await connect();
  const morning = bot.report.receive(saying(world.now(), '小明', '早'));
  await pass(5 * MINUTE);
  await morning;
  const [from, to] = [instantOf(START + MINUTE), instantOf(START + 4 * MINUTE)];
  bot.report.missed({ groups: [idOf('g1')], from, to });
  await turn();
  await app.settle();
  expect(bot.texts).toEqual([
    '我刚才掉线了（12:01–12:04），这段时间的消息没收到。签到等命令请再发一次。',
  ]);
});

test('frames that nobody understands are counted', async () => {
  await connect();
  bot.report.dropped('not JSON');
  bot.report.dropped('not JSON');
  expect(app.health()[0]?.dropped).toEqual({ 'not JSON': 2 });
});
