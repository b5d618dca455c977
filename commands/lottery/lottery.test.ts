/** A lottery as the group sees it, from the first question to the receipt. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyReceipt } from '../../src/fair-draw/verify.ts';
import { fileRoom } from '../../src/files.ts';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { type Chat, type ChatOptions, openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';

const rooms = mkdtempSync(join(tmpdir(), 'qunli-lottery-'));
afterAll(() => rmSync(rooms, { recursive: true }));

const NONE = { 'lottery.preset': 'none' };

async function openGroup(options: Partial<ChatOptions> = {}) {
  const files = fileRoom(join(rooms, 'exports'), () => Promise.resolve());
  const chat = await openChat({ features, settings: NONE, files, ...options });
  const owner = chat.member('群主');
  await owner.says('早');
  await owner.becomes('owner');
  chat.rest();
  return { chat, owner };
}

async function begin({ chat, owner }: { chat: Chat; owner: ChatMember }, terms: string) {
  await owner.says(`发起抽奖 ${terms}`);
  chat.hears(/这样发起吗/);
  await owner.says('发起');
  return chat.hears(/号抽奖开始啦/);
}

/** Receipts are verified with what the group heard: seal and hash of the list. */
async function receiptOf(chat: Chat, member: ChatMember, number: number): Promise<string> {
  await member.whispers(`开奖凭证 ${number}`);
  const { said } = chat.hears(/号抽奖的凭证/);
  assert(said?.file);
  return readFileSync(said.file, 'utf8');
}

const hashIn = (text: string, before: string) =>
  new RegExp(`${before}：([0-9a-f]{32})…`).exec(text)?.[1];

test('a newcomer begins one with a single word, and is asked the rest', async () => {
  const { chat, owner } = await openGroup({ settings: {} });
  await using _ = chat;
  await owner.says('发起抽奖');
  chat.hears(/抽奖叫什么名字/);
  await owner.says('周末抽奖');
  chat.hears(/奖品有哪些/);
  await owner.says('键盘、贴纸 x10 5元');
  chat.hears(/什么时候开奖/);
  await owner.says('昨天');
  chat.hears(/时间这样写，要在以后/);
  await owner.says('20:00');
  chat.hears(
    '「键盘」还没写市场价，按规定要公示，比如：键盘 x1 299元\n奖品有哪些？比如：键盘 x1 299元、贴纸 x10 5元、20积分 x5',
  );
  await owner.says('键盘 299元、贴纸 x10 5元');
  chat.hears(/中奖后怎么领/);
  await owner.says('私聊群主');
  chat.hears(/主办方是谁/);
  await owner.says('读书会');
  chat.hears(/怎么联系主办方/);
  await owner.says('微信 abc');
  chat.hears(
    [
      '「周末抽奖」',
      '奖品：键盘 ×1（每份 299 元）、贴纸 ×10（每份 5 元）',
      '开奖：3月1日 20:00',
      '领奖：7 天内，过期由下一位补上',
      '领取：私聊群主',
      '主办：读书会',
      '联系：微信 abc',
      '这样发起吗？发起后不能改，只能取消。',
    ].join('\n'),
  );
  await owner.says('发起');
  chat.hears(
    /^1 号抽奖开始啦！[\s\S]*发「参加抽奖」参加。\n公平：只有事先的承诺[\s\S]*承诺：[0-9a-f]{32}…$/,
  );
});

