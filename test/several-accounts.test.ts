/** Several bot accounts in one program: none answers for another, none waits for another. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, milliseconds, parseMessageId, seconds } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import { points } from '../commands/points/index.ts';
import { polls } from '../commands/polls/index.ts';
import { self } from '../commands/self/index.ts';
import type { App } from '../src/app.ts';
import { hold } from '../src/store/holds.ts';
import { openTestApp } from './app.ts';
import { idOf, never, PretendBot, saying, well } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T12:00:00+08:00');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let folder: string;
let world: TimeWorld;
let app: App | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-several-'));
  world = new TimeWorld(instantOf(START));
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

let logged: unknown[] = [];

async function open(...bots: readonly PretendBot[]): Promise<App> {
  logged = [];
  const file = join(folder, 'qunli.db');
  const features = [checkin, points, polls, self];
  const settings = {
    'checkin.mergeAnswers': { afterMany: 0, withinSeconds: 10, collectSeconds: 5 },
  };
  const timing = { clock: world, timers: world };
  app = await openTestApp({ file, features, bots, settings, logged, ...timing });
  app.connect();
  await turn();
  return app;
}

async function close(): Promise<void> {
  const closing = app?.close();
  app = undefined;
  await pass(2 * MINUTE);
  await closing;
}

const turn = async () => {
  for (let turns = 0; turns < 30; turns += 1) await world.breathe();
};
const pass = (ms: number) => world.pass(ms, turn);
const telegram = (account: string) => new PretendBot({ platform: 'telegram', account });

async function hear(
  ...[bot, from, text, more = {}]: [PretendBot, from: string, text: string, more?: object]
): Promise<void> {
  await bot.report.receive(saying(world.now(), from, text, more));
  await turn();
}

test('a group with two bot accounts is answered once, by the one that heard it first', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  await hear(second, '小明', '签到');
  await hear(second, '小红', '签到');
  expect(first.texts).toHaveLength(1);
  expect(second.texts).toEqual([]);
});

test('a gap of the account in reserve is told to nobody: the other one heard it all', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  const gap = { groups: [idOf('g1')], from: world.now(), to: world.now() };
  second.report.missed(gap);
  await pass(SECOND);
  expect([...first.texts, ...second.texts]).toHaveLength(1);
  first.report.missed(gap);
  await pass(SECOND);
  await app?.settle();
  expect(first.texts.at(-1)).toContain('没收到');
  expect(second.texts).toEqual([]);
});

test('when the account that served a group is gone for two minutes the other takes over', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  first.manners = { ...well, open: never };
  first.report.lost({ kind: 'outage', why: 'banned' });
  await pass(MINUTE);
  await hear(second, '小红', '签到');
  expect(second.texts).toEqual([]);
  await pass(2 * MINUTE);
  await hear(second, '小红', '签到');
  expect(second.texts).toEqual([expect.stringContaining('今天第 2 位')]);
});

test('an account that was put out of a group leaves it to the other', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  const at = instantOf(world.now());
  const out = { type: 'leave', at, key: 'out', group: idOf('g1'), member: idOf('bot') } as const;
  await first.report.receive(out);
  await hear(second, '小红', '签到');
  expect(second.texts).toEqual([expect.stringContaining('今天第 2 位')]);
});

test('a button of the account that served the group before is a ballot like any other', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '发起投票 班长 | 甲 | 乙 | +满 1');
  first.manners = { ...well, open: never };
  first.report.lost({ kind: 'outage', why: 'down' });
  await pass(3 * MINUTE);
  void second.report.receive(saying(world.now(), '小红', '早'));
  await pass(2 * SECOND);
  first.manners = well;
  await pass(5 * MINUTE);
  const press = { type: 'press', at: world.now(), key: 'p1', group: idOf('g1') } as const;
  const from = { id: idOf('小红'), name: '小红' };
  await first.report.receive({ ...press, from, choice: 'polls:1:2' });
  await first.report.receive({ ...press, from, choice: 'polls:1:2' });
  await pass(10 * SECOND);
  expect(second.texts).toEqual(['小红 投了 2. 乙，共 1 票。']);
});

const messageOf = (count: number) => parseMessageId(`${count}`) ?? expect.fail();

/** An account whose platform has polls of its own. */
function pollster(account: string): PretendBot {
  const polls = { mostChoices: 10, longestTitle: 300, longestChoice: 100 };
  const bot = new PretendBot({ platform: 'telegram', account, can: { polls } });
  bot.manners = { ...well, send: async () => ({ kind: 'sent', id: messageOf(7), poll: 'p7' }) };
  return bot;
}

const deeds = (bot: PretendBot) => bot.sent.map(({ action }) => action.do);

