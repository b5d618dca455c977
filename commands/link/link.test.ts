/** One person, several accounts: what they have stays theirs when an account changes. */
import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import {
  booksOf,
  codeOf,
  join,
  membersOf,
  openLinkedChat,
  openStableChat,
  undo,
} from '../../test/linked-chat.ts';

const FIGURES = ['accountId', 'points', 'checkIns', 'streak', 'longestStreak', 'messages'] as const;

test('a new id after a login keeps the streak of the old one: ten days and one are eleven', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (let day = 0; day < 10; day += 1) {
    await old.says('签到');
    await chat.advance({ days: 1 });
  }
  await fresh.says('签到');
  const code = await codeOf(chat, old);
  await fresh.whispers(`关联 ${code}`);
  const asked = chat.hears(
    [
      '要把这两个账号合成一个人吗？',
      '这个账号：新号（试用群）',
      '连续签到 1 天，累计 1 天；补签卡 0 张',
      '积分 5，今天 +5',
      '原来的账号：旧号（试用群）',
      '连续签到 10 天，累计 10 天；补签卡 0 张',
      '积分 50',
      '积分相加，签到和发言合在一起，都记在 旧号 名下；同一天只算一次签到。',
      '只关联自己的账号。7 天内可以撤销。',
    ].join('\n'),
  );
  expect(asked.to).toBe('@新号');
  await fresh.whispers('确认关联');
  expect(chat.hears('关联好了，这里现在有 55 积分。要反悔，7 天内说「撤销关联」。').to).toBe(
    '@新号',
  );
  expect(membersOf(chat, ...FIGURES)).toEqual([
    { accountId: '旧号', points: 55, checkIns: 11, streak: 11, longestStreak: 11, messages: 11 },
  ]);
  await fresh.says('签到');
  chat.hears(/已连续 11 天/);
  await fresh.whispers('我的积分');
  chat.hears(/^55 积分\n今天 \+5/);
  await fresh.says('积分明细');
  chat.hears(/\+5 关联账号/);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('whoever checked in with both accounts has the points of both and one day', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  await join(chat, { fresh, old });
  expect(membersOf(chat, 'points', 'checkIns')).toEqual([{ points: 10, checkIns: 1 }]);
  expect(exportedRows(chat, { what: 'checkins' })).toHaveLength(1);
  await chat.advance({ days: 1 });
  await fresh.says('签到');
  await old.says('签到');
  expect(await chat.pointsOf(old)).toBe(15);
  expect(await chat.pointsOf(fresh)).toBe(15);
});

test('linking pays no bonus: a milestone that two halves reach together was reached by nobody', async () => {
  await using chat = await openLinkedChat({
    'checkin.milestones': [{ streak: 2, points: 100, cards: 1 }],
  });
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await old.says('签到');
  await chat.advance({ days: 1 });
  await fresh.says('签到');
  await join(chat, { fresh, old });
  await chat.advance({ days: 1 });
  await fresh.says('签到');
  expect(membersOf(chat, 'points', 'streak')).toEqual([{ points: 15, streak: 3 }]);
});

test('after an undo each account has again what it had', async () => {
  await using chat = await openLinkedChat({ 'points.chatPoints': 2, 'points.everySeconds': 0 });
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) {
    await member.says('早');
    await member.says('签到');
    await boss.says(`送补签卡 @${member.who.name} 2`, { mentions: [member] });
  }
  await chat.member('小红').joins(fresh);
  const tables = ['members', 'activity', 'checkins'] as const;
  const look = () => tables.map((what) => exportedRows(chat, { what }));
  const before = look();
  await join(chat, { fresh, old });
  expect(membersOf(chat, 'accountId', 'points', 'invitedBy')).toEqual([
    { accountId: '群主', points: 0, invitedBy: null },
    { accountId: '旧号', points: 14, invitedBy: null },
    { accountId: '小红', points: 0, invitedBy: await chat.idOf(old) },
  ]);
  await fresh.whispers('补签卡');
  chat.rest();
  await old.whispers('撤销关联');
  chat.hears(
    '要撤销最近一次关联吗？两个账号又各是各的。\n' +
      '7 积分，还有当时的签到、发言和身份，都回到那个账号。\n' +
      '关联以后新得的，留在原来的账号。',
  );
  await old.whispers('确认撤销');
  chat.hears('已撤销，两个账号各归各的了。');
  expect(look()).toEqual(before);
  expect(booksOf(chat)).toEqual([]);
  await fresh.whispers('补签卡');
  chat.hears(/2 张/);
  await fresh.says('签到');
  chat.hears(/第 2 位，已连续 1 天/);
});

test('points that were spent before the undo do not go back, and the question says so', async () => {
  await using chat = await openLinkedChat({ 'points.giveOn': true });
  const [old, fresh, other] = [chat.member('旧号'), chat.member('新号'), chat.member('小红')];
  for (const member of [old, fresh, other]) await member.says('签到');
  await join(chat, { fresh, old });
  await old.says('赠送 @小红 7', { mentions: [other] });
  chat.rest();
  await fresh.whispers('撤销关联');
  chat.hears(/3 积分，还有当时的签到.*\n另有 2 积分已经用掉，退不回去。/);
  await fresh.whispers('确认撤销');
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([0, 3]);
  expect(booksOf(chat)).toEqual([]);
});

