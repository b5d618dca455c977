/**
 * After the list is sealed nobody steers who wins: what managers do then changes nothing, or stands
 * in the receipt, and the hash of the list is in the group before the number is known.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { parsePlatformId, type SendOutcome } from '#kit';
import { features } from '../commands/index.ts';
import { verifyReceipt } from '../src/fair-draw/verify.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { PretendMirror, pretendChain } from './fair-draw/pretend-network.ts';

const SECRET = '2a'.repeat(32);
const chain = pretendChain(SECRET);
const PATIENCE = { timeout: 40_000 };
const exported = z.object({ receipt: z.string().nullable() });

let mirror: PretendMirror;
let folder: string;
let chat: Chat;
let owner: ChatMember;
let members: readonly ChatMember[];
let outcome: SendOutcome | undefined;

beforeEach(async () => {
  outcome = undefined;
  mirror = await PretendMirror.open(SECRET);
  folder = mkdtempSync(join(tmpdir(), 'qunli-fair-'));
});
afterEach(async () => {
  await chat.close();
  await mirror.close();
  rmSync(folder, { recursive: true });
});

/** @param isWithNumber drawn by a public number; else commit and reveal only */
async function openGroup({ isWithNumber = false, names = ['小明', '小红', '小刚'] } = {}) {
  const beacon = isWithNumber ? { beacon: { chain, mirrors: [mirror.address] } } : {};
  const settings = {
    'lottery.preset': 'none',
    'points.chatPoints': 0,
    'lottery.pointsMost': 100_000,
  };
  chat = await openChat({ features, folder, settings, ...beacon, outcome: () => outcome });
  owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  members = names.map((name) => chat.member(name));
  for (const member of members) await member.says('签到');
}

async function begin(terms: string): Promise<void> {
  await owner.says(`发起抽奖 ${terms}`);
  await owner.says('发起');
  for (const member of members) {
    await member.says('参加抽奖');
    await chat.advance({ seconds: 11 });
  }
}

async function seal(): Promise<void> {
  await owner.says('开奖');
  await owner.says('截止开奖');
}

async function verdictOf(number = 1) {
  const rows = z.array(exported).parse(exportedRows(chat, { what: 'lotteries' }));
  const verdict = await verifyReceipt(rows[number - 1]?.receipt ?? '', { chains: [chain] });
  assert(verdict.kind === 'valid', JSON.stringify(verdict));
  return verdict;
}

const whysOf = async () => (await verdictOf()).receipt.records.map(({ why, by }) => [why, by]);
const [ming, hong, gang] = [0, 1, 2].map((index) => () => {
  const member = members[index];
  assert(member);
  return member;
});
assert(ming && hong && gang);
const stranger = parsePlatformId('nobody-knows');
assert(stranger);

test(
  'whoever is blocked or gone when the list is sealed is not in it, and has the points back',
  PATIENCE,
  async () => {
    await openGroup();
    const [had] = await Promise.all([hong(), gang()].map((member) => chat.pointsOf(member)));
    await begin('名单；奖品：书；开奖：手动；花费：2积分');
    await owner.says('抽奖黑名单 @小红', { mentions: [hong()] });
    chat.rest();
    await gang().leaves();
    await seal();
    expect(chat.rest().at(-1)?.text).toMatch(/^1 人参加 1 号抽奖，共 1 张票/);
    await chat.advance({ seconds: 1 });
    expect(await chat.pointsOf(hong())).toBe(had);
    expect(await chat.pointsOf(gang())).toBe(had);
    await chat.advance({ seconds: 200 });
    const { receipt } = await verdictOf();
    expect([receipt.list.entrants.length, receipt.records]).toEqual([1, []]);
    expect(chat.errors).toEqual([]);
  },
);

test('whoever was forgotten while the list was put together is not in it', PATIENCE, async () => {
  await openGroup();
  await begin('忘记；奖品：书；开奖：手动');
  const db = new Database(chat.exportParts.file);
  db.exec('update lottery_entries set member_id = null where seq = 2');
  db.close();
  await seal();
  expect(chat.rest().at(-1)?.text).toMatch(/^2 人参加 1 号抽奖，共 2 张票/);
});