test('a poll is ended by the account that sent it, however long that takes', async () => {
  const [first, second] = [pollster('telegram'), pollster('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '发起投票 周末去哪 | 爬山 | 看海');
  await pass(SECOND);
  expect(deeds(first)).toEqual(['say', 'poll']);
  const { manners } = first;
  const down = async () => ({ kind: 'notAccepted', why: 'down', retryAfterSeconds: 60 }) as const;
  first.manners = { ...well, open: never, send: down };
  first.report.lost({ kind: 'outage', why: 'down' });
  await pass(3 * MINUTE);
  await hear(second, '小明', '结束投票');
  await pass(60 * MINUTE);
  expect(second.texts).toEqual([expect.stringMatching(/^1 号投票结束/)]);
  first.manners = manners;
  await pass(5 * MINUTE);
  expect(deeds(first)).toEqual(['say', 'poll', 'closePoll']);
  expect(deeds(second)).toEqual(['say']);
});

test('the polls of an account that is gone stay open, and the log says so', async () => {
  const [first, second] = [pollster('telegram'), pollster('telegram-2')];
  await open(first);
  await hear(first, '小明', '发起投票 周末去哪 | 爬山 | 看海');
  await pass(SECOND);
  await close();
  await open(second);
  await hear(second, '小明', '结束投票');
  await pass(SECOND);
  expect(deeds(second)).toEqual(['say']);
  expect(logged).toEqual([{ account: 'telegram', open: 1 }]);
});

test('a banned bot account is replaced by another and nobody loses a point', async () => {
  const old = telegram('telegram');
  await open(old);
  await hear(old, '小明', '签到');
  await close();
  const fresh = telegram('telegram-2');
  await open(fresh);
  await hear(fresh, '小明', '我的积分');
  expect(fresh.texts).toEqual([expect.stringMatching(/^5 积分/)]);
});

test('what waited for an account that is gone leaves by the one that replaces it', async () => {
  const old = telegram('telegram');
  old.manners = {
    ...well,
    send: async () => ({ kind: 'notAccepted', why: 'down', retryAfterSeconds: 5 }),
  };
  await open(old);
  await hear(old, '小明', '签到');
  await close();
  const fresh = telegram('telegram-2');
  await open(fresh);
  await pass(10 * SECOND);
  expect(fresh.texts).toEqual([expect.stringContaining('签到成功')]);
});

test('a private answer comes from the account that was written to', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  await hear(second, '小明', '我的积分', { group: undefined });
  expect(second.texts).toEqual([expect.stringMatching(/^5 积分/)]);
});

test('a platform that hangs for ten minutes keeps no other group waiting', async () => {
  const hanging = telegram('telegram');
  const quick = new PretendBot({ platform: 'qq' });
  hanging.manners = { ...well, send: never };
  await open(hanging, quick);
  await hear(hanging, '小明', '签到');
  for (let minute = 0; minute < 10; minute += 1) {
    const asked = world.now();
    await hear(quick, `u${minute}`, '签到');
    expect(quick.texts).toHaveLength(minute + 1);
    expect(world.now() - asked).toBe(0);
    await pass(MINUTE);
  }
});

test('a group whose answer hangs keeps no other group of the same account waiting', async () => {
  const bot = telegram('telegram');
  bot.manners = {
    ...well,
    send: ({ action }) =>
      'group' in action.to && action.to.group === 'slow'
        ? never()
        : well.send({ action, at: instantOf(0) }),
  };
  await open(bot);
  await hear(bot, '小明', '签到', { group: idOf('slow') });
  await hear(bot, '小明', '签到');
  expect(bot.texts).toHaveLength(1);
});

test('answers keep the pace of the platform: a gap, so many a minute, so many a day', async () => {
  const pace = {
    gap: { from: seconds(3), to: seconds(6) },
    limits: [
      { scope: 'group', most: 8, per: milliseconds(MINUTE) },
      { scope: 'account', most: 10, per: milliseconds(24 * 60 * MINUTE) },
    ],
  } as const;
  const bot = new PretendBot({ platform: 'wechat', can: { pace } });
  const leftAt: number[] = [];
  bot.manners = {
    ...well,
    send: async () => {
      leftAt.push(world.now());
      return { kind: 'sent' };
    },
  };
  await open(bot);
  for (let count = 0; count < 20; count += 1) await hear(bot, `u${count}`, '签到');
  await pass(9 * MINUTE);
  expect(leftAt).toHaveLength(10);
  const gaps = leftAt.slice(1).map((at, index) => at - (leftAt[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * SECOND);
  expect((leftAt[8] ?? 0) - (leftAt[0] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
  await close();
  const again = new PretendBot({ platform: 'wechat', can: { pace } });
  await open(again);
  await hear(again, 'u1', '我的积分');
  await pass(5 * MINUTE);
  expect(again.texts, 'a restart does not begin a new day').toEqual([]);
});

test('an account whose sending was stopped says nothing until it may go on', async () => {
  const bot = telegram('telegram');
  const running = await open(bot);
  const set = (isHeld: boolean) =>
    running.store.write(world.now(), async (_, core) => {
      const { community } = core.directory.group('telegram', idOf('g1'), world.now());
      hold(core, { account: 'telegram', community, isOn: isHeld });
    });
  await set(true);
  await hear(bot, '小明', '签到');
  await pass(MINUTE);
  expect(bot.texts).toEqual([]);
  await set(false);
  await hear(bot, '小红', '签到');
  expect(bot.texts).toHaveLength(2);
});

test('a group that becomes a supergroup keeps its members, points and waiting answers', async () => {
  const bot = telegram('telegram');
  await open(bot);
  await hear(bot, '小明', '签到');
  bot.manners = {
    ...well,
    send: async () => ({ kind: 'notAccepted', why: 'moved', retryAfterSeconds: 5 }),
  };
  await hear(bot, '小红', '签到');
  bot.manners = well;
  const at = instantOf(world.now());
  const [group, to] = [idOf('g1'), idOf('-100')];
  await bot.report.receive({ type: 'migration', at, key: 'move', group, to });
  await pass(10 * SECOND);
  expect(bot.sent.at(-1)?.action.to).toMatchObject({ group: '-100' });
  await hear(bot, '小明', '我的积分', { group: to });
  expect(bot.texts.at(-1)).toMatch(/^5 积分/);
});

test('an answer stays in the topic in which it was asked for', async () => {
  const bot = telegram('telegram');
  await open(bot);
  await hear(bot, '小明', '签到', { topic: '77' });
  expect(bot.sent[0]?.action.to).toEqual({ group: 'g1', topic: '77' });
});

test('an anonymous admin is told how to use commands, and nothing is booked for nobody', async () => {
  const bot = telegram('telegram');
  await open(bot);
  const talk = hear(bot, 'g1', '大家早', { isAnonymous: true });
  await pass(2 * SECOND);
  await talk;
  await hear(bot, 'g1', '签到', { isAnonymous: true });
  expect(bot.texts).toEqual(['匿名身份无法使用命令，关掉匿名再发一次吧。']);
  await hear(bot, '小明', '签到');
  expect(bot.texts.at(-1)).toContain('今天第 1 位');
});

test('a bot that is stopped while a platform hangs ends within ten seconds', async () => {
  const bot = telegram('telegram');
  bot.manners = { ...well, send: never };
  await open(bot);
  await hear(bot, '小明', '签到');
  const began = world.now();
  const closing = app?.close().then(() => world.now());
  app = undefined;
  await turn();
  await pass(MINUTE);
  expect(((await closing) ?? 0) - began).toBeLessThanOrEqual(10 * SECOND);
});

test('a stranger is answered by the account that was written to', async () => {
  const [first, second] = [telegram('telegram-8'), telegram('telegram-9')];
  await open(first, second);
  await hear(second, '路人', '签到', { group: undefined });
  expect(second.texts).toEqual(['先在群里说句话，我就认识你了。']);
});

test('a stranger’s group cannot silence an account for the others that it serves', async () => {
  const bot = telegram('telegram');
  const running = await open(bot);
  await hear(bot, '小明', '签到');
  await hear(bot, 'mallory', '签到', { group: idOf('evil') });
  await running.store.write(world.now(), async (_, core) => {
    const { community } = core.directory.group('telegram', idOf('evil'), world.now());
    hold(core, { account: 'telegram', community, isOn: true });
  });
  await hear(bot, 'mallory', '我的积分', { group: idOf('evil') });
  await hear(bot, '小红', '签到');
  expect(bot.texts).toHaveLength(3);
  expect(bot.texts.at(-1)).toContain('今天第 2 位');
});

test('after a restart the other account takes a group over whose first one never comes back', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  await close();
  const [dead, alive] = [telegram('telegram'), telegram('telegram-2')];
  dead.manners = { ...well, open: () => Promise.reject(new Error('connect ECONNREFUSED')) };
  await open(dead, alive);
  await pass(5 * MINUTE);
  await hear(alive, '小红', '签到');
  expect(alive.texts).toEqual([expect.stringContaining('今天第 2 位')]);
});

test('a role that the account in reserve is told of holds, too', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  const running = await open(first, second);
  await hear(first, '小明', '签到');
  const at = instantOf(world.now());
  const told = { type: 'role', at, group: idOf('g1'), member: idOf('小明') } as const;
  await second.report.receive({ ...told, key: 'r1', role: 'owner' });
  const rows = await running.store.write(at, async (_, { connection }) => [
    ...connection.iterate({ sql: 'select role from memberships', parameters: [] }),
  ]);
  expect(rows).toEqual([['owner']]);
});

test('the farewell comes from the account that was asked to forget', async () => {
  const [first, second] = [telegram('telegram'), telegram('telegram-2')];
  await open(first, second);
  await hear(first, '小明', '签到');
  await hear(second, '小明', '忘记我', { group: undefined });
  await hear(second, '小明', '确认忘记', { group: undefined });
  expect(second.texts.at(-1)).toContain('已经忘记你了');
});