test('a debt goes along: nobody is rid of it by a second account', async () => {
  await using chat = await openLinkedChat({
    'points.chatPoints': 5,
    'points.everySeconds': 0,
    'points.giveOn': true,
  });
  const [old, fresh, other] = [chat.member('旧号'), chat.member('新号'), chat.member('小红')];
  for (const member of [old, other]) await member.says('早上好');
  await fresh.says('大家早上好', { id: 'said' });
  await fresh.says('赠送 @小红 5', { mentions: [other] });
  await fresh.recalls('said');
  expect(await chat.pointsOf(fresh)).toBe(-5);
  await join(chat, { fresh, old });
  expect(await chat.pointsOf(old)).toBe(0);
  await undo(old);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([5, -5]);
  expect(booksOf(chat)).toEqual([]);
});

test('what an account said before is taken back from the person after the link', async () => {
  await using chat = await openLinkedChat({ 'points.chatPoints': 5, 'points.everySeconds': 0 });
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await old.says('早上好');
  await fresh.says('大家早上好', { id: 'said' });
  await join(chat, { fresh, old });
  await fresh.recalls('said');
  expect(await chat.pointsOf(old)).toBe(5);
  expect(booksOf(chat)).toEqual([]);
  await undo(old);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([5, 0]);
  expect(booksOf(chat)).toEqual([]);
});

test('after seven days the link stays, and nothing is kept to undo it', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  await join(chat, { fresh, old });
  await chat.advance({ days: 7 });
  chat.rest();
  await fresh.whispers('撤销关联');
  chat.hears('没有可以撤销的关联。关联满 7 天就不能撤销了。');
  await chat.advance({ days: 1 });
  await fresh.says('签到');
  expect(membersOf(chat, 'points', 'checkIns')).toEqual([{ points: 15, checkIns: 2 }]);
  expect(booksOf(chat)).toEqual([]);
});

test('a manager who comes back under a new id is a manager again, and after an undo only once', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  for (const member of [boss, old, fresh]) await member.says('早');
  await boss.becomes('owner');
  await boss.says('任命 @旧号 运营', { mentions: [old] });
  const code = await codeOf(chat, old);
  await fresh.says(`关联 ${code}`);
  chat.hears(/运营的身份也会通用。\n只关联自己的账号/);
  await fresh.says('确认关联');
  chat.rest();
  await fresh.says('加分 @群主 3 谢谢', { mentions: [boss] });
  chat.hears(/\+3/);
  await old.leaves();
  await boss.says('管理员');
  chat.hears(/运营：新号/);
  await boss.says('免去 @新号', { mentions: [fresh] });
  await undo(fresh);
  chat.rest();
  await boss.says('管理员');
  expect(chat.next().text).not.toContain('运营');
});

test('a manager who was removed manages no more, although another account is linked', async () => {
  await using chat = await openStableChat();
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  for (const member of [boss, old, fresh]) await member.says('早');
  await boss.becomes('owner');
  await boss.says('任命 @旧号 运营', { mentions: [old] });
  await join(chat, { fresh, old });
  await old.leaves();
  chat.rest();
  await boss.says('管理员');
  expect(chat.next().text).not.toContain('运营');
});

test('an owner who links a plain account stays the owner when that one is seen', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  await old.becomes('owner');
  await join(chat, { fresh, old });
  await fresh.becomes('member');
  chat.rest();
  await old.says('管理员');
  expect(chat.next().text).toContain('群主');
});

test('managers see who linked and who undid it', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  for (const member of [boss, old, fresh]) await member.says('早');
  await boss.becomes('owner');
  await join(chat, { fresh, old });
  await undo(fresh);
  chat.rest();
  await boss.says('操作记录');
  chat.hears(/旧号：撤销了账号关联\n.*旧号：把自己的账号关联成同一个人$/);
});

test('one who was linked twice undoes the newest link first', async () => {
  await using chat = await openLinkedChat();
  const [one, two, three] = [chat.member('一'), chat.member('二'), chat.member('三')];
  for (const member of [one, two, three]) await member.says('签到');
  await join(chat, { fresh: two, old: one });
  await join(chat, { fresh: one, old: three });
  expect(membersOf(chat, 'points', 'checkIns')).toEqual([{ points: 15, checkIns: 1 }]);
  expect(booksOf(chat)).toEqual([]);
  await undo(two);
  expect(membersOf(chat, 'points', 'checkIns')).toEqual([
    { points: 10, checkIns: 1 },
    { points: 5, checkIns: 1 },
  ]);
  await undo(two);
  expect(membersOf(chat, 'points', 'checkIns')).toHaveLength(3);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});
