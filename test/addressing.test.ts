/**
 * When the bot feels addressed, as the group sees it: commands work however they are typed, talk
 * stays talk.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  arg,
  type Commanding,
  defineFeature,
  describe,
  type Member,
  type Points,
  phrases,
  translationOf,
} from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import { manage } from '../commands/manage/index.ts';
import { points } from '../commands/points/index.ts';
import { self } from '../commands/self/index.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const words = phrases({
  name: '钟楼',
  commands: {
    ring: { words: ['敲钟'], help: '敲一下' },
    donate: { words: ['捐'], usage: '@群友 数量', help: '捐一些' },
  },
  labels: {},
  texts: { rung: '当！', donated: '{name} 收到 {points}。' },
});

const base = describe({
  name: 'tower',
  settings: z.object({}),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, {
      ...words,
      commands: { ...words.commands, ring: { words: ['敲鐘'], help: '敲一下' } },
    }),
    en: translationOf(words, {
      ...words,
      commands: {
        ring: { words: ['ring-bell'], help: 'rings' },
        donate: { words: ['donate'], help: 'gives' },
      },
    }),
  },
});

async function ring({ member, message, say, text, tx }: Commanding<typeof base>): Promise<void> {
  await tx.ledger.post({ member: member.id, points: 1, reason: 'ring', once: `ring:${message}` });
  await say(text('rung'));
}

type Gift = Commanding<typeof base, { who: Member; points: Points }>;

async function donate({ args, message, say, text, tx }: Gift): Promise<void> {
  const { who, points } = args;
  await tx.ledger.post({ member: who.id, points, reason: 'donate', once: `donate:${message}` });
  await say(text('donated', { name: who.name, points }));
}

const tower = defineFeature({
  ...base,
  commands: {
    ring: { handle: ring },
    donate: { args: { who: arg.member(), points: arg.points() }, handle: donate },
  },
});

async function openGroup() {
  const chat = await openChat({ features: [self, tower] });
  const ming = chat.member('小明');
  await ming.says('早');
  return { chat, ming };
}

/** The bot's own account, as a member can mention it. */
function botIn(chat: Chat): ChatMember {
  return chat.member('qunli');
}

test('the word alone is enough, in any script, case and width', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  for (const typed of [
    '敲钟',
    '敲鐘',
    ' 敲钟 ',
    'RING-BELL',
    'ｒｉｎｇ－ｂｅｌｌ',
    '／敲钟',
    '/ring-bell',
  ]) {
    await ming.says(typed);
    chat.hears('当！');
    await chat.advance({ seconds: 10 });
  }
  expect(await chat.pointsOf(ming)).toBe(7);
});

test('the bot may be named, and another bot may be meant', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  for (const typed of [
    '/敲钟@qunli',
    '/ring-bell@群力',
    '@群力 敲钟',
    '＠QunLi，敲鐘',
    '@bot: /敲钟',
  ]) {
    await ming.says(typed);
    chat.hears('当！');
    await chat.advance({ seconds: 10 });
  }
  await ming.says('/敲钟@otherbot');
  await ming.says('@小红 敲钟', { mentions: [chat.member('小红')] });
  chat.hearsNothing();
});

test('a mention of the bot is understood under any name that the group gave it', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('@咱们的管家 敲钟', { mentions: [botIn(chat)] });
  chat.hears('当！');
  await ming.says('敲钟 @群力', { mentions: [botIn(chat)] });
  chat.hears('当！');
  await ming.says('@群力 今天天气怎么样', { mentions: [botIn(chat)] });
  chat.hears('我在。发送「帮助」看看我会什么。');
  await ming.says('@群力', { mentions: [botIn(chat)] });
  chat.hears('我在。发送「帮助」看看我会什么。');
});

test('whoever is mentioned is meant, with spaces in the name or without one before it', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  const tom = chat.member('Tom Lee 小號');
  await tom.says('hi');
  const mentions = [tom];
  for (const typed of [
    '捐 @Tom Lee 小號 5',
    '捐@Tom Lee 小號 5',
    '/捐@Tom Lee 小號 5',
    '捐 @群里的名片 5',
    '捐 @Tom Lee 小號 「5」',
  ]) {
    await ming.says(typed, { mentions });
    chat.hears('Tom Lee 小號 收到 5。');
    await chat.advance({ seconds: 10 });
  }
  await ming.says('@群力 捐 @Tom Lee 小號 5', { mentions: [botIn(chat), tom] });
  chat.hears('Tom Lee 小號 收到 5。');
  await ming.says('捐 @Tom Lee 小號 5');
  chat.hears('「@Tom」没有 @ 到人。请打 @，再从名单里点选，不要手写名字。\n用法：捐 @群友 数量');
  expect(await chat.pointsOf(tom)).toBe(30);
});

