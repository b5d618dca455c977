/**
 * Lotteries and people: who races the closing is clearly in or out, who links two accounts is in
 * once, and who is forgotten leaves receipts that still hold.
 */
import { strict as assert } from 'node:assert';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { features } from '../commands/index.ts';
import { verifyReceipt } from '../src/fair-draw/verify.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { booksOf, join, undo } from './linked-chat.ts';

const SETTINGS = { 'lottery.preset': 'none', 'points.chatPoints': 0 };
const RACERS = 300;

const exported = z.object({ receipt: z.string().nullable(), entrants: z.number() });

async function openGroup(): Promise<{ chat: Chat; owner: ChatMember }> {
  const chat = await openChat({ features, settings: SETTINGS, can: { stableIds: false } });
  const owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  return { chat, owner };
}

async function begin(owner: ChatMember, terms: string): Promise<void> {
  await owner.says(`发起抽奖 ${terms}`);
  await owner.says('发起');
}

async function draw(chat: Chat, owner: ChatMember): Promise<void> {
  await owner.says('开奖');
  await owner.says('截止开奖');
  await chat.advance({ seconds: 15 });
  await chat.advance({ seconds: 1 });
}

function rowsOf(chat: Chat, sql: string): readonly (readonly unknown[])[] {
  const connection = openForReading(chat.exportParts.file);
  const rows = [...connection.iterate({ sql, parameters: [] })];
  connection.close();
  return rows;
}

function receiptsOf(chat: Chat): readonly string[] {
  const rows = z.array(exported).parse(exportedRows(chat, { what: 'lotteries' }));
  return rows.flatMap(({ receipt }) => receipt ?? []);
}

test(`${RACERS} members race the closing: each is in or told that they are not, and nobody is both`, async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await begin(owner, '赛跑；奖品：书；开奖：满200人');
  chat.rest();
  const events = Array.from({ length: RACERS }, (_, index) => chat.member(`赛${index}`));
  await Promise.all(events.map((member) => member.says('参加抽奖')));
  await chat.advance({ seconds: 30 });
  const heard = chat.rest().map(({ text }) => text);
  const refused = heard.filter((text) => text === '现在没有进行中的抽奖。').length;
  const [[inList]] = rowsOf(chat, `select count(*) from lottery_entries where state = 'in'`) as [
    [number],
  ];
  expect([inList, refused]).toEqual([200, RACERS - 200]);
  expect(heard.some((text) => text.startsWith('200 人参加 1 号抽奖，共 200 张票'))).toBe(true);
  const [receipt] = receiptsOf(chat);
  const verdict = await verifyReceipt(receipt ?? '');
  assert(verdict.kind === 'valid');
  expect(verdict.receipt.list.entrants).toHaveLength(200);
  expect(chat.errors).toEqual([]);
});

test('two accounts that become one person are in an open lottery once, and get one entry back', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  await begin(owner, '关联；奖品：书；开奖：手动；花费：2积分');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  const before = (await chat.pointsOf(old)) + (await chat.pointsOf(fresh));
  await join(chat, { fresh, old });
  expect(await chat.pointsOf(old)).toBe(before + 2);
  chat.rest();
  await old.says('我的中奖率');
  chat.hears('100.0%：你有 1 张票（共 1 张，1 人），奖品 1 份。');
  await chat.advance({ minutes: 2 });
  await undo(fresh);
  chat.rest();
  await fresh.says('我的中奖率');
  chat.hears('50.0%：你有 1 张票（共 2 张，2 人），奖品 1 份。');
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('who links two accounts after the list was sealed wins once, and the record says why', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await begin(owner, '关联；奖品：书 x2；开奖：手动');
  for (const member of [old, fresh]) await member.says('参加抽奖');
  await owner.says('开奖');
  await owner.says('截止开奖');
  await join(chat, { fresh, old });
  await chat.advance({ seconds: 15 });
  const [receipt] = receiptsOf(chat);
  const verdict = await verifyReceipt(receipt ?? '');
  assert(verdict.kind === 'valid', JSON.stringify(verdict));
  expect(verdict.receipt.winners).toHaveLength(1);
  expect(verdict.receipt.records.map(({ why }) => why)).toEqual(['same']);
  expect(chat.errors).toEqual([]);
});

test('whoever is forgotten is named nowhere, and the receipts of their lotteries still hold', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [ming, hong] = [chat.member('忘掉我吧'), chat.member('小红')];
  await begin(owner, '谢谢忘掉我吧；奖品：忘掉我吧的书；开奖：手动；联系：忘掉我吧');
  for (const member of [ming, hong]) await member.says('参加抽奖');
  await draw(chat, owner);
  await begin(owner, '第二次；奖品：忘掉我吧的杯子；开奖：手动');
  for (const member of [ming, hong]) await member.says('参加抽奖');
  await owner.says('抽奖黑名单 @忘掉我吧', { mentions: [ming] });
  const [before] = receiptsOf(chat);
  expect(before).toContain('谢谢忘掉我吧');
  await ming.whispers('忘记我');
  await ming.whispers('确认忘记');
  await chat.advance({ seconds: 30 });
  for (const table of ['lotteries', 'entries', 'winners', 'records', 'blocked']) {
    const rows = JSON.stringify(rowsOf(chat, `select * from lottery_${table}`));
    expect(rows, table).not.toContain('忘掉我吧');
  }
  chat.rest();
  await hong.says('抽奖');
  chat.hears('2 号「第二次」：1 人，开奖 由运营开奖，发「参加抽奖」参加');
  const [receipt] = receiptsOf(chat);
  const verdict = await verifyReceipt(receipt ?? '');
  expect(verdict).toMatchObject({ kind: 'valid', receipt: { terms: null } });
  await draw(chat, owner);
  for (const each of receiptsOf(chat)) {
    expect(await verifyReceipt(each)).toMatchObject({ kind: 'valid' });
    expect(each).not.toContain('忘掉我吧');
  }
  expect(chat.errors).toEqual([]);
});

test('the same entry delivered twice counts once, and costs once', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const ming = chat.member('小明');
  await ming.says('签到');
  await begin(owner, '重复；奖品：书；开奖：手动；花费：1积分');
  const had = await chat.pointsOf(ming);
  for (let time = 0; time < 5; time += 1) await ming.says('参加抽奖', { id: 'same' });
  await ming.presses('lottery:1:in');
  expect(await chat.pointsOf(ming)).toBe(had - 1);
  expect(rowsOf(chat, 'select entrants, tickets from lottery_lotteries')).toEqual([[1, 1]]);
});
