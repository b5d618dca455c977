/** Linked accounts and lotteries: each has its own again when they part, and nobody gains by it. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { booksOf, join, undo } from './linked-chat.ts';

const SETTINGS = { 'lottery.preset': 'none', 'points.chatPoints': 0 };

async function openGroup() {
  const chat = await openChat({ features, settings: SETTINGS, can: { stableIds: false } });
  const [owner, old, fresh] = [chat.member('群主'), chat.member('旧号'), chat.member('新号')];
  await owner.says('早');
  await owner.becomes('owner');
  for (const member of [old, fresh]) await member.says('签到');
  return { chat, owner, old, fresh };
}

async function begin(owner: ChatMember, terms: string): Promise<void> {
  await owner.says(`发起抽奖 ${terms}`);
  await owner.says('发起');
}

async function close(owner: ChatMember): Promise<void> {
  await owner.says('开奖');
  await owner.says('截止开奖');
}

async function draw(chat: Chat): Promise<void> {
  await chat.advance({ seconds: 15 });
  await chat.advance({ seconds: 1 });
}

function rowsOf(chat: Chat, sql: string): readonly (readonly unknown[])[] {
  const connection = openForReading(chat.exportParts.file);
  const rows = [...connection.iterate({ sql, parameters: [] })];
  connection.close();
  return rows;
}

async function sumOf(chat: Chat, members: readonly ChatMember[]): Promise<number> {
  let sum = 0;
  for (const member of members) sum += await chat.pointsOf(member);
  return sum;
}

const WINNERS = 'select place, member_id from lottery_winners order by place';
const ENTRANTS = 'select seq, member_id from lottery_entries order by seq';

test('two accounts that had won one prize each have one prize each when they part', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '分开；奖品：书 x2；开奖：手动');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  await close(owner);
  await draw(chat);
  const before = rowsOf(chat, WINNERS);
  expect(before).toHaveLength(2);
  await join(chat, { fresh, old });
  const into = await chat.idOf(old);
  expect(rowsOf(chat, WINNERS).map(([, member]) => member)).toEqual([into, into]);
  await undo(fresh);
  expect(rowsOf(chat, WINNERS)).toEqual(before);
  for (const member of [old, fresh]) {
    chat.rest();
    await member.says('领奖');
    chat.hears(/^已登记领奖：书/);
  }
  expect(chat.errors).toEqual([]);
});

test('what was entered anew since the link stays with the one who entered it', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '重来；奖品：书；开奖：手动');
  await begin(owner, '照旧；奖品：书；开奖：手动');
  for (const number of [1, 2]) await fresh.says(`参加抽奖 ${number}`);
  const [from, into] = [await chat.idOf(fresh), await chat.idOf(old)];
  await join(chat, { fresh, old });
  await old.says('退出抽奖 1');
  await old.says('参加抽奖 1');
  await chat.advance({ minutes: 2 });
  await undo(fresh);
  expect(rowsOf(chat, `select lottery_id, member_id from lottery_entries order by 1`)).toEqual([
    [1, into],
    [2, from],
  ]);
});

test('two accounts that are linked after the closing are consoled as the one person they are', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '安慰；奖品：书；开奖：手动；安慰奖：2积分');
  const others = ['甲甲', '乙乙', '丙丙'].map((name) => chat.member(name));
  for (const member of [old, fresh, ...others]) await member.says('参加抽奖');
  await close(owner);
  await join(chat, { fresh, old });
  await draw(chat);
  const consoled = `select count(*) from ledger_entries where reason = 'lottery.consolation'`;
  // Four people, of whom one has won.
  expect(rowsOf(chat, consoled)).toEqual([[3]]);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('a person who has won with one of two linked accounts is not consoled for the other', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '安慰；奖品：书 x2；开奖：手动；安慰奖：2积分');
  for (const member of [old, fresh, chat.member('甲甲')]) await member.says('参加抽奖');
  await close(owner);
  await join(chat, { fresh, old });
  await draw(chat);
  // Two people, and two prizes.
  expect(rowsOf(chat, WINNERS)).toHaveLength(2);
  const consoled = `select count(*) from ledger_entries where reason = 'lottery.consolation'`;
  expect(rowsOf(chat, consoled)).toEqual([[0]]);
});

test('who is kept out after the list was sealed has the price back, and no consolation', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '黑名单；奖品：书；开奖：手动；花费：2积分；安慰奖：1积分');
  const had = await chat.pointsOf(fresh);
  for (const member of [old, fresh]) await member.says('参加抽奖');
  await close(owner);
  await owner.says('抽奖黑名单 @新号', { mentions: [fresh] });
  expect(await chat.pointsOf(fresh)).toBe(had - 2);
  await draw(chat);
  expect(await chat.pointsOf(fresh)).toBe(had);
  expect(rowsOf(chat, WINNERS)).toEqual([[1, await chat.idOf(old)]]);
  expect(booksOf(chat)).toEqual([]);
});

test('who parts is in again as before, and has paid for it as before', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '关联；奖品：书；开奖：手动；花费：2积分');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  const before = [await chat.pointsOf(old), await chat.pointsOf(fresh)];
  const entrants = rowsOf(chat, ENTRANTS);
  for (let time = 0; time < 2; time += 1) {
    await join(chat, { fresh, old });
    await chat.advance({ minutes: 2 });
    await undo(fresh);
    expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual(before);
    expect(rowsOf(chat, ENTRANTS)).toEqual(entrants);
  }
  await fresh.says('退出抽奖');
  expect(await sumOf(chat, [old, fresh])).toBe((before[0] ?? 0) + (before[1] ?? 0) + 2);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('who has spent the price that came back is not in a second time for nothing', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '关联；奖品：书；开奖：手动；花费：2积分');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  await join(chat, { fresh, old });
  const all = await chat.pointsOf(old);
  await begin(owner, `用光；奖品：书；开奖：手动；花费：${all}积分`);
  await old.says('参加抽奖 2');
  await chat.advance({ minutes: 2 });
  await undo(fresh);
  chat.rest();
  await fresh.says('我的中奖率 1');
  chat.hears(/^你没有参加|没参加/);
  expect(rowsOf(chat, 'select entrants, tickets from lottery_lotteries')).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(booksOf(chat)).toEqual([]);
});

test('of two accounts that were both kept out each still is when they part', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  for (const who of [old, fresh]) {
    await owner.says(`抽奖黑名单 @${who.who.name}`, { mentions: [who] });
  }
  await join(chat, { fresh, old });
  await undo(fresh);
  await begin(owner, '黑名单；奖品：书；开奖：手动');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  expect(rowsOf(chat, ENTRANTS)).toEqual([]);
});

test('whom a manager has let in since is let in with both accounts', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await owner.says('抽奖黑名单 @新号', { mentions: [fresh] });
  await join(chat, { fresh, old });
  await owner.says('移出抽奖黑名单 @旧号', { mentions: [old] });
  await undo(fresh);
  await begin(owner, '黑名单；奖品：书；开奖：手动');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  expect(rowsOf(chat, ENTRANTS)).toHaveLength(2);
});

test('who parts after the closing is not put into the list again, and pays nothing', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await begin(owner, '关联；奖品：书；开奖：手动；花费：2积分');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  await join(chat, { fresh, old });
  await close(owner);
  const all = await chat.pointsOf(old);
  const entrants = rowsOf(chat, ENTRANTS);
  await chat.advance({ minutes: 2 });
  await undo(fresh);
  expect(rowsOf(chat, ENTRANTS)).toEqual(entrants);
  expect(await sumOf(chat, [old, fresh])).toBe(all);
});

test('who was kept out anew since the link is kept out under both accounts', async () => {
  const { chat, owner, old, fresh } = await openGroup();
  await using _ = chat;
  await owner.says('抽奖黑名单 @新号', { mentions: [fresh] });
  await join(chat, { fresh, old });
  await owner.says('移出抽奖黑名单 @旧号', { mentions: [old] });
  await chat.advance({ minutes: 2 });
  await owner.says('抽奖黑名单 @旧号', { mentions: [old] });
  await undo(fresh);
  await begin(owner, '黑名单；奖品：书；开奖：手动');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  expect(rowsOf(chat, ENTRANTS)).toEqual([]);
});
