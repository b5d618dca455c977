/**
 * A draw takes a while, and members go on living: who is forgotten, who links accounts, what a
 * manager tries and who asks for the receipt, between any two commits of it.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { features } from '../commands/index.ts';
import { merging } from '../commands/lottery/merging.ts';
import { personal } from '../commands/lottery/personal.ts';
import { entriesOf } from '../commands/lottery/store/entries.ts';
import { addWinner } from '../commands/lottery/store/winners.ts';
import { verifyReceipt } from '../src/fair-draw/verify.ts';
import { fileRoom } from '../src/files.ts';
import { setMergedInto } from '../src/store/merge-queries.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { forgettingIn } from '../src/testing/forgetting.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { PretendMirror, pretendChain } from './fair-draw/pretend-network.ts';
import { booksOf } from './linked-chat.ts';

const SECRET = '2a'.repeat(32);
const chain = pretendChain(SECRET);
const PATIENCE = { timeout: 40_000 };
const SETTINGS = {
  'lottery.preset': 'none',
  'points.chatPoints': 0,
  'lottery.pointsMost': 100_000,
};
const exported = z.object({ receipt: z.string().nullable() });

let folder: string;
let mirror: PretendMirror;
let chat: Chat;
let owner: ChatMember;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-meanwhile-'));
  mirror = await PretendMirror.open(SECRET);
});
afterEach(async () => {
  await chat.close();
  await mirror.close();
  rmSync(folder, { recursive: true });
});

/** @param isWithNumber drawn by a public number; else commit and reveal only */
async function openGroup({ isWithNumber = false } = {}) {
  const beacon = isWithNumber ? { beacon: { chain, mirrors: [mirror.address] } } : {};
  const files = fileRoom(join(folder, 'exports'), () => Promise.resolve());
  const can = { stableIds: false };
  chat = await openChat({ features, folder, files, settings: SETTINGS, can, ...beacon });
  owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
}

async function begin(terms: string): Promise<void> {
  await owner.says(`发起抽奖 ${terms}`);
  await owner.says('发起');
}

async function seal(): Promise<void> {
  await owner.says('开奖');
  await owner.says('截止开奖');
}

async function crowd(count: number): Promise<readonly ChatMember[]> {
  const members = Array.from({ length: count }, (_, index) => chat.member(`群友${index}`));
  await Promise.all(members.map((member) => member.says('参加抽奖')));
  return members;
}

function rowsOf(sql: string): readonly (readonly unknown[])[] {
  const connection = openForReading(chat.exportParts.file);
  const rows = [...connection.iterate({ sql, parameters: [] })];
  connection.close();
  return rows;
}

function countOf(sql: string): number {
  return Number(rowsOf(`select count(*) from ${sql}`)[0]?.[0]);
}

const receipts = () =>
  z
    .array(exported)
    .parse(exportedRows(chat, { what: 'lotteries' }))
    .map((row) => row.receipt);

async function validReceipt() {
  const verdict = await verifyReceipt(receipts()[0] ?? '', { chains: [chain] });
  assert(verdict.kind === 'valid', JSON.stringify(verdict));
  return verdict.receipt;
}

/** Set time would let the draw end first; real time does not. */
async function forget(member: ChatMember): Promise<void> {
  const id = await chat.idOf(member);
  await chat.app.store.write(chat.now(), async (tx) => {
    await personal.erase(forgettingIn(tx), id);
    await tx.people.erase(id);
  });
}

/** What the draw has written first, while the rest of it is still to come. */
async function firstPartWritten(): Promise<void> {
  while (countOf('lottery_winners') === 0) await setImmediate();
}

test(
  'who is forgotten while the public number is fetched is not named when it is drawn',
  PATIENCE,
  async () => {
    await openGroup({ isWithNumber: true });
    const ming = chat.member('小明');
    await ming.says('早');
    await begin('谢谢小明；奖品：小明的书；开奖：手动');
    await chat.member('小红').says('参加抽奖');
    await seal();
    mirror.meanwhile = () => forget(ming);
    chat.rest();
    await chat.advance({ minutes: 4 });
    const said = chat.rest().map(({ text }) => text);
    expect(said.filter((text) => text.includes('开奖了'))).toEqual([
      expect.stringMatching(/^@小红 1 号抽奖「谢谢…」开奖了！\n…的书（1 人）：小红\n/),
    ]);
    expect(said.join('\n')).not.toContain('小明');
    await validReceipt();
    expect(chat.errors).toEqual([]);
  },
);

test(
  'who is forgotten between two parts of a large draw wins nothing, and the next one does',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('人人有份；奖品：5积分 x400；开奖：手动');
    const members = await crowd(401);
    await seal();
    const drawn = chat.advance({ seconds: 15 });
    await firstPartWritten();
    const waiting = await withoutPrize(members);
    await Promise.all(waiting.slice(0, 3).map(forget));
    await drawn;
    await chat.advance({ seconds: 1 });
    const erased = `(select id from members where name not like '群%')`;
    expect(countOf(`lottery_winners where member_id in ${erased}`)).toBe(0);
    expect(
      countOf(`ledger_entries where reason = 'lottery.prize' and member_id in ${erased}`),
    ).toBe(0);
    const { records, winners } = await validReceipt();
    expect([records.map(({ why }) => why), winners.length]).toEqual([
      ['forgotten', 'forgotten', 'forgotten'],
      398,
    ]);
    expect(booksOf(chat)).toEqual([]);
    expect(chat.errors).toEqual([]);
  },
);