test('members enter, the list is sealed, it is drawn, and the receipt holds', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const opened = await begin({ chat, owner }, '周末抽奖；奖品：键盘 x1、贴纸 x2；开奖：20:00');
  const members = ['小明', '小红', '小刚', '小丽'].map((name) => chat.member(name));
  for (const [index, member] of members.entries()) {
    await member.says('参加抽奖');
    await chat.advance({ seconds: 15 });
    chat.hears(`第 ${index + 1} 位，参加成功！`);
  }
  await members[0]?.says('参加抽奖');
  chat.hears('你已经参加了 1 号抽奖，有 1 张票。');
  await members[0]?.says('我的中奖率');
  chat.hears('75.0%：你有 1 张票（共 4 张，4 人），奖品 3 份。');
  await chat.at('2026-03-01T19:00:00+08:00');
  chat.hears('「周末抽奖」20:00 截止，已有 4 人。还没参加的：参加抽奖（1 号）');
  await chat.at('2026-03-01T20:00:00+08:00');
  const sealed = chat.hears(/^4 人参加 1 号抽奖，共 4 张票，名单已封存/);
  await chat.member('小黑').says('参加抽奖');
  chat.hears('现在没有进行中的抽奖。');
  // The group reads the first half; whoever wants the whole of it asks.
  await chat.member('小黑').says('开奖凭证 1');
  const { text: whole } = chat.hears(
    /^1 号抽奖还没有凭证。已经定下的：\n承诺：[0-9a-f]{64}\n名单哈希：[0-9a-f]{64}$/,
  );
  expect(whole).toContain(`承诺：${hashIn(opened.text, '承诺')}`);
  await chat.advance({ seconds: 15 });
  const drawn = chat.hears(/1 号抽奖「周末抽奖」开奖了！\n键盘（1 人）：.+\n贴纸（2 人）：/);
  expect(drawn.said?.pieces.filter((piece) => typeof piece !== 'string')).toHaveLength(3);
  const [ming] = members;
  assert(ming);
  const receipt = await receiptOf(chat, ming, 1);
  const announced = {
    commitment: hashIn(opened.text, '承诺'),
    listHash: hashIn(sealed.text, '名单哈希'),
  };
  assert(announced.commitment && announced.listHash);
  const fewDigits = { listHash: announced.listHash.slice(0, 16) };
  expect(await verifyReceipt(receipt, { announced: fewDigits })).toMatchObject({ kind: 'refused' });
  const verdict = await verifyReceipt(receipt, { announced });
  expect(verdict).toMatchObject({ kind: 'valid', receipt: { winners: { length: 3 } } });
  await ming.whispers('我的抽奖码');
  const code = /代码：([0-9a-f]{20})$/.exec(chat.next().text)?.[1];
  assert(verdict.kind === 'valid');
  expect(verdict.receipt.list.entrants.map(([own]) => own)).toContain(code);
  expect(receipt).not.toContain('小');
  expect(chat.errors).toEqual([]);
});

test('an entry costs points, which go back when somebody leaves or it is cancelled', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  for (const member of [ming, hong]) await member.says('签到');
  chat.rest();
  await begin({ chat, owner }, '积分抽奖；奖品：耳机；开奖：手动；花费：4积分');
  await ming.says('参加抽奖');
  await hong.says('参加抽奖');
  chat.rest();
  const [had] = [await chat.pointsOf(ming)];
  await ming.says('退出抽奖');
  chat.hears('已退出，4 积分退给你了。');
  expect(await chat.pointsOf(ming)).toBe(had + 4);
  await ming.says('参加抽奖');
  chat.hears('第 2 位，参加成功！');
  await chat.member('小穷').says('参加抽奖');
  chat.hears(/^还差 \d 积分：参加一次要 4 积分。$/);
  await owner.says('取消抽奖 1 奖品坏了');
  chat.hears(/^2 人参加了 1 号抽奖，取消会退回共 8 积分，原因会公开/);
  await owner.says('取消这次抽奖');
  await chat.advance({ seconds: 1 });
  chat.hears('1 号抽奖取消了：奖品坏了\n参加花的积分都会退回。');
  expect(await chat.pointsOf(ming)).toBe(had + 4);
  expect(chat.errors).toEqual([]);
});

