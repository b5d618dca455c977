/**
 * Twelve ways to be paid for friends who are none. In each of the first eleven nobody is paid a
 * point; the twelfth, a rush of thirty, is held with what speaks for and against it.
 */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { codeOf, openInvites, paidIn, stay, stayTogether } from './invite-chat.ts';
import { booksOf, join as linkTo } from './linked-chat.ts';

/** An inviter who has long been here, and others under their names. */
async function openGroup(...names: readonly string[]) {
  const chat = await openInvites();
  const attacker = chat.member('黑手');
  await attacker.says('早');
  await chat.advance({ days: 1 });
  return { chat, attacker, others: names.map((name) => chat.member(name)) };
}

function statesOf(chat: Chat): readonly unknown[] {
  return exportedRows(chat, { what: 'invitations' }).map(({ state, reason }) => [state, reason]);
}

async function expectNothingPaid(chat: Chat, members: readonly ChatMember[]): Promise<void> {
  expect(await paidIn(chat, members)).toBe(0);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
}

test('1. oneself: by the own code, the own name, or the own link after leaving', async () => {
  const { chat, attacker } = await openGroup();
  await using _ = chat;
  const code = await codeOf(chat, attacker);
  await attacker.says(`邀请码 ${code}`);
  chat.hears('自己的邀请码留给朋友用吧。');
  await attacker.says('邀请人 @黑手', { mentions: [attacker] });
  chat.hears('自己的邀请码留给朋友用吧。');
  await attacker.leaves();
  await attacker.joins(undefined, { manner: 'link', via: `qunli ${code}` });
  await attacker.leaves();
  await attacker.joins(attacker);
  await stay(chat, attacker, 5);
  expect(statesOf(chat)).toEqual([]);
  await expectNothingPaid(chat, [attacker]);
});

const RINGS = [
  [2, 'next', 0],
  [2, 'one before', 60],
  [3, 'next', 60],
  [4, 'one before', 0],
  [5, 'next', 0],
  [6, 'next', 60],
  [6, 'one before', 60],
] as const;

test.for(RINGS)(
  '2. a ring of %i who name the %s, %i minutes apart',
  async ([size, whom, apart]) => {
    await using chat = await openInvites();
    const ring = Array.from({ length: size }, (_, index) => chat.member(`环${index}`));
    for (const member of ring) {
      await member.joins();
      await chat.advance({ minutes: apart });
    }
    const codes: string[] = [];
    for (const member of ring) codes.push(await codeOf(chat, member));
    for (const [index, member] of ring.entries()) {
      const other = whom === 'next' ? index + 1 : index + size - 1;
      await member.says(`邀请码 ${codes[other % size]}`);
    }
    await stayTogether(chat, ring, 6);
    await expectNothingPaid(chat, ring);
  },
);

test.for([2, 3, 4, 5, 6])(
  '2. a ring of %i who take turns in leaving and inviting',
  async (size) => {
    await using chat = await openInvites();
    const ring = Array.from({ length: size }, (_, index) => chat.member(`环${index}`));
    const [first] = ring;
    await first?.says('早');
    await chat.advance({ days: 1 });
    for (const [index, member] of ring.entries()) {
      if (index > 0) await member.joins(ring[index - 1]);
    }
    await first?.leaves();
    await first?.joins(ring.at(-1));
    await stayTogether(chat, ring, 6);
    await expectNothingPaid(chat, ring);
  },
);

test('3. leaving and coming back, fifty times', async () => {
  const { chat, attacker, others } = await openGroup('来回');
  await using _ = chat;
  const [comes] = others;
  for (let round = 0; round < 50; round += 1) {
    await comes?.joins(attacker);
    await comes?.says('早上好');
    await chat.advance({ hours: 5 });
    await comes?.leaves();
    await chat.advance({ hours: 1 });
  }
  await comes?.joins(attacker);
  if (comes) await stay(chat, comes, 5);
  expect(statesOf(chat)).toEqual([['left', 'gone']]);
  await expectNothingPaid(chat, [attacker]);
});

test('4. an old member who leaves and is invited as if new', async () => {
  const { chat, attacker, others } = await openGroup('老人');
  await using _ = chat;
  const [old] = others;
  await old?.says('我在这儿很久了');
  await chat.advance({ days: 10 });
  await old?.leaves();
  await chat.advance({ days: 30 });
  await old?.joins(attacker);
  if (old) await stay(chat, old, 5);
  expect(statesOf(chat)).toEqual([['rejected', 'old']]);
  const code = await codeOf(chat, attacker);
  await old?.says(`邀请码 ${code}`);
  chat.hears('已经记过了，是 黑手 邀请你来的。');
  await expectNothingPaid(chat, [attacker]);
});