test('a mistyped slash command is no talk: it earns no points', async () => {
  const chat = await openChat({ features: [self, checkin, points] });
  await using _ = chat;
  const ming = chat.member('小明');
  await ming.says('/checkni');
  chat.hears('没有「checkni」，你是想说「签到」吗？');
  await ming.says('/checkin@anotherbot');
  await ming.says('/什么也不是');
  chat.hearsNothing();
  expect(await chat.pointsOf(ming)).toBe(0);
  await ming.says('早上好');
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('nobody is led to a command that they may not use, or that is switched off', async () => {
  const chat = await openChat({ features: [self, manage, checkin, points] });
  await using _ = chat;
  const [boss, ming] = [chat.member('老板'), chat.member('小明')];
  await boss.becomes('owner');
  await ming.says('/加份');
  await ming.says('/赠松');
  chat.hearsNothing();
  await boss.says('/加份');
  chat.hears('没有「加份」，你是想说「加分」吗？');
  await boss.says('关闭 签到');
  chat.rest();
  await boss.says('/checkni');
  chat.hearsNothing();
});

test('a command with a mark behind it is meant all the same', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  for (const typed of ['敲钟！', '敲钟。', '敲钟~', '敲鐘 ！！', '/敲钟!', '@群力 敲钟……']) {
    await ming.says(typed, { mentions: typed.includes('@') ? [botIn(chat)] : [] });
    chat.hears('当！');
    await chat.advance({ seconds: 20 });
  }
  await ming.says('敲钟？');
  chat.hearsNothing();
});

test('a near miss after a slash gets a hint in one’s own language, a bare one is left alone', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('/敲种');
  chat.hears('没有「敲种」，你是想说「敲钟」吗？');
  await ming.says('敲种');
  await ming.says('/完全不同的东西');
  chat.hearsNothing();
  await ming.says('语言 繁體');
  await ming.says('/ring-bel');
  chat.rest();
  await chat.advance({ minutes: 1 });
  await ming.says('/敲種');
  chat.hears('沒有「敲種」，你是想說「敲鐘」嗎？');
  await ming.says('语言 English');
  await ming.says('/ring-bel');
  chat.hears(/answer you in English/);
  chat.hears('There is no “ring-bel”. Did you mean “ring-bell”?');
});

test('whoever mistypes all the time is told once to slow down, and then nothing', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  for (let time = 0; time < 50; time += 1) {
    await ming.says('/敲种');
    await ming.says('@群力 在吗', { mentions: [botIn(chat)] });
  }
  const answers = chat.rest().map(({ text }) => text);
  expect(answers.length).toBeLessThanOrEqual(5);
  expect(answers.at(-1)).toMatch(/^慢一点/);
});

test('ordinary talk that merely contains the word is talk', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  for (const talk of [
    '今天敲钟了吗',
    '敲钟了',
    '敲钟?',
    '敲钟 了吗',
    '我去敲钟',
    '敲\n钟',
    '捐 一点吧',
    '捐款 5',
    'ring-bells',
    '“敲钟”是什么意思',
    '敲钟 敲钟',
    'http://example.com/敲钟',
  ]) {
    await ming.says(talk);
  }
  chat.hearsNothing();
  expect(await chat.pointsOf(ming)).toBe(0);
});

test('1,000 random texts never fail, and none takes effect that is no command', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '敲钟',
      '敲鐘',
      'ring-bell',
      '捐',
      '/',
      '／',
      '@',
      '@群力',
      ' ',
      '　',
      '\n',
      '「',
      '」',
      '5',
    ),
  );
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  const said = fc.sample(text, { numRuns: 1_000, seed: 20_260_301 });
  await Promise.all(said.map((typed) => ming.says(typed)));
  expect(chat.errors).toEqual([]);
  // The ways to type it, written down a second time and differently.
  const plain = said.map((typed) => typed.normalize('NFKC').replace(/\s+/gu, ' ').trim());
  const isRing =
    /^(?:@群力[ ,:]+)?(?:\/ ?)?(?:敲[钟鐘]|ring-bell)(?: ?@群力)?(?: @群力)*[ !.。~]*$/iu;
  const rung = plain.filter((typed) => isRing.test(typed)).length;
  expect(rung).toBeGreaterThan(10);
  expect(await chat.pointsOf(ming)).toBe(rung);
});
