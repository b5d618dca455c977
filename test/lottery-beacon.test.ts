/**
 * A lottery that was promised to be drawn by public randomness is drawn by nothing else: where the
 * number is late, wrong or forged it waits, and the group is told.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seconds } from '#kit';
import { features } from '../commands/index.ts';
import { fairDraws } from '../src/fair-draw/draws.ts';
import { verifyReceipt } from '../src/fair-draw/verify.ts';
import { fileRoom } from '../src/files.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { type Mood, PretendMirror, pretendChain } from './fair-draw/pretend-network.ts';

const SECRET = '2a'.repeat(32);
const chain = pretendChain(SECRET);
const PATIENCE_MS = 40_000;

let mirror: PretendMirror;
let folder: string;

beforeEach(async () => {
  mirror = await PretendMirror.open(SECRET);
  folder = mkdtempSync(join(tmpdir(), 'qunli-beacon-'));
});
afterEach(async () => {
  await mirror.close();
  rmSync(folder, { recursive: true });
});

function openGroup(): Promise<Chat> {
  const files = fileRoom(join(folder, 'exports'), () => Promise.resolve());
  const beacon = { chain, mirrors: [mirror.address] };
  return openChat({ features, folder, files, beacon, settings: { 'lottery.preset': 'none' } });
}

async function beginAndSeal(chat: Chat): Promise<ChatMember> {
  const owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  await owner.says('发起抽奖 公平；奖品：书；开奖：手动');
  await owner.says('发起');
  for (const name of ['小明', '小红', '小刚']) {
    await chat.member(name).says('参加抽奖');
    await chat.advance({ seconds: 11 });
  }
  await owner.says('开奖');
  await owner.says('截止开奖');
  return owner;
}

const roundIn = (text: string) => Number(/第 (\d+) 轮/.exec(text)?.[1]);

test('the number is announced at least a minute before it exists, and draws when it is out', {
  timeout: PATIENCE_MS,
}, async () => {
  await using chat = await openGroup();
  const owner = await beginAndSeal(chat);
  const heard = chat.rest();
  expect(heard.some(({ text }) => /公平：名单先封存/.test(text))).toBe(true);
  const sealed = heard.at(-1);
  assert(sealed);
  const round = roundIn(sealed.text);
  const out = (chain.genesisSeconds + (round - 1) * chain.periodSeconds) * 1_000;
  expect(out - sealed.at).toBeGreaterThanOrEqual(60_000);
  await chat.advance({ seconds: 90 });
  chat.hearsNothing();
  await chat.advance({ seconds: 100 });
  chat.hears(/开奖了！\n书（1 人）：/);
  await owner.whispers('开奖凭证');
  const file = chat.next().said?.file;
  assert(file);
  const receipt = readFileSync(file, 'utf8');
  expect(await verifyReceipt(receipt, { chains: [chain] })).toMatchObject({ kind: 'valid' });
  // Quicknet has never signed that.
  expect(await verifyReceipt(receipt)).toMatchObject({ kind: 'refused' });
  expect(chat.errors).toEqual([]);
});

test.each<[Mood, string]>([
  ['down', '拿不到 drand'],
  ['forged', '签名不对'],
])(
  'while the number is %s the lottery waits, says so once, and is drawn when it comes',
  {
    timeout: PATIENCE_MS,
  },
  async (mood, said) => {
    await using chat = await openGroup();
    const owner = await beginAndSeal(chat);
    chat.rest();
    mirror.mood = mood;
    await chat.advance({ seconds: 190 });
    expect(chat.next().text).toContain(said);
    await chat.advance({ seconds: 60 });
    await chat.advance({ seconds: 300 });
    chat.hearsNothing();
    await owner.says('中奖名单');
    chat.hears('还没有开过奖。');
    mirror.mood = 'honest';
    await chat.advance({ seconds: 600 });
    chat.hears(/开奖了！\n书（1 人）：/);
    expect(new Set(mirror.asked.slice(1)).size).toBe(1);
    expect(chat.errors).toEqual([]);
  },
);

test('a restart while it waits changes nothing: the same number draws', {
  timeout: PATIENCE_MS,
}, async () => {
  const first = await openGroup();
  await beginAndSeal(first);
  const round = roundIn(first.rest().at(-1)?.text ?? '');
  const at = first.now();
  await first.close();
  const chat = await openChat({
    features,
    folder,
    beacon: { chain, mirrors: [mirror.address] },
    now: new Date(at + 1_000_000).toISOString(),
  });
  await chat.advance({ seconds: 1 });
  await chat.advance({ seconds: 1 });
  chat.hears(/开奖了！\n书（1 人）：/);
  expect(mirror.asked.at(-1)).toBe(round);
  await chat.close();
});

test('where no public number can be had at the beginning, the lottery says that it is weaker', async () => {
  mirror.mood = 'down';
  await using chat = await openGroup();
  await beginAndSeal(chat);
  const heard = chat.rest().map(({ text }) => text);
  expect(heard.some((text) => /只有事先的承诺，没有外部随机数（较弱/.test(text))).toBe(true);
  expect(heard.at(-1)).toContain('没有外部随机数（较弱）');
});

test.each<Mood>(['nonsense', 'endless', 'silent'])(
  'a mirror that is %s counts as down',
  { timeout: PATIENCE_MS },
  async (mood) => {
    mirror.mood = mood;
    const patience = seconds(0.5);
    const draws = fairDraws({ chain, mirrors: [mirror.address], patience });
    expect(await draws.beacon(1_000)).toEqual({ kind: 'none', why: 'unreachable' });
  },
);

test('where the first mirror gives the number of another round the second one is asked', {
  timeout: PATIENCE_MS,
}, async () => {
  const other = await PretendMirror.open(SECRET);
  mirror.mood = 'anotherRound';
  const draws = fairDraws({ chain, mirrors: [mirror.address, other.address] });
  expect(await draws.beacon(1_000)).toMatchObject({ kind: 'beacon' });
  await other.close();
});