test('whoever cannot enter is told what is lacking; conditions are looked at again at the end', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await begin(
    { chat, owner },
    '条件抽奖；奖品：书 x5；开奖：手动；条件：标签=VIP；加票：积分≥5 +2；每人：3',
  );
  await hong.says('早');
  await ming.says('我为什么不能参加');
  chat.hears(/^1 号抽奖还不能参加：\n.*VIP/);
  await owner.says('标签 @小明 VIP', { mentions: [ming] });
  await owner.says('标签 @小红 VIP', { mentions: [hong] });
  chat.rest();
  await ming.says('我为什么不能参加');
  chat.hears('你可以参加 1 号抽奖，发「参加抽奖」就行。');
  await ming.says('签到');
  chat.rest();
  await ming.says('参加抽奖');
  chat.hears('第 1 位，参加成功！你有 3 张票。');
  await hong.says('参加抽奖');
  chat.hears('第 2 位，参加成功！');
  await owner.says('去标签 @小红 VIP', { mentions: [hong] });
  chat.rest();
  await owner.says('开奖');
  chat.hears('2 人参加了 1 号抽奖，现在截止开奖吗？');
  await owner.says('截止开奖');
  chat.hears(/^1 人参加 1 号抽奖，共 3 张票，名单已封存/);
  expect(chat.errors).toEqual([]);
});

test('a prize that nobody claims goes to the next of the same ranking; a redraw is a public record', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await begin({ chat, owner }, '领奖；奖品：书；开奖：满3人；领奖：2天');
  const members = ['小明', '小红', '小刚'].map((name) => chat.member(name));
  for (const member of members) await member.says('参加抽奖');
  await chat.advance({ seconds: 15 });
  const drawn = chat.rest().at(-1)?.text ?? '';
  const winnerIn = (text: string) =>
    members.find(({ who }) => new RegExp(`书（1 人）：${who.name}`).test(text));
  const first = winnerIn(drawn);
  assert(first, drawn);
  await chat.advance({ days: 2 });
  chat.hears('1 份奖品没人领（1 号抽奖），按同一个排名由下一位补上。');
  const second = winnerIn(chat.next().text);
  assert(second && second !== first);
  await first.says('领奖');
  chat.hears('没有等你领的奖。');
  await second.says('领奖');
  chat.hears('已登记领奖：书。');
  await owner.says(`重新开奖 1 @${second.who.name} 重复参加`, { mentions: [second] });
  chat.hears(/^收回 .+ 的「书」，给排名里的下一位吗？原因会公开：重复参加/);
  await owner.says('收回重开');
  chat.hears('1 号抽奖记录 2：收回一份奖品，给下一位。原因：重复参加');
  const third = winnerIn(chat.next().text);
  assert(third && third !== first && third !== second);
  const verdict = await verifyReceipt(await receiptOf(chat, third, 1));
  assert(verdict.kind === 'valid', JSON.stringify(verdict));
  expect(verdict.receipt.records.map(({ why, words }) => [why, words?.text])).toEqual([
    ['unclaimed', undefined],
    ['takenBack', '重复参加'],
  ]);
  expect(chat.errors).toEqual([]);
});

test('whoever left or was forgotten by their own wish after the seal is passed, in public', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await begin({ chat, owner }, '通过；奖品：书 x5；开奖：手动');
  const members = ['小明', '小红', '小刚', '小丽'].map((name) => chat.member(name));
  for (const member of members) await member.says('参加抽奖');
  const [ming, , gang] = members;
  assert(ming && gang);
  await chat.advance({ seconds: 6 });
  await owner.says('开奖');
  await owner.says('截止开奖');
  await ming.leaves();
  await gang.says('忘记我');
  await gang.says('确认忘记');
  chat.rest();
  await chat.advance({ seconds: 15 });
  chat.hears(/书（2 人）：.+\n2 人已不能领奖，由下一位补上，原因在凭证里。/);
  const [, , , li] = members;
  assert(li);
  const verdict = await verifyReceipt(await receiptOf(chat, li, 1));
  assert(verdict.kind === 'valid', JSON.stringify(verdict));
  expect(verdict.receipt.records.map(({ why }) => why).sort()).toEqual(['forgotten', 'left']);
  expect(verdict.passed.map(({ record }) => record.by)).toEqual(['member', 'member']);
  expect(chat.errors).toEqual([]);
});

