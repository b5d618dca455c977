/** `再发`: what did not get to the group is sent once more, and nothing twice. */
import { expect, test } from 'vitest';
import { exportedRows } from '../../../src/testing/exported-rows.ts';
import { joinCommunity } from '../../../test/joined-groups.ts';
import { openManagedGroup } from '../../../test/managed-group.ts';

test('a one-off that had no place is sent once there is one, and says how late it is', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, schedules, at } = group;
  await schedules('定时 今天 10:00 开会');
  await qiang.says('设置 community.pushesADay 0');
  chat.rest();
  await at('11-26T10:30');
  chat.hears('1 号定时 11月26日 周四 10:00 没有发：今天的 0 条已经发完。内容：开会。补发：再发 1');
  await fang.says('再发 1');
  chat.hears(
    '1 号现在发不了：今天的 0 条已经发完。换个时间：复制 1 明天 9:00；不等了（管理员）：再发 1 马上',
  );
  await fang.says('再发 1 马上');
  chat.hears('「马上」不管免打扰，要管理员来发。');
  await qiang.says('设置 community.pushesADay 4');
  chat.rest();
  await at('11-26T10:33');
  await fang.says('再发 1');
  chat.hears('好，1 号再发一次：开会');
  await at('11-26T10:34');
  chat.hears('开会\n（晚了 33 分钟）');
  await fang.says('再发 1');
  chat.hears('1 号已经发过了，没有再发。想再说一遍：复制 1 明天 9:00');
  await at('11-26T12:00');
  chat.hearsNothing();
  await fang.says('定时记录 1');
  expect(chat.next().text.split('\n')).toEqual([
    '11月26日 周四 10:33 · 1 号准时送出',
    '11月26日 周四 10:00 · 1 号没发：今天的 0 条已经发完',
  ]);
  expect(exportedRows(chat, { what: 'pushes' })).toMatchObject([
    { slot: '2026-11-26 10:00', state: 'suppressed', reason: 'cap' },
    { slot: '2026-11-26 10:00', state: 'sent', reason: null },
  ]);
  expect(chat.errors).toEqual([]);
});

test('an admin does not wait for anything, and hears that it leaves now', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at } = group;
  await schedules('定时 今天 10:00 开会');
  await qiang.says('设置 community.pushesADay 0');
  await at('11-26T10:30');
  chat.rest();
  await qiang.says('再发 1 马上');
  chat.hears('好，1 号再发一次：开会');
  await at('11-26T10:31');
  chat.hears('开会\n（晚了 30 分钟）');
});

test('it is said when it will leave, and a second word while it waits doubles nothing', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at, wire } = group;
  await schedules('定时 今天 10:00 开会');
  await schedules('定时 今天 10:35 吃饭');
  wire.outcome = { kind: 'refused', why: 'no' };
  await at('11-26T10:01');
  wire.outcome = undefined;
  chat.rest();
  await at('11-26T10:36');
  chat.hears('吃饭');
  await qiang.says('再发 1');
  chat.hears(/^好，1 号再发一次，最早 11:05 发（两条之间至少隔 30 分钟）：开会$/);
  await qiang.says('再发 1');
  chat.hears(/1 号还在等/);
  await at('11-26T12:00');
  chat.hears(/^开会\n/);
  chat.hearsNothing();
});

test('in doubt it is asked whether it is there, and not sent twice', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, schedules, at, wire } = group;
  await schedules('定时 今天 10:00 开会');
  wire.outcome = { kind: 'unknown', why: 'no answer' };
  await at('11-26T10:01');
  wire.outcome = undefined;
  chat.rest();
  await fang.whispers('再发 1');
  chat.hears(/^1 号定时 11月26日 周四 10:00 发出去了，但平台没回话/);
  await fang.whispers('再发一次');
  chat.hears('好，1 号再发一次，最早 10:30 发（两条之间至少隔 30 分钟）：开会');
  await at('11-26T10:40');
  chat.hears(/^开会/);
  // 阿强 was asked as well, before.
  await qiang.whispers('再发一次');
  chat.hears('别人已经再发过了，没有再发。');
  await at('11-26T12:00');
  chat.hearsNothing();
});

test('what one of several groups has not got goes there alone, with the same part', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早');
  await joinCommunity(chat, { host: qiang, guest });
  // The groups have heard already that they are one community.
  await qiang.says('设置 community.pushesADay 2');
  await schedules('定时 今天 10:00 先说一句');
  await schedules('定时 每天 12:00 发给全部群：\n1/2 上\n2/2 下');
  await at('11-26T12:30');
  expect(chat.rest().map(({ to, text }) => `${to} ${text}`)).toEqual(['g1 先说一句', 'g2 1/2 上']);
  await qiang.says('再发 2 马上');
  chat.hears('好，2 号再发一次：1/2 上');
  await at('11-26T12:40');
  expect(chat.rest().map(({ to, text }) => `${to} ${text}`)).toEqual(['g1 1/2 上']);
  await at('11-27T12:10');
  expect(chat.rest().map(({ to, text }) => `${to} ${text}`)).toEqual(['g1 2/2 下', 'g2 2/2 下']);
});