test('4. an old member who never left and brings a code', async () => {
  const { chat, attacker, others } = await openGroup('老人');
  await using _ = chat;
  const [old] = others;
  await old?.says('我在这儿很久了');
  await chat.advance({ days: 10 });
  const code = await codeOf(chat, attacker);
  await old?.says(`邀请码 ${code}`);
  chat.hears('入群 7 天之内才能说是谁邀请的。');
  if (old) await stay(chat, old, 5);
  await expectNothingPaid(chat, [attacker]);
});

test('5. three friends who are paid for, with the tier, and leave', async () => {
  const { chat, attacker, others } = await openGroup('甲甲', '乙乙', '丙丙');
  await using _ = chat;
  for (const friend of others) await friend.joins(attacker);
  await stayTogether(chat, others);
  expect(await chat.pointsOf(attacker)).toBe(90);
  for (const friend of others) await friend.leaves();
  expect(statesOf(chat)).toEqual(others.map(() => ['left', 'gone']));
  await chat.advance({ days: 2 });
  for (const friend of others) await friend.joins(attacker);
  await stayTogether(chat, others, 5);
  await expectNothingPaid(chat, [attacker]);
});

test('6. two who both claim a newcomer', async () => {
  const { chat, attacker, others } = await openGroup('新人', '同伙');
  await using _ = chat;
  const [fresh, partner] = others;
  await partner?.says('早');
  await chat.advance({ hours: 1 });
  await fresh?.joins();
  chat.rest();
  await fresh?.says('邀请人 @黑手', { mentions: [attacker] });
  chat.hears('记下了，是 黑手 邀请你来的。欢迎！');
  if (partner) await fresh?.says('邀请人 @同伙', { mentions: [partner] });
  chat.hears('你先说的是 黑手，现在又说 同伙，等运营看一下再定。');
  if (fresh) await stay(chat, fresh, 5);
  expect(statesOf(chat)).toEqual([['held', 'rivals']]);
  await expectNothingPaid(chat, [attacker, ...others]);
});

test('7. an admin who adds accounts with their own hand', async () => {
  const { chat, attacker, others } = await openGroup('被拉甲', '被拉乙', '被拉丙');
  await using _ = chat;
  await attacker.becomes('admin');
  for (const one of others) await one.joins(attacker, { manner: 'added' });
  await stayTogether(chat, others, 5);
  expect(statesOf(chat)).toEqual(others.map(() => ['rejected', 'added']));
  await expectNothingPaid(chat, [attacker]);
});

test('8. bots', async () => {
  const { chat, attacker, others } = await openGroup('机器甲', '机器乙', '机器丙');
  await using _ = chat;
  for (const one of others) await one.joins(attacker, { manner: 'bot' });
  await stayTogether(chat, others, 5);
  expect(statesOf(chat)).toEqual(others.map(() => ['rejected', 'bot']));
  await expectNothingPaid(chat, [attacker]);
});