test(
  'whoever is blocked after the seal still wins, and the manager hears so',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('封存；奖品：书 x3；开奖：手动');
    await seal();
    chat.rest();
    for (const member of members) {
      await owner.says(`抽奖黑名单 @${member.who.name}`, { mentions: [member] });
      chat.hears(/不能参加以后的抽奖了。1 号抽奖的名单已经封存，这次照常算数/);
    }
    await chat.advance({ seconds: 200 });
    chat.hears(/书（3 人）：/);
    expect(await whysOf()).toEqual([]);
  },
);

test(
  'blocking the next in line before a redraw passes nothing on to a friend',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('补位；奖品：书；开奖：手动');
    await seal();
    await chat.advance({ seconds: 200 });
    const winnerIn = (text: string) => members.find(({ who }) => text.includes(`：${who.name}`));
    const first = winnerIn(chat.rest().at(-1)?.text ?? '');
    assert(first);
    for (const member of members) {
      await owner.says(`抽奖黑名单 @${member.who.name}`, { mentions: [member] });
    }
    await owner.says(`重新开奖 1 @${first.who.name} 重复参加`, { mentions: [first] });
    await owner.says('收回重开');
    const { receipt } = await verdictOf();
    expect(receipt.records.map(({ why }) => why)).toEqual(['takenBack']);
    expect(receipt.winners).toHaveLength(2);
  },
);

test(
  'whom somebody removed after the seal keeps the place; left lying, the prize goes to nobody',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('移出；奖品：书 x2；开奖：手动；领奖：2天');
    await seal();
    // By a manager, by the bot or by somebody whom nobody knows: all of them are removals.
    for (const member of members) await member.isRemoved(stranger);
    chat.rest();
    await chat.advance({ seconds: 200 });
    chat.hears(/书（2 人）：.+\n2 人在名单封存后被移出了群，名次照旧保留。/);
    expect(await whysOf()).toEqual([
      ['removed', 'manager'],
      ['removed', 'manager'],
    ]);
    await chat.advance({ days: 2 });
    chat.hears('2 份奖品的中奖者被移出了群，没有领奖（1 号抽奖），按规则不给别人。');
    chat.hearsNothing();
    const { receipt } = await verdictOf();
    expect(receipt.records.map(({ why }) => why)).toEqual([
      'removed',
      'removed',
      'lapsed',
      'lapsed',
    ]);
    expect(receipt.winners).toHaveLength(2);
    expect(chat.errors).toEqual([]);
  },
);

test(
  'whom somebody removed before the seal and who came back and left alone loses the place',
  PATIENCE,
  async () => {
    await openGroup();
    await begin('来回；奖品：书 x3；开奖：手动');
    await ming().isRemoved(stranger);
    await ming().joins();
    await chat.advance({ seconds: 5 });
    await seal();
    // Removed after the seal, but there again when it is drawn.
    await hong().isRemoved(stranger);
    await hong().joins();
    await ming().leaves();
    chat.rest();
    await chat.advance({ seconds: 15 });
    chat.hears(/书（2 人）：/);
    expect(await whysOf()).toEqual([['left', 'member']]);
  },
);

test(
  'of prizes left lying, only those of whom nobody removed go to the next ones',
  PATIENCE,
  async () => {
    await openGroup({ names: ['小明', '小红', '小刚', '小丽'] });
    await begin('各半；奖品：书 x2；开奖：手动；领奖：1天');
    await seal();
    await chat.advance({ seconds: 15 });
    const db = new Database(chat.exportParts.file, { readonly: true });
    const account = db
      .prepare(
        `select accounts.platform_id from lottery_winners
        join claims on claims.member_id = lottery_winners.member_id
        join accounts on accounts.id = claims.account_id where place = 1`,
      )
      .pluck()
      .get();
    db.close();
    await members.find(({ who }) => who.account === account)?.isRemoved(stranger);
    chat.rest();
    await chat.advance({ days: 1 });
    const [told, next] = chat.rest().map(({ text }) => text);
    expect(told).toBe(
      '1 份奖品没人领（1 号抽奖），按同一个排名由下一位补上。\n1 份奖品的中奖者被移出了群，没有领奖（1 号抽奖），按规则不给别人。',
    );
    expect(next).toMatch(/1 号抽奖补上了：\n书（1 人）：/);
    expect(await whysOf()).toEqual([
      ['lapsed', 'manager'],
      ['unclaimed', 'member'],
    ]);
  },
);

