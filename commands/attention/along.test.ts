/** A bot account that only answers: what it has to tell goes along with answers (随回复送出). */
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Coming,
  type Commanding,
  days,
  defineFeature,
  describe as describeBase,
  instantOf,
  minutes,
  phrases,
  translationOf,
} from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { checkin } from '../checkin/index.ts';
import { manage } from '../manage/index.ts';
import { schedule } from '../schedule/index.ts';
import { self } from '../self/index.ts';
import { attention } from './index.ts';

const zhCN = phrases({
  name: '新闻',
  commands: {
    plan: { words: ['预告'], usage: '', help: '' },
    promise: { words: ['开奖'], usage: '', help: '' },
    shout: { words: ['喊话'], usage: '', help: '' },
  },
  pushes: { hint: ['小提醒'], result: ['开奖结果'] },
  labels: {},
  texts: { line: '{words}' },
});
const other = translationOf(zhCN, zhCN);
const base = describeBase({
  name: 'news',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': other, en: other },
});

const told = z.object({ key: z.string(), isForAll: z.boolean() });
const pushing = (kind: 'hint' | 'result') => ({
  async run({ push, text, data }: Coming<typeof base>) {
    const { key, isForAll } = told.parse(data);
    await push(text('line', { words: `${kind} ${key}` }), { kind, key, mentionsAll: isForAll });
  },
});
const planning = (what: 'hint' | 'result', isForAll = false) => ({
  async handle({ later, now, message: key }: Commanding<typeof base>) {
    await later({ what, at: instantOf(now + minutes(30)), key, data: { key, isForAll } });
  },
});

/** Each word plans that something is told unasked half an hour later. */
const news = defineFeature({
  ...base,
  commands: {
    plan: planning('hint'),
    promise: planning('result'),
    shout: planning('hint', true),
  },
  pushes: { hint: { priority: 'low' }, result: { priority: 'promised' } },
  due: { hint: pushing('hint'), result: pushing('result') },
});

async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const features = [attention, schedule, news, self, manage, checkin];
  const now = '2026-03-02T09:00:00+08:00';
  const chat = await openChat({ features, now, can: { speaksFirst: false }, ...options });
  const [boss, ming] = [chat.member('群主'), chat.member('小明')];
  await boss.becomes('owner');
  await ming.says('早');
  return { chat, boss, ming, [Symbol.asyncDispose]: () => chat.close() };
}

test('a reminder waits until somebody is answered, goes along in the same message, and that is told', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('预告', { id: 'a' });
  await chat.advance({ minutes: 45 });
  chat.hearsNothing();
  await boss.whispers('为什么没发');
  expect(chat.next().text).toContain('小提醒：这个账号只回话，不主动发，还在等');
  await ming.says('今天天气真好');
  chat.hearsNothing();
  await ming.says('签到');
  chat.hears(/^签到成功，\+5 积分[\s\S]*\n\nhint a$/);
  await chat.advance({ hours: 3 });
  chat.hearsNothing();
  await boss.whispers('为什么没发');
  expect(chat.next().text).toContain('小提醒：这个账号只回话，不主动发，3月2日 09:45 随回复送出');
});

test('an answer takes one along, and the next one only after the gap', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('预告', { id: 'a' });
  await boss.says('预告', { id: 'b' });
  await chat.advance({ minutes: 40 });
  await ming.says('签到');
  chat.hears(/\n\nhint a$/);
  await boss.says('签到');
  expect(chat.next().text).not.toContain('hint');
  await chat.advance({ minutes: 31 });
  await chat.member('小红').says('签到');
  chat.hears(/\n\nhint b$/);
});

test('a result that was promised goes first, and at night, too; a reminder does not', async () => {
  await using group = await open({ now: '2026-03-02T21:50:00+08:00' });
  const { chat, boss, ming } = group;
  await boss.says('预告', { id: 'a' });
  await boss.says('开奖', { id: 'b' });
  await chat.advance({ minutes: 45 });
  chat.hearsNothing();
  await ming.says('签到');
  chat.hears(/\n\nresult b$/);
  await chat.advance({ minutes: 40 });
  await boss.says('签到');
  expect(chat.next().text).not.toContain('hint');
});

test('a schedule is shown as what it will be, and comes right behind the next answer', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('定时 今天 10:00 {今日签到人数} 人签到了');
  expect(chat.next().text).toContain('这个账号只回话：到时候等有人让我回话，随那条回复送出');
  await boss.says('1');
  chat.next();
  await chat.at('2026-03-02T10:05:00+08:00');
  chat.hearsNothing();
  await ming.says('签到');
  chat.hears(/\+5 积分/);
  chat.hears('1 人签到了');
  await boss.whispers('定时记录');
  chat.hears(/^3月2日 周一 10:00 · 1 号随回复送出/);
});