test(
  'two accounts that are linked between two parts of a large draw win once',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('人人有份；奖品：5积分 x400；开奖：手动');
    const members = await crowd(401);
    await seal();
    const drawn = chat.advance({ seconds: 15 });
    await firstPartWritten();
    const waiting = await withoutPrize(members);
    const [fresh] = waiting;
    const old = members.find((member) => !waiting.includes(member));
    assert(fresh && old);
    const [from, into] = [await chat.idOf(fresh), await chat.idOf(old)];
    await chat.app.store.write(chat.now(), async (tx, { connection }) => {
      const community = (await tx.people.find(into))?.community;
      assert(community);
      await merging.merge(tx, { from, into, community, merge: 1 });
      connection.run(setMergedInto, { member: from, into });
    });
    await drawn;
    await chat.advance({ seconds: 1 });
    const { records, winners } = await validReceipt();
    expect([records.map(({ why }) => why), winners.length]).toEqual([['same'], 400]);
    expect(countOf(`lottery_winners where member_id in (${from}, ${into})`)).toBe(1);
    expect(chat.errors).toEqual([]);
  },
);

async function withoutPrize(members: readonly ChatMember[]): Promise<readonly ChatMember[]> {
  const won = new Set(rowsOf('select member_id from lottery_winners').map(([id]) => Number(id)));
  const rows = rowsOf('select name, id from members');
  const ids = new Map(rows.map(([name, id]) => [String(name), Number(id)]));
  return members.filter(({ who }) => !won.has(ids.get(who.name) ?? 0));
}

test(
  'while prizes are passed on there is no receipt, rather than one that does not hold',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('很多书；奖品：书 x150；开奖：手动；领奖：1');
    const members = await crowd(160);
    await seal();
    await chat.advance({ seconds: 15 });
    await chat.advance({ seconds: 1 });
    await validReceipt();
    const [[at] = []] = rowsOf('select drawn_at from lottery_lotteries');
    await chat.advance({ seconds: (Number(at) + 24 * 3_600_000 - chat.now()) / 1_000 });
    // A hundred have lost theirs, and the others are still to come.
    expect([countOf('lottery_records'), receipts()]).toEqual([100, [null]]);
    chat.rest();
    const [one] = members;
    await one?.whispers('开奖凭证 1');
    chat.hears('1 号抽奖正在补位，补好就有凭证，请一分钟后再发一次「开奖凭证 1」。');
    await chat.advance({ seconds: 1 });
    await chat.advance({ seconds: 1 });
    expect((await validReceipt()).winners).toHaveLength(160);
    expect(chat.errors).toEqual([]);
  },
);

test(
  'a manager who switches lotteries off does not let the winners’ time run out',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('一本书；奖品：书；开奖：手动；领奖：2');
    const members = await crowd(2);
    await seal();
    await chat.advance({ seconds: 15 });
    await chat.advance({ seconds: 1 });
    const [[id] = []] = rowsOf('select member_id from lottery_winners');
    const [[name] = []] = rowsOf(`select name from members where id = ${Number(id)}`);
    const winner = members.find(({ who }) => who.name === name);
    await owner.says('关闭 抽奖');
    await chat.advance({ days: 3 });
    await owner.says('开启 抽奖');
    chat.rest();
    await winner?.says('领奖');
    chat.hears('已登记领奖：书。');
    await chat.advance({ days: 3 });
    chat.hearsNothing();
    expect((await validReceipt()).records).toEqual([]);
  },
);

test('a prize is not taken back while the draw is not told yet: nobody would get it', async () => {
  await openGroup({ isWithNumber: true });
  mirror.mood = 'down';
  await begin('一本书；奖品：书；开奖：手动');
  const [one] = await crowd(2);
  assert(one);
  const member_id = await chat.idOf(one);
  // As a draw leaves it that was cut off between two parts.
  await chat.app.store.write(chat.now(), async (tx) => {
    const [entry] = await entriesOf(tx, member_id);
    assert(entry);
    const { code } = entry;
    const place = { lottery_id: 1, place: 1, ticket: 1, prize: 0 } as const;
    await addWinner(tx, {
      ...place,
      member_id,
      code,
      at: chat.now(),
      state: 'held',
      settled_at: null,
    });
  });
  await seal();
  chat.rest();
  await owner.says(`重新开奖 1 @${one.who.name} 换人`, { mentions: [one] });
  chat.hears(`${one.who.name} 在 1 号抽奖里没有奖品可收回。`);
  expect(chat.errors).toEqual([]);
});