test(
  'a manager disqualifies before the number is known, with a reason in public and in the receipt',
  PATIENCE,
  async () => {
    await openGroup({ isWithNumber: true });
    await begin('资格；奖品：书 x3；开奖：手动；安慰奖：2');
    await owner.says('取消资格 1 @小明 小号', { mentions: [ming()] });
    expect(chat.rest().at(-1)?.text).toContain('名单还没封存');
    await seal();
    const had = await chat.pointsOf(ming());
    await owner.says('取消资格 1 @小明 小号', { mentions: [ming()] });
    expect(chat.rest().at(-1)?.text).toMatch(/原因会公开，也写进凭证：小号/);
    await owner.says('取消这份资格');
    chat.hears('1 号抽奖记录 1：取消 小明 的资格。原因：小号');
    await owner.says('取消资格 1 @小明 小号', { mentions: [ming()] });
    chat.hears('小明 不在 1 号抽奖的名单里。');
    await chat.advance({ seconds: 200 });
    chat.hears(/书（2 人）：/);
    await chat.advance({ seconds: 5 });
    const { passed } = await verdictOf();
    expect(passed.map(({ record }) => [record.why, record.by, record.words?.text])).toEqual([
      ['disqualified', 'manager', '小号'],
    ]);
    expect(await chat.pointsOf(ming())).toBe(had);
    expect(chat.errors).toEqual([]);
  },
);

test(
  'once the number is out nobody is disqualified and nothing is cancelled, also while it is waited for',
  PATIENCE,
  async () => {
    await openGroup({ isWithNumber: true });
    await begin('已定；奖品：书；开奖：手动');
    await seal();
    mirror.mood = 'down';
    await chat.advance({ seconds: 190 });
    chat.rest();
    await owner.says('取消抽奖 1 不想了');
    chat.hears('1 号抽奖的结果已经定了，不能取消，等它开奖吧。');
    await owner.says('取消资格 1 @小明 小号', { mentions: [ming()] });
    chat.hears('1 号抽奖的结果已经定了，不能再取消资格；中奖后可以发「重新开奖」。');
    await owner.says('抽奖黑名单 @小红', { mentions: [hong()] });
    chat.hears(/1 号抽奖的名单已经封存，这次照常算数/);
    mirror.mood = 'honest';
    await chat.advance({ seconds: 700 });
    chat.hears(/开奖了！/);
  },
);

test.each([
  ['取消资格 1 @小明 小号', '取消这份资格', '不能再取消资格'],
  ['取消抽奖 1 不想了', '取消这次抽奖', '不能取消'],
])(
  'what was asked for in time and is agreed to too late does not happen: %s',
  PATIENCE,
  async (...[wish, yes, no]) => {
    await openGroup({ isWithNumber: true });
    await begin('太晚；奖品：书；开奖：手动');
    await seal();
    await chat.advance({ seconds: 160 });
    await owner.says(wish, { mentions: wish.includes('@') ? [ming()] : [] });
    expect(chat.rest().at(-1)?.text).toContain(yes);
    mirror.mood = 'down';
    await chat.advance({ seconds: 30 });
    chat.rest();
    await owner.says(yes);
    chat.hears(new RegExp(`1 号抽奖的结果已经定了，${no}`));
  },
);

test('without a public number everything is settled with the seal', PATIENCE, async () => {
  await openGroup();
  await begin('较弱；奖品：书；开奖：手动');
  await seal();
  chat.rest();
  await owner.says('取消抽奖 1 不想了');
  chat.hears('1 号抽奖的结果已经定了，不能取消，等它开奖吧。');
  await owner.says('取消资格 1 @小明 小号', { mentions: [ming()] });
  chat.hears(/结果已经定了/);
  await chat.advance({ seconds: 15 });
  chat.hears(/开奖了！/);
});

test(
  'while it is sealed and the number is still to come, it can be cancelled in public',
  PATIENCE,
  async () => {
    await openGroup({ isWithNumber: true });
    await begin('还早；奖品：书；开奖：手动');
    await seal();
    await chat.advance({ seconds: 60 });
    await owner.says('取消抽奖 1 奖品坏了');
    await owner.says('取消这次抽奖');
    expect(chat.rest().at(-1)?.text).toBe('1 号抽奖取消了：奖品坏了');
  },
);

