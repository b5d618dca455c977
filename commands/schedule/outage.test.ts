/** What becomes of pushes that were due while the program was not running. */
import { expect, test } from 'vitest';
import { TimedChat } from '../../test/timed-chat.ts';
import { groups } from '../groups/index.ts';
import { schedule } from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 阿强 has scheduled something on 26 November 2026 at 09:10. */
async function open(typed: string): Promise<TimedChat> {
  const now = '2026-11-26T09:10:00+08:00';
  const chat = await TimedChat.open({ features: [schedule], now });
  await chat.hear({ type: 'role', member: '阿强', role: 'admin' });
  await chat.says('阿强', typed);
  await chat.says('阿强', '1');
  await chat.live(MINUTE);
  expect(chat.heardBy('g1').at(-1)).toMatch(/已保存/);
  chat.said.length = 0;
  return chat;
}

/** The program is off for so long; then it has a minute. */
async function off(chat: TimedChat, ms: number): Promise<void> {
  await chat.off(ms);
  await chat.live(MINUTE);
}

test('a one-off that is 20 minutes late is sent and says so, once', async () => {
  await using chat = await open('定时 10:00 开会');
  await off(chat, 70 * MINUTE);
  expect(chat.heardBy('g1')).toEqual(['开会\n（晚了 21 分钟）']);
  await off(chat, MINUTE);
  await chat.live(DAY);
  expect(chat.heardBy('g1')).toHaveLength(1);
});

test('a one-off that is hours late is not sent, and whoever made it hears of it', async () => {
  await using chat = await open('定时 10:00 开会');
  await off(chat, 5 * HOUR);
  expect(chat.heardBy('g1')).toEqual([]);
  expect(chat.heardBy('@阿强')).toEqual([
    '1 号定时 11月26日 周四 10:00 没有发：那时程序没在运行，现在发太晚了。内容：开会。补发：再发 1',
  ]);
});

test('after eight days a daily greeting comes at its next time, and never eight at once', async () => {
  await using chat = await open('定时 每天 10:00 早安');
  await off(chat, 8 * DAY + 5 * HOUR);
  expect(chat.heardBy('g1')).toEqual([]);
  await chat.live(DAY);
  expect(chat.heardBy('g1')).toEqual(['早安']);
});

test('of a day of reminders every two hours one is sent, when it is fresh', async () => {
  await using chat = await open('定时 每2小时 喝水');
  await off(chat, DAY + 30 * MINUTE);
  expect(chat.heardBy('g1')).toEqual(['喝水']);
  await chat.says('阿强', '定时记录');
  await chat.live(MINUTE);
  expect(chat.heardBy('g1').at(-1)).toMatch(/送出，晚了 \d+ 分钟；之前 11 次合并掉了$/);
});

test('a schedule 400 days ahead does not come early', async () => {
  await using chat = await open('定时 2027-12-31 10:00 到了');
  await chat.live(399 * DAY);
  expect(chat.heardBy('g1')).toEqual([]);
  await chat.live(2 * DAY);
  expect(chat.heardBy('g1')).toEqual(['到了']);
});

test('a platform that is away for a quarter of an hour costs no push', async () => {
  await using chat = await open('定时 每天 10:00 早安');
  const { send } = chat.bot;
  const away = { kind: 'notAccepted', why: 'away', retryAfterSeconds: 30 } as const;
  Object.assign(chat.bot, { send: async () => away });
  await chat.live(64 * MINUTE);
  expect(chat.heardBy('g1')).toEqual([]);
  Object.assign(chat.bot, { send });
  await chat.live(MINUTE);
  expect(chat.heardBy('g1')).toEqual(['早安']);
  await chat.live(HOUR);
  expect(chat.heardBy('g1')).toHaveLength(1);
});

test('a push that was let go, but not made when the program stopped, is made after its start', async () => {
  await using chat = await open('定时 每天 10:00 早安');
  const at = chat.world.now();
  const slot = '2026-11-26 10:00';
  const how = { outcome: 'onTime', lateMinutes: 0, leftOut: 0, said: 0 };
  const body = JSON.stringify({ do: 'make', make: { number: 1, slot, at, ...how } });
  (await chat.writer()).exec(`
    insert into pushes (community_id, group_id, feature, kind, key, priority, author_id,
      planned_at, expires_at, state, body, left_at, day)
    values (1, 1, 'schedule', 'planned', '1:${slot}', 'planned', 1,
      ${at}, ${at + HOUR}, 'leaving', '${body}', ${at}, '2026-11-26');
    insert into due_items (due_at, feature, what, kind, key, community_id, group_id, data)
    values (${at}, 'house', 'pushMake', 'item', 'house:pushMake:' || last_insert_rowid(), 1, 1,
      last_insert_rowid())`);
  await off(chat, MINUTE);
  expect(chat.heardBy('g1')).toEqual(['早安']);
  expect(chat.heardBy('@阿强')).toEqual([]);
  await chat.live(HOUR);
  expect(chat.heardBy('g1')).toHaveLength(1);
});

/** 10:00 comes, in four groups of which the first has its turn; then the program stops. */
async function cutShort(): Promise<TimedChat> {
  const now = '2026-11-26T09:10:00+08:00';
  const chat = await TimedChat.open({ features: [schedule, groups], now });
  for (const group of GROUPS) {
    await chat.hear({ type: 'role', group, member: '阿强', role: 'admin' });
  }
  for (const group of GROUPS.slice(1)) await joinFirst(chat, group);
  await chat.says('阿强', '定时 10:00 发给全部群：开会');
  await chat.says('阿强', '1');
  await chat.live(50 * MINUTE);
  expect(GROUPS.flatMap((group) => chat.heardBy(group)).filter(isPush)).toEqual(['开会']);
  return chat;
}

const GROUPS = ['g1', 'g2', 'g3', 'g4'];

/** A further group joins the community of the first one. */
async function joinFirst(chat: TimedChat, group: string): Promise<void> {
  await chat.pass(5_000);
  await chat.says('阿强', '社群码');
  await chat.app.settle();
  const [code] = /^\S{4}-\S{4}/.exec(chat.heardBy('g1').at(-1) ?? '') ?? [];
  await chat.says('阿强', `加入社群 ${code}`, { group });
  await chat.says('阿强', '确认加入', { group });
}

function isPush(text: string): boolean {
  return /^开会/.test(text);
}

test('a push to several groups that is cut short goes on where it was, and to nobody twice', async () => {
  await using chat = await cutShort();
  await off(chat, 5 * MINUTE);
  await off(chat, MINUTE);
  const heard = GROUPS.map((group) => chat.heardBy(group).filter(isPush).length);
  expect(heard).toEqual([1, 1, 1, 1]);
});

test('groups whose turn was hours ago get nothing, and whoever made it hears that', async () => {
  await using chat = await cutShort();
  await off(chat, 5 * HOUR);
  const heard = GROUPS.map((group) => chat.heardBy(group).filter(isPush).length);
  expect(heard).toEqual([1, 0, 0, 0]);
  expect(chat.heardBy('@阿强')).toHaveLength(3);
});

test('groups that lost their turn get it when it is sent again, and nobody twice', async () => {
  await using chat = await cutShort();
  await off(chat, 5 * HOUR);
  await chat.says('阿强', '再发 1 马上');
  await chat.live(HOUR);
  const heard = GROUPS.map((group) => chat.heardBy(group).filter(isPush).length);
  expect(heard).toEqual([1, 1, 1, 1]);
});
