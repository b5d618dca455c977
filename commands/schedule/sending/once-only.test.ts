/** What managers send again, or beside its times, is there once and not lost in silence. */
import { expect, test } from 'vitest';
import { joinCommunity } from '../../../test/joined-groups.ts';
import { openManagedGroup } from '../../../test/managed-group.ts';

test('a time that was lost is sent again, though the schedule was sent by hand that day', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at, wire } = group;
  await schedules('定时 每天 12:00 早安');
  await qiang.says('立即发 1');
  await qiang.says('现在就发');
  await at('11-26T11:00');
  expect(chat.rest().at(-1)?.text).toBe('早安');
  wire.outcome = { kind: 'refused', why: 'no' };
  await at('11-26T12:01');
  wire.outcome = undefined;
  chat.rest();
  await qiang.says('再发 1');
  chat.hears(/^好，1 号再发一次.*：早安$/);
  await at('11-26T12:40');
  chat.hears('早安');
});

test('what somebody has sent again is not sent once more, though the next time has come since', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, schedules, at, wire } = group;
  await schedules('定时 每2小时 喝水');
  wire.outcome = { kind: 'unknown', why: 'no answer' };
  await at('11-26T11:11');
  wire.outcome = undefined;
  chat.rest();
  await fang.whispers('再发 1');
  chat.hears(/^1 号定时 11月26日 周四 11:10 发出去了，但平台没回话/);
  await fang.whispers('再发一次');
  chat.hears(/^好，1 号再发一次，最早 11:40 发/);
  await at('11-26T11:50');
  chat.hears('喝水');
  await at('11-26T13:30');
  chat.hears('喝水');
  await qiang.whispers('再发一次');
  chat.hears('别人已经再发过了，没有再发。');
  await at('11-26T14:30');
  chat.hearsNothing();
});

test('of a schedule that rests it is said so, and not that it is sent again', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at, wire } = group;
  await schedules('定时 每天 10:00 早安');
  wire.outcome = { kind: 'unknown', why: 'no answer' };
  await at('11-26T10:01');
  wire.outcome = undefined;
  chat.rest();
  await qiang.says('暂停 1');
  chat.rest();
  await qiang.whispers('再发一次');
  chat.hears('1 号暂停着。先「继续 1」，再「再发 1」。');
});

test('whoever had it sent beside its times hears at once that it had no place', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, schedules, at } = group;
  await fang.whispers('你好');
  await schedules('定时 今天 09:20 先说一句');
  await schedules('定时 每天 20:00 开抢');
  await at('11-26T09:21');
  await fang.says('立即发 2');
  await fang.says('现在就发');
  await qiang.says('设置 community.pushesADay 1');
  chat.rest();
  await at('11-26T10:00');
  expect(chat.hears(/^2 号定时 11月26日 周四 09:21 没有发：今天的 1 条已经发完/).to).toBe('@小芳');
  chat.hearsNothing();
});

test('two managers who want it sent at once are not both taken at their word', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, fang, schedules, at } = group;
  await schedules('定时 每天 20:00 开抢');
  await qiang.says('立即发 1');
  await chat.advance({ seconds: 5 });
  await fang.says('立即发 1');
  chat.rest();
  await qiang.says('现在就发');
  chat.hears(/^1 号：马上就发/);
  await chat.advance({ seconds: 5 });
  chat.rest();
  await fang.says('现在就发');
  chat.hears('1 号刚刚发过，或正要发，再看一眼：');
  chat.hears(/^1 号现在就发给建它的群：/);
  await at('11-26T12:30');
  expect(chat.rest().map(({ text }) => text)).toEqual(['开抢']);
});

test('what waits for a group does not leave there once it is meant for others', async () => {
  await using group = await openManagedGroup();
  const { chat, qiang, schedules, at } = group;
  const guest = chat.member('路人', 'g2');
  await guest.says('早', { groupName: '读书群' });
  await joinCommunity(chat, { host: qiang, guest });
  await schedules('定时 今天 10:00 先说一句');
  await schedules('定时 每天 10:05 早安');
  await at('11-26T10:10');
  await qiang.says('改定时 2 发给群 读书群：读书时间');
  await qiang.says('1');
  expect(chat.rest().map(({ to, text }) => `${to} ${text}`)).toContain('g1 先说一句');
  await at('11-26T12:30');
  chat.hearsNothing();
  await at('11-27T10:10');
  expect(chat.hears('读书时间').to).toBe('g2');
});