test.each<SendOutcome>([
  { kind: 'unknown', why: 'no answer' },
  { kind: 'notAccepted', why: 'no connection', retryAfterSeconds: 130 },
])(
  'where the list did not get to the group in time ($kind) a later round draws, and the group is told',
  PATIENCE,
  async (failure) => {
    await openGroup({ isWithNumber: true });
    await begin('迟到；奖品：书；开奖：手动');
    await owner.says('开奖');
    outcome = failure;
    await owner.says('截止开奖');
    outcome = undefined;
    chat.rest();
    await chat.advance({ seconds: 125 });
    await chat.advance({ seconds: 6 });
    const moved = chat.rest().at(-1)?.text ?? '';
    expect(moved).toContain('没能提前一分钟到群里，改用更晚的一轮随机数，名单没有变');
    const round = Number(/第 (\d+) 轮/.exec(moved)?.[1]);
    const hash = /名单哈希：([0-9a-f]{32})…/.exec(moved)?.[1];
    mirror.asked.length = 0;
    await chat.advance({ seconds: 70 });
    expect(mirror.asked).toEqual([]);
    await chat.advance({ seconds: 400 });
    expect(chat.rest().at(-1)?.text).toMatch(/开奖了！/);
    expect(mirror.asked).toEqual([round]);
    expect((await verdictOf()).receipt.listHash.slice(0, 32)).toBe(hash);
    expect(chat.errors).toEqual([]);
  },
);

test(
  'a group that never gets the list has its draw at last, and hears that it came late',
  PATIENCE,
  async () => {
    await openGroup({ isWithNumber: true });
    await begin('听不到；奖品：书；开奖：手动');
    await owner.says('开奖');
    outcome = { kind: 'unknown', why: 'no answer' };
    await owner.says('截止开奖');
    for (let move = 0; move < 5; move += 1) await chat.advance({ minutes: 20 });
    chat.rest();
    outcome = undefined;
    await chat.advance({ minutes: 60 });
    const texts = chat.rest().map(({ text }) => text);
    expect(texts.at(-1)).toContain('没能确认名单哈希提前一分钟到了群里。');
    await verdictOf();
  },
);

test('a crash in the middle of many prizes loses none and gives none twice', PATIENCE, async () => {
  await openGroup({ names: Array.from({ length: 260 }, (_, index) => `群友${index}`) });
  await owner.says('发起抽奖 很多；奖品：3积分 x250；开奖：手动');
  await owner.says('发起');
  await Promise.all(members.map((member) => member.says('参加抽奖')));
  const before = await Promise.all(members.map((member) => chat.pointsOf(member)));
  await seal();
  const db = new Database(chat.exportParts.file);
  db.exec(`create trigger crash before insert on lottery_winners when new.place = 150
    begin select raise(abort, 'the machine has stopped'); end`);
  await chat.advance({ seconds: 190 });
  expect(db.prepare('select count(*) from lottery_winners').pluck().get()).toBe(100);
  // In the meantime some of those who come next have left.
  for (const member of members.slice(0, 20)) await member.leaves();
  db.exec('drop trigger crash');
  db.close();
  chat.rest();
  await chat.advance({ seconds: 70 });
  chat.hears(/3积分（2\d\d 人）：/);
  const { receipt } = await verdictOf();
  const after = await Promise.all(members.map((member) => chat.pointsOf(member)));
  const gains = after.map((points, index) => points - (before[index] ?? 0));
  expect(new Set(gains)).toEqual(new Set([0, 3]));
  expect(gains.filter((gain) => gain === 3)).toHaveLength(receipt.winners.length);
  expect(receipt.winners.length).toBeGreaterThan(200);
});

test('prizes that 250 winners left lying go to the next ones, in parts', PATIENCE, async () => {
  await openGroup({ names: Array.from({ length: 300 }, (_, index) => `群友${index}`) });
  await owner.says('发起抽奖 没人领；奖品：书 x250；开奖：手动；领奖：1天');
  await owner.says('发起');
  await Promise.all(members.map((member) => member.says('参加抽奖')));
  await seal();
  await chat.advance({ seconds: 190 });
  const drawn = chat.rest().at(-1);
  // So many are not mentioned one by one.
  expect(drawn?.said?.pieces.every((piece) => typeof piece === 'string')).toBe(true);
  await chat.advance({ days: 1 });
  await chat.advance({ seconds: 2 });
  const [first, second] = chat.rest().map(({ text }) => text);
  expect(first).toBe('250 份奖品没人领（1 号抽奖），按同一个排名由下一位补上。');
  expect(second).toMatch(/1 号抽奖补上了：\n书（50 人）：/);
  const { receipt } = await verdictOf();
  expect([receipt.winners.length, receipt.records.length]).toEqual([300, 250]);
  expect(chat.errors).toEqual([]);
});