test('many who enter at once are told together, and points as prizes and consolation are paid', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await begin({ chat, owner }, '积分；奖品：100积分 x2；开奖：手动；安慰奖：3');
  const members = Array.from({ length: 12 }, (_, index) => chat.member(`群友${index}`));
  for (const member of members) await member.says('参加抽奖');
  await chat.advance({ seconds: 6 });
  const heard = chat.rest().map(({ text }) => text);
  expect(heard.slice(0, 3)).toEqual([1, 2, 3].map((n) => `第 ${n} 位，参加成功！`));
  expect(heard[3]).toMatch(/^9 人参加成功，现在共 12 人：群友3、/);
  const before = await Promise.all(members.map((member) => chat.pointsOf(member)));
  await owner.says('开奖');
  await owner.says('截止开奖');
  await chat.advance({ seconds: 20 });
  await chat.advance({ seconds: 1 });
  const gains: number[] = [];
  for (const [index, member] of members.entries()) {
    gains.push((await chat.pointsOf(member)) - (before[index] ?? 0));
  }
  expect(gains.sort((a, b) => a - b)).toEqual([...Array.from({ length: 10 }, () => 3), 100, 100]);
  expect(chat.errors).toEqual([]);
});

test('a manager makes no more points by a lottery than an admin allows', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('发起抽奖 发财；奖品：1000积分 x2；开奖：手动；安慰奖：50');
  chat.hears(/^奖品里的积分共 2000，最多 1000/);
  await owner.says('100积分 x10');
  chat.hears(/^安慰奖每人最多 5 积分/);
  await owner.says('5');
  chat.hears(/这样发起吗/);
});

test('where points are switched off, a lottery costs none and gives none', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('关闭 积分');
  chat.rest();
  await owner.says('发起抽奖 没有积分；奖品：书、20积分；开奖：手动；花费：5；安慰奖：2');
  chat.hears(/^「没有积分」\n奖品：书 ×1、20积分 ×1\n开奖：由运营开奖\n领奖/);
});

test('entering and leaving again and again climbs no leaderboard', async () => {
  const { chat, owner } = await openGroup({ settings: { ...NONE, 'points.chatPoints': 0 } });
  await using _ = chat;
  const ming = chat.member('小明');
  await ming.says('签到');
  chat.rest();
  await begin({ chat, owner }, '书；奖品：书；花费：5；开奖：手动');
  for (let turn = 0; turn < 3; turn += 1) {
    await ming.says('参加抽奖');
    await ming.says('退出抽奖');
    await chat.advance({ minutes: 1 });
  }
  expect(chat.rest().at(-1)?.text).toBe('已退出，5 积分退给你了。');
  await ming.says('我的积分');
  chat.hears(/^5 积分\n今天 \+5\n本周积分榜第/);
  await ming.says('积分榜');
  chat.hears(/1\. 5 · 小明/);
  await chat.advance({ minutes: 1 });
  await ming.says('参加抽奖');
  chat.rest();
  await owner.says('取消抽奖 1 书没了');
  await owner.says('取消这次抽奖');
  await chat.advance({ minutes: 1 });
  chat.rest();
  await ming.says('我的积分');
  chat.hears(/^5 积分\n今天 \+5\n本周/);
  await ming.says('积分规则');
  chat.hears(/比得到的积分（退回的不算）/);
  expect(chat.errors).toEqual([]);
});

test('a number of no lottery is told as such', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  for (const word of ['参加抽奖', '开奖', '我的中奖率', '开奖凭证', '退出抽奖', '中奖名单']) {
    await owner.says(`${word} 99`);
    chat.hears('没有 99 号抽奖。');
    await chat.advance({ minutes: 1 });
  }
  chat.hearsNothing();
});

test.each([
  ['20积分 x2', /^(?!.*发「领奖」)[\s\S]*中奖的积分已经到账，不用领。/],
  ['书、20积分', /请在 7 天内发「领奖」[\s\S]*\n中奖的积分已经到账，不用领。/],
])('who wins points is not told to claim them: %s', async (prizes, told) => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await begin({ chat, owner }, `新年；奖品：${prizes}；开奖：手动；领奖：7`);
  for (const name of ['小明', '小红']) await chat.member(name).says('参加抽奖');
  await owner.says('开奖');
  await owner.says('截止开奖');
  await chat.advance({ seconds: 15 });
  await chat.advance({ seconds: 1 });
  const [drawn] = chat.rest().filter(({ text }) => text.includes('开奖了'));
  expect(drawn?.text).toMatch(told);
});