test('what nobody gave an occasion for is left out, and its author hears why', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('定时 今天 10:00 开会');
  await boss.says('1');
  chat.rest();
  await chat.at('2026-03-02T10:31:00+08:00');
  const heard = chat.hears(
    '1 号定时 3月2日 周一 10:00 没有发：这个账号只回话，不主动发。内容：开会。补发：再发 1',
  );
  expect(heard.to).toBe('@群主');
  await ming.says('签到');
  expect(chat.rest().map(({ text }) => text)).toEqual([expect.stringContaining('+5 积分')]);
});

test('nobody is shouted at on the occasion of an answer', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('喊话', { id: 'a' });
  await chat.advance({ minutes: 31 });
  await ming.says('签到');
  expect(chat.next().text).not.toContain('hint');
  await boss.says('定时 今天 14:00 开抢');
  await boss.says('1');
  chat.rest();
  await boss.says('定时全体 1');
  chat.hears(/会照常发，但不提醒所有人。$/);
});

test('below a question with choices nothing is written: it comes behind', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('预告', { id: 'a' });
  await chat.advance({ minutes: 40 });
  await ming.says('语言');
  expect(chat.next().said?.choices).toHaveLength(4);
  chat.hears('hint a');
});

test('people are not written to in private by an account that only answers', async () => {
  await using group = await open();
  const { chat, boss } = group;
  await boss.says('定时 今天 10:00 发给 连续签到≥1：谢谢');
  chat.hears('这个账号只回话，不能主动私聊别人。');
  await boss.says('免打扰');
  expect(chat.next().text).toContain('这个账号只回话：要说的等有人让我回话时');
});

test('an answer that nobody knows the end of leaves the push in doubt, and it is not said again', async () => {
  let isDoubtful = false;
  const outcome = () => (isDoubtful ? ({ kind: 'unknown', why: 'no answer' } as const) : undefined);
  await using group = await open({ outcome });
  const { chat, boss, ming } = group;
  await boss.says('预告', { id: 'a' });
  await chat.advance({ minutes: 40 });
  isDoubtful = true;
  await ming.says('签到');
  isDoubtful = false;
  await chat.advance({ minutes: 40 });
  await boss.says('签到');
  expect(chat.rest().some(({ text }) => text.includes('hint'))).toBe(false);
});

test('an account that has nearly used up its day keeps the rest for answers and plans', async () => {
  const limits = [{ scope: 'account', most: 10, per: days(1) } as const];
  await using group = await open({ can: { pace: { limits } } });
  const { chat, boss, ming } = group;
  await boss.says('定时 今天 10:00 开会');
  await boss.says('1');
  for (let asked = 0; asked < 7; asked += 1) {
    await chat.advance({ seconds: 30 });
    await ming.says('语言');
  }
  chat.rest();
  await boss.says('预告', { id: 'a' });
  await chat.advance({ minutes: 31 });
  chat.hearsNothing();
  await boss.whispers('为什么没发');
  expect(chat.next().text).toContain('这个账号今天快发满了，先留给回话');
  await ming.says('签到');
  chat.hears(/\n\nhint a$/);
  await chat.at('2026-03-02T10:08:00+08:00');
  chat.hears('开会');
});

test('a greeting that comes every day leaves the last place to the meeting of today, along with answers as well', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await boss.says('设置 community.pushesADay 1');
  for (const typed of ['每天 10:00 早安', '今天 10:50 开会']) {
    await boss.says(`定时 ${typed}`);
    await boss.says('1');
  }
  await chat.at('2026-03-02T10:05:00+08:00');
  chat.rest();
  await ming.says('签到');
  chat.hears(/^签到成功/);
  chat.hearsNothing();
  await chat.at('2026-03-02T10:55:00+08:00');
  await boss.says('签到');
  chat.hears(/^签到成功/);
  chat.hears(/^开会/);
  chat.hearsNothing();
});

test('of what waits for an answer the meeting goes before the greeting that comes again', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  for (const typed of ['每天 10:00 早安', '今天 10:05 开会']) {
    await boss.says(`定时 ${typed}`);
    await boss.says('1');
  }
  await chat.at('2026-03-02T10:10:00+08:00');
  chat.rest();
  await ming.says('签到');
  chat.hears(/^签到成功/);
  chat.hears(/^开会/);
});