test.for([
  'the inviter’s own second account',
  'a second account of the newcomer',
  'a second account of an old member',
])('9. one person with two accounts: %s', async (whose) => {
  await using chat = await openChat({
    features,
    settings: { 'points.chatPoints': 0, 'checkin.points': 0 },
    can: { stableIds: false },
  });
  const [attacker, second, other] = ['黑手', '小号', '大号'].map((name) => chat.member(name));
  if (!attacker || !second || !other) throw new Error('nobody is here');
  await attacker.says('早');
  if (whose === 'a second account of an old member') await other.says('早');
  await chat.advance({ days: 1 });
  await second.joins(attacker);
  const isNewcomer = whose === 'a second account of the newcomer';
  if (isNewcomer) await other.joins(attacker);
  await stayTogether(chat, isNewcomer ? [second, other] : [second]);
  const before = await chat.pointsOf(attacker);
  expect(before).toBe(isNewcomer ? 40 : 20);
  const isOwn = whose === 'the inviter’s own second account';
  await linkTo(chat, { fresh: second, old: isOwn ? attacker : other });
  // The newcomer with two accounts is one friend, and was paid for once.
  expect(await chat.pointsOf(attacker)).toBe(isNewcomer ? 20 : 0);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('10. other names for the same people', async () => {
  const { chat, attacker, others } = await openGroup('老人');
  await using _ = chat;
  const [old] = others;
  await old?.says('早');
  await chat.advance({ days: 10 });
  await old?.leaves();
  await old?.renames('全新的人');
  await attacker.renames('另一个人');
  await old?.joins(attacker);
  await old?.renames('又一个人');
  if (old) await stay(chat, old, 5);
  await expectNothingPaid(chat, [attacker]);
});

test('11. what was said is recalled each day, and joins and leaves are told twice or late', async () => {
  const { chat, attacker, others } = await openGroup('撤回者');
  await using _ = chat;
  const [fresh] = others;
  await fresh?.joins(attacker);
  await fresh?.joins(attacker);
  for (let day = 0; day < 6; day += 1) {
    for (let count = 0; count < 5; count += 1) {
      await fresh?.says('水一句');
      await chat.advance({ minutes: 1 });
      await fresh?.recalls();
    }
    await chat.advance({ days: 1 });
  }
  expect(statesOf(chat)).toEqual([['pending', '']]);
  await expectNothingPaid(chat, [attacker]);
});

test('11. somebody whom nobody saw come in waits for a manager', async () => {
  const { chat, attacker, others } = await openGroup('潜水的');
  await using _ = chat;
  const [quiet] = others;
  await quiet?.says('邀请人 @黑手', { mentions: [attacker] });
  chat.hears('记下了，是 黑手 邀请你来的；没看到你进群，等运营确认一下。');
  if (quiet) await stay(chat, quiet, 5);
  expect(statesOf(chat)).toEqual([['held', 'unseen']]);
  await expectNothingPaid(chat, [attacker]);
});

test('12. a rush of thirty is held, all of it, with the evidence; refused, it pays nothing', async () => {
  const { chat, attacker } = await openGroup();
  await using _ = chat;
  const boss = chat.member('群主');
  await boss.becomes('owner');
  const rush = Array.from({ length: 30 }, (_, index) => chat.member(`傀${index}`));
  for (const one of rush) {
    await one.joins(attacker);
    await chat.advance({ seconds: 20 });
  }
  await stayTogether(chat, rush, 4);
  expect(statesOf(chat)).toEqual(rush.map(() => ['held', 'burst']));
  expect(await chat.pointsOf(attacker)).toBe(0);
  chat.rest();
  await boss.says('邀请审核');
  const review = chat.next().text.split('\n');
  expect(review[0]).toBe('30 个邀请等你决定：');
  expect(review[1]).toBe(
    '#1 傀0（黑手 邀请）：短时间来得太多，等运营看一下。3月2日 09:00 入群，平台有记录，说过 4 天话',
  );
  await boss.says('驳回邀请 @黑手', { mentions: [attacker] });
  const asked = chat.hears('驳回 30 个邀请，付过的会退回。确定吗？');
  await boss.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears('已驳回 30 个邀请。');
  await stayTogether(chat, rush, 2);
  await expectNothingPaid(chat, [attacker]);
});

test('12. a rush that is held leaves and comes back one by one: it is still not paid for', async () => {
  const { chat, attacker } = await openGroup();
  await using _ = chat;
  const rush = Array.from({ length: 10 }, (_, index) => chat.member(`傀${index}`));
  for (const one of rush) await one.joins(attacker);
  for (const one of rush) {
    await one.leaves();
    await chat.advance({ hours: 1 });
    await one.joins(attacker);
  }
  await stayTogether(chat, rush, 4);
  expect(statesOf(chat)).toEqual(rush.map(() => ['left', 'gone']));
  await expectNothingPaid(chat, [attacker]);
});

test('12. more than twenty in a day are held, however evenly they come', async () => {
  const { chat, attacker } = await openGroup();
  await using _ = chat;
  const rush = Array.from({ length: 23 }, (_, index) => chat.member(`傀${index}`));
  for (const one of rush) {
    await one.joins(attacker);
    await chat.advance({ minutes: 60 });
  }
  await stayTogether(chat, rush, 4);
  expect(new Set(statesOf(chat).map(String))).toEqual(new Set(['held,burst']));
  await expectNothingPaid(chat, [attacker]);
});

test('twelve again: a newcomer who is forgotten and comes anew is paid for once', async () => {
  const { chat, attacker, others } = await openGroup('忘客');
  await using _ = chat;
  const [fresh] = others;
  if (!fresh) throw new Error('nobody is here');
  await fresh.joins(attacker);
  await stay(chat, fresh, 3);
  expect(await chat.pointsOf(attacker)).toBe(20);
  await fresh.says('忘记我');
  await fresh.says('确认忘记');
  expect(await chat.pointsOf(attacker)).toBe(0);
  await fresh.joins(attacker);
  await stay(chat, fresh, 3);
  expect(await chat.pointsOf(attacker)).toBe(20);
  expect(booksOf(chat)).toEqual([]);
});
