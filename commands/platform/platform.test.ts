/** What admins see of the bot accounts, and the one command that stops all sending. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '#kit';
import type { App } from '../../src/app.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { openTestApp } from '../../test/app.ts';
import { idOf, PretendBot, saying, well } from '../../test/pretend-bot.ts';
import { TimeWorld } from '../../test/time-world.ts';
import { checkin } from '../checkin/index.ts';
import { schedule } from '../schedule/index.ts';
import { platform } from './index.ts';

const START = Date.parse('2026-03-01T12:00:00+08:00');
const MINUTE = 60_000;

let folder: string;
let world: TimeWorld;
let bot: PretendBot;
let app: App;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-platform-'));
  world = new TimeWorld(instantOf(START));
  bot = new PretendBot({ platform: 'wechat' });
  app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [platform, checkin, schedule],
    bots: [bot],
    clock: world,
    timers: world,
    logged: [],
  });
  app.connect();
  await turn();
  const role = { type: 'role', at: instantOf(START), key: 'r', member: idOf('boss') } as const;
  await bot.report.receive({ ...role, group: idOf('g1'), role: 'owner' });
});
afterEach(async () => {
  const closing = app.close();
  await pass(MINUTE);
  await closing;
  rmSync(folder, { recursive: true });
});

const turn = async () => {
  for (let turns = 0; turns < 30; turns += 1) await world.breathe();
};
const pass = (ms: number) => world.pass(ms, turn);

async function hear(from: string, text: string): Promise<void> {
  await bot.report.receive(saying(world.now(), from, text));
  await turn();
}

test('an admin sees how each bot account is connected', async () => {
  await hear('boss', '平台状态');
  expect(bot.texts).toEqual(['wechat：正常']);
});

test('one command stops all sending, another lets it go on, and nothing is lost meanwhile', async () => {
  await hear('boss', '停止发送');
  expect(bot.texts).toEqual([
    'wechat 不再发任何消息，签到和积分照常记录。要恢复时请发送「恢复发送」。',
  ]);
  await hear('小明', '签到');
  await hear('小明', '签到日历');
  await pass(11 * MINUTE);
  expect(bot.texts).toHaveLength(1);
  await hear('小红', '签到');
  await hear('boss', '恢复发送');
  expect(bot.texts.slice(1)).toEqual([
    'wechat 恢复发送。\n1 条还在等，接着就发。\n2 条等得太久，不再发了。',
    '签到成功，+5 积分！今天第 2 位，已连续 1 天。',
  ]);
  await hear('小明', '签到');
  expect(bot.texts.at(-1)).toContain('今天已经签到过了');
});

test('a push that came due meanwhile is counted as one that still leaves, and leaves', async () => {
  await hear('boss', '定时 12:20 记得打卡');
  await hear('boss', '1');
  await hear('boss', '停止发送');
  await pass(32 * MINUTE);
  await hear('boss', '恢复发送');
  await pass(MINUTE);
  expect(bot.texts.slice(-2)).toEqual(['wechat 恢复发送。\n1 条还在等，接着就发。', '记得打卡']);
});

test('on an account that others use, too, only what waits in one’s own group is counted', async () => {
  const elsewhere = { group: idOf('g2') };
  await bot.report.receive(saying(world.now(), '路人', '签到', elsewhere));
  await turn();
  await hear('boss', '停止发送');
  await hear('小明', '签到');
  await bot.report.receive(saying(world.now(), '路人二', '签到', elsewhere));
  await turn();
  expect(bot.texts.at(-1)).toContain('今天第 2 位');
  await hear('boss', '恢复发送');
  expect(bot.texts.slice(-2)).toEqual([
    'wechat 恢复发送。\n1 条还在等，接着就发。',
    '签到成功，+5 积分！今天第 1 位，已连续 1 天。',
  ]);
});

/** The platform takes nothing for now. */
const busy = { ...well, send: async () => ({ ...BUSY, kind: 'notAccepted' }) as const };
const BUSY = { why: 'busy', retryAfterSeconds: 20 };

test('the word with which it was stopped was not held back: it comes first, and is not counted', async () => {
  bot.manners = busy;
  await hear('boss', '停止发送');
  await hear('小明', '签到');
  await hear('boss', '恢复发送');
  bot.manners = well;
  await pass(MINUTE);
  expect(bot.texts).toEqual([
    expect.stringContaining('不再发任何消息'),
    'wechat 恢复发送。\n1 条还在等，接着就发。',
    expect.stringContaining('签到成功'),
  ]);
});

test('what came too late before it was stopped is not counted as dropped by that', async () => {
  bot.manners = busy;
  await hear('小明', '签到');
  await pass(11 * MINUTE);
  bot.manners = well;
  await hear('boss', '停止发送');
  await hear('boss', '恢复发送');
  await pass(MINUTE);
  expect(bot.texts).toEqual([expect.stringContaining('不再发任何消息'), 'wechat 恢复发送。']);
});

test('an alarm does not leave by an account whose sending was stopped either', async () => {
  await hear('boss', '停止发送');
  bot.report.lost({ kind: 'credentials', why: 'banned' });
  await pass(MINUTE);
  expect(bot.texts).toHaveLength(1);
});

test('managers read when the bot was away and what was made good, and members do not', async () => {
  await hear('小明', '签到');
  await hear('boss', '停机记录');
  await pass(MINUTE);
  expect(bot.texts.at(-1)).toBe('最近 90 天没有 10 分钟以上的停机。');
  world.setClockBy(26 * 60 * MINUTE);
  await pass(3 * MINUTE);
  expect(bot.texts.at(-1)).toMatch(/连签不断。$/);
  world.setClockBy(15 * MINUTE);
  await pass(3 * MINUTE);
  await hear('小明', '/停机记录');
  expect(bot.texts.at(-1)).toMatch(/需要运营权限。$/);
  await hear('boss', '停机记录');
  expect(bot.texts.at(-1)?.split('\n')).toEqual([
    '最近的停机：',
    expect.stringMatching(/^3月2日 14:\d\d 到 3月2日 14:\d\d（1\d 分钟）：没有要补的$/),
    expect.stringMatching(/^3月1日 12:\d\d 到 3月2日 14:\d\d（26 小时）：连签不断$/),
  ]);
});

test('a mistyped account is answered with those that there are', async () => {
  await hear('boss', '停止发送 qq');
  expect(bot.texts).toEqual(['没有「qq」这个账号，现在有：wechat。']);
});

test('members cannot silence the bot', async () => {
  await hear('小明', '/停止发送');
  expect(bot.texts).toEqual(['「停止发送」需要管理员权限。']);
});

test('a link that is down says why', async () => {
  bot.manners = { ...well, open: () => Promise.reject(new Error('refused')) };
  bot.report.lost({ kind: 'outage', why: 'gateway gone' });
  await turn();
  expect(app.health()).toMatchObject([{ state: 'down', trouble: { why: 'gateway gone' } }]);
});

test('in the sandbox there is no account to speak of', async () => {
  await using chat = await openChat({ features: [platform] });
  const owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  await owner.says('平台状态');
  chat.hears('这里只有试用的沙盒，没有机器人账号。');
});