test('a series whose times are over goes on part by part', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at } = group;
  await schedules('定时 今天 10:00\n1/2 上\n2/2 下');
  await at('11-26T10:05');
  chat.hears('1/2 上');
  await at('11-26T12:00');
  chat.hears('1 号系列还有 1 段没发，时间已经过了。下一段：2/2 下。接着发：再发 1');
  await qiang.says('再发 1');
  chat.hears('好，1 号再发一次：2/2 下');
  await at('11-26T12:05');
  chat.hears('2/2 下');
  await qiang.says('再发 1');
  chat.hears(/^1 号已经发过了/);
});

test('what is still to come, paused, or no schedule at all is told for what it is', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules } = group;
  await schedules('定时 今天 20:00 晚安');
  await qiang.says('再发 1');
  chat.hears('1 号还没到时间：11月26日 周四 20:00。想先看看：试发 1');
  await qiang.says('暂停 1');
  chat.rest();
  await qiang.says('再发 1');
  chat.hears('1 号暂停着。先「继续 1」，再「再发 1」。');
  await qiang.says('再发 9');
  chat.hears(/^没有 9 号定时/);
});

/** Two groups of one community; number 1 goes to both every day at 12:00. */
async function openTwoGroups() {
  const group = await openManagedGroup();
  const { chat, qiang, schedules, at } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早');
  await joinCommunity(chat, { host: qiang, guest });
  await schedules('定时 每天 12:00 发给全部群：早安');
  // Today the groups have heard already that they are one community.
  await at('11-27T11:00');
  chat.rest();
  const told = () => chat.rest().map(({ to, text }) => `${to} ${text}`);
  return { ...group, guest, told };
}

test('where it is not meant to go any more it is not sent again, and that is said', async () => {
  await using group = await openTwoGroups();
  const { chat, qiang, at, wire, told } = group;
  wire.outcome = { kind: 'refused', why: 'no' };
  await at('11-27T12:05');
  wire.outcome = undefined;
  await qiang.says('改定时 1 发给本群');
  await qiang.says('1');
  chat.rest();
  await at('11-27T12:10');
  await qiang.says('再发 1');
  chat.hears('好，1 号再发一次：早安\n不会发到群 g2：已经不发给那里了。');
  await at('11-27T12:20');
  expect(told()).toEqual(['g1 早安']);
  await qiang.says('再发 1');
  chat.hears('1 号没有再发。\n不会发到群 g2：已经不发给那里了。');
});

test('where the bot is not any more it is not sent again, and that is said', async () => {
  await using group = await openTwoGroups();
  const { chat, qiang, at, wire, told } = group;
  wire.outcome = { kind: 'refused', why: 'no' };
  await at('11-27T12:05');
  wire.outcome = undefined;
  await chat.member('qunli', 'g2').leaves();
  chat.rest();
  await qiang.says('再发 1');
  chat.hears('好，1 号再发一次：早安\n不会发到群 g2：我不在那个群里了。');
  await at('11-27T12:20');
  expect(told()).toEqual(['g1 早安']);
  await qiang.says('再发 1 马上');
  chat.hears('1 号没有再发。\n不会发到群 g2：我不在那个群里了。');
  // Nothing was promised there: once the bot is back, it is sent by the same word.
  await chat.member('路人', 'g2').says('回来了');
  await qiang.says('再发 1');
  chat.hears('好，1 号再发一次：早安');
  await at('11-27T12:30');
  expect(told()).toEqual(['g2 早安']);
});

test('«再发一次» at a doubt says what becomes of it, and promises nothing where it may not go', async () => {
  await using group = await openTwoGroups();
  const { chat, qiang, at, wire, told } = group;
  await qiang.says('改定时 1 发给群 g2');
  await qiang.says('1');
  wire.outcome = { kind: 'unknown', why: 'no answer' };
  await at('11-27T12:05');
  wire.outcome = undefined;
  await qiang.says('改定时 1 发给本群');
  await qiang.says('1');
  chat.rest();
  await qiang.whispers('再发一次');
  chat.hears('1 号没有再发。\n不会发到群 g2：已经不发给那里了。');
  await at('11-27T13:00');
  expect(told()).toEqual([]);
});

test('«马上» is no way around a kind that is switched off, and says so', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at, wire } = group;
  await schedules('定时 今天 10:00 开会');
  wire.outcome = { kind: 'refused', why: 'no' };
  await at('11-26T10:01');
  wire.outcome = undefined;
  await qiang.says('关掉推送 定时推送');
  chat.rest();
  await qiang.says('再发 1 马上');
  chat.hears('1 号没有再发：这一类已经关掉。');
});
