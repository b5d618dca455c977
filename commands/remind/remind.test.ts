/** Reminders that are nobody's own: topics, a word into silence, silent members, the week ahead. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { attention } from '../attention/index.ts';
import { features } from '../index.ts';
import { lottery } from '../lottery/index.ts';
import { polls } from '../polls/index.ts';
import { schedule } from '../schedule/index.ts';
import { remind } from './index.ts';

/** Sunday, 1 March 2026, 09:00; 阿强 is an admin. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({
    features: [remind, attention, polls, lottery, schedule],
    ...options,
    settings: { 'community.lullMinutes': 0, ...options.settings },
  });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  /** Somebody talks at noon of each of these days, so that pushes are heard. */
  const talk = async (day: string) => {
    await chat.at(`${day}T12:00:00+08:00`);
    await qiang.says('吃饭');
  };
  return { chat, qiang, talk, [Symbol.asyncDispose]: () => chat.close() };
}

test('the first topic switches them on; one a day, in turn, none twice before all were asked', async () => {
  await using group = await open();
  const { chat, qiang, talk } = group;
  await qiang.says('话题');
  chat.hears('还没有话题。加一个：话题 加 周末你们去哪儿玩？');
  await qiang.says('话题 加 最近看了什么书？');
  chat.hears(
    /^1 号话题加好了。\n每天 20:00 问一个话题，问完一轮再从头来；聊满一周后改在本群最热闹的时候。[\s\S]*\n下次：今天 20:00$/,
  );
  await qiang.says('话题 加 周末\n去哪儿？');
  chat.hears('2 号话题加好了。');
  await qiang.says('话题 20:30');
  chat.hears(
    '每天 20:30 问一个话题，问完一轮再从头来。换时间：话题 20:30；不问了：话题 关\n下次：今天 20:30',
  );
  await chat.at('2026-03-01T20:29:00+08:00');
  chat.hearsNothing();
  const asked: string[] = [];
  for (const day of ['01', '02', '03']) {
    if (day !== '01') await talk(`2026-03-${day}`);
    await chat.at(`2026-03-${day}T20:30:00+08:00`);
    asked.push(chat.next().text);
  }
  expect(asked).toEqual([
    '今日话题：最近看了什么书？',
    '今日话题：周末\n去哪儿？',
    '今日话题：最近看了什么书？',
  ]);
  await qiang.says('话题 加 喝茶还是咖啡？');
  await qiang.says('话题');
  chat.hears('3 号话题加好了。');
  chat.hears(
    [
      '3 个话题',
      '1. 最近看了什么书？（3月3日 问过）',
      '2. 周末 去哪儿？（3月2日 问过）',
      '3. 喝茶还是咖啡？',
      '每天 20:30 问一个话题，问完一轮再从头来。换时间：话题 20:30；不问了：话题 关',
      '下次：明天 20:30',
    ].join('\n'),
  );
  await talk('2026-03-04');
  await chat.at('2026-03-04T20:30:00+08:00');
  chat.hears('今日话题：喝茶还是咖啡？');
  expect(chat.errors).toEqual([]);
});

test('a topic that the group did not get to hear is asked again', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  for (const topic of ['书？', '电影？']) await qiang.says(`话题 加 ${topic}`);
  await qiang.says('关掉推送 每日话题');
  chat.rest();
  await chat.at('2026-03-01T21:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('打开推送 每日话题');
  chat.rest();
  await chat.at('2026-03-02T20:00:00+08:00');
  chat.hears('今日话题：书？');
  await qiang.says('好书');
  await chat.at('2026-03-03T20:00:00+08:00');
  chat.hears('今日话题：电影？');
});

test('topics are taken away, switched off and on; with none left nothing is asked', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('话题 加 书？');
  await qiang.says('话题 关');
  chat.rest();
  await chat.at('2026-03-01T21:00:00+08:00');
  chat.hearsNothing();
  await qiang.says('话题 开');
  chat.hears(/^每天 20:00 问一个/);
  await qiang.says('话题 删 7');
  chat.hears('没有 7 号话题。有哪些：话题');
  await qiang.says('话题 删 1');
  chat.hears('1 号话题删掉了（书？）。');
  await chat.advance({ days: 2 });
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('talk about a topic is talk, and members keep none', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('话题 太沉重了');
  chat.hearsNothing();
  await chat.member('小明').says('/话题 加 书？');
  chat.hears(/运营|管理/);
});

test('after two silent days the group is spoken to, and not again within a week', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('冷场叫醒');
  chat.hears('冷场叫醒关着。打开：冷场叫醒 开（48 小时没人说话才说）');
  await qiang.says('冷场叫醒 开');
  chat.hears(
    '2 天没人说话，就在本群最热闹的时候开个头，七天内不说第二次。关掉：冷场叫醒 关\n最早：3月3日 周二 20:00',
  );
  await chat.at('2026-03-03T19:59:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-03T20:00:00+08:00');
  chat.hears('安静 2 天了，大家最近怎么样？');
  await chat.at('2026-03-10T19:59:00+08:00');
  chat.hearsNothing();
  await qiang.says('话题 加 书？');
  await qiang.says('话题 关');
  chat.rest();
  await chat.at('2026-03-12T19:00:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-12T20:00:00+08:00');
  chat.hears('安静 2 天了，聊聊这个：书？');
  expect(chat.errors).toEqual([]);
});

test('a word that the guard has left out is said the next day, with the same topic', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  for (const each of ['话题 加 书？', '话题 加 电影？', '话题 关', '冷场叫醒 开']) {
    await qiang.says(each);
  }
  await qiang.says('关掉推送 冷场叫醒');
  chat.rest();
  await chat.at('2026-03-03T21:00:00+08:00');
  chat.hearsNothing();
  await qiang.whispers('打开推送 冷场叫醒');
  chat.rest();
  await chat.at('2026-03-04T20:00:00+08:00');
  chat.hears('安静 2 天了，聊聊这个：书？');
  await chat.advance({ days: 6 });
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('a group that talks is never woken, and one whose managers do not want it neither', async () => {
  await using group = await open();
  const { chat, qiang, talk } = group;
  await qiang.says('冷场叫醒 24');
  chat.rest();
  for (const day of ['02', '03', '04']) await talk(`2026-03-${day}`);
  chat.hearsNothing();
  await qiang.says('冷场叫醒 关');
  chat.rest();
  await chat.advance({ days: 20 });
  chat.hearsNothing();
});

test('managers alone hear who has been silent, and the group only that they did', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await chat.member('小明').says('早');
  await chat.member('小红').joins();
  await chat.member('小刚').says('早');
  await chat.member('小刚').leaves();
  await chat.at('2026-04-05T09:00:00+08:00');
  await chat.member('小李').says('早');
  await qiang.says('沉默名单');
  const list = chat.hears('2 人 30 天没说话：\n小明 · 上次 3月1日\n小红 · 从没说过话');
  expect(list.to).toBe('@阿强');
  expect(chat.hears('名单私下发给你了。').to).toBe('g1');
  await qiang.whispers('沉默名单 60天');
  chat.hears('60 天内大家都说过话。');
  await chat.member('小李').says('沉默名单');
  chat.hears(/运营|管理/);
});

test('on Mondays managers who want it hear what the week brings, and so does the group', async () => {
  await using group = await open();
  const { chat, qiang, talk } = group;
  await qiang.says('周预告');
  chat.hears('七天内没有安排。');
  await qiang.says('周预告 私聊');
  chat.hears('好，每周一 09:00 私下告诉你接下来七天的安排，没有就不说。关掉：周预告 关');
  await qiang.says('发起投票 去哪 | 山 | 海 | +截止 60小时');
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('1');
  await qiang.says('定时 2026-03-20 10:00 春分');
  await qiang.says('1');
  await qiang.says(
    '发起抽奖 抽奖；奖品：贴纸 x2 5元；开奖：3-5 20:00；主办：群；联系：我；领取：我',
  );
  await qiang.says('发起');
  await chat.at('2026-03-01T12:00:00+08:00');
  chat.rest();
  await chat.at('2026-03-02T09:00:00+08:00');
  const told = chat.hears(
    [
      '七天内有 3 项安排：',
      '3月2日 周一 10:00 1 号定时（每天 10:00）：早安',
      '3月3日 周二 21:00 「去哪」投票截止（1 号）',
      '3月5日 周四 20:00 「抽奖」开奖（1 号）',
    ].join('\n'),
  );
  expect(told.to).toBe('@阿强');
  chat.hearsNothing();
  await qiang.says('周预告 关');
  await qiang.says('周预告 群里');
  chat.rest();
  await talk('2026-03-08');
  await chat.at('2026-03-09T08:59:00+08:00');
  chat.rest();
  await chat.at('2026-03-09T09:00:00+08:00');
  expect(chat.hears(/^七天内有 1 项安排：/).to).toBe('g1');
  expect(chat.errors).toEqual([]);
});

test('one command shows what is on in the group, and how each is switched', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says('每日提醒');
  chat.hears(
    [
      '还没有话题。加一个：话题 加 周末你们去哪儿玩？',
      '冷场叫醒关着。打开：冷场叫醒 开（48 小时没人说话才说）',
      '周预告关着。打开：周预告 群里；或：周预告 私聊',
      '谁很久没说话：沉默名单 30（只私下告诉你）',
    ].join('\n'),
  );
  for (const typed of ['话题 加 书？', '冷场叫醒 36', '周预告 群里']) await qiang.says(typed);
  chat.rest();
  await qiang.says('每日提醒');
  chat.hears(
    /^每天 20:00 问一个话题，[\s\S]*\n36 小时没人说话，[\s\S]*\n好，每周一 09:00 在群里说/,
  );
});

test('whoever looks for reminders is led to that of check-in, too, unless it is switched off', async () => {
  await using group = await open({ features });
  const { chat, qiang } = group;
  await qiang.says('每日提醒');
  expect(chat.next().text).toContain('\n还有几人没签到，每天说一次：提醒签到 开\n');
  await qiang.says('停用 签到');
  chat.rest();
  await qiang.says('每日提醒');
  expect(chat.next().text).not.toContain('提醒签到');
});

test('«no topic came»: asked, the bot says why not, and when the next one is due', async () => {
  await using group = await open({ features });
  const { chat, qiang } = group;
  for (const typed of ['话题 加 书？', '话题 20:30', '周预告 群里', '提醒签到 20:00']) {
    await qiang.says(typed);
  }
  await qiang.says('关掉推送 每日话题');
  chat.rest();
  await chat.at('2026-03-02T09:30:00+08:00');
  chat.rest();
  await qiang.says('话题');
  chat.hears(
    /\n这一类关着，到时候不会发。打开：打开推送 每日话题；昨天 20:30 没发：这一类已经关掉$/,
  );
  await qiang.says('打开推送 每日话题');
  chat.rest();
  await qiang.says('每日提醒');
  const { text } = chat.next();
  expect(text).toContain('\n下次：今天 20:30；昨天 20:30 没发：这一类已经关掉\n');
  expect(text).toContain('\n下次：3月9日 周一 09:00；今天 09:00 没发：七天内没有安排\n');
  expect(text).toContain(
    '\n签到提醒开着，下次：今天 20:00；昨天 20:00 没发：最近 7 天没人签过到。',
  );
});

test('a topic whose time lies in the quiet hours is not moved in silence', async () => {
  await using group = await open({ features });
  const { chat, qiang } = group;
  await qiang.says('话题 加 书？');
  chat.rest();
  for (const time of ['07:00', '23:00']) {
    await qiang.says(`话题 ${time}`);
    chat.hears('22:30–08:00 不打扰，换个时间：话题 20:30');
  }
  await qiang.says('话题 20:00');
  await qiang.says('设置 community.quietFrom 19:00');
  chat.rest();
  await qiang.says('话题');
  chat.hears(/\n下次：今天 20:00，可 19:00–08:00 不打扰，说不出来，请换个时间$/);
  await qiang.says('话题 18:00');
  await qiang.says('设置 community.quietFrom 17:30');
  await qiang.says('设置 community.quietUntil 19:30');
  chat.rest();
  await qiang.says('话题');
  chat.hears(/\n下次：今天 18:00，那时不打扰，挪到 19:30$/);
  await chat.at('2026-03-01T19:30:00+08:00');
  chat.hears('今日话题：书？');
  await qiang.says('话题');
  chat.hears(/\n下次：明天 18:00，那时不打扰，挪到 19:30；今天 18:00 的 19:30 才发：免打扰时段$/);
});

test('a second topic on one day is not promised', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  for (const typed of ['话题 加 书？', '话题 加 电影？', '话题 10:00']) await qiang.says(typed);
  chat.rest();
  await chat.at('2026-03-01T10:00:00+08:00');
  chat.hears('今日话题：书？');
  await qiang.says('话题 20:00');
  chat.hears(/\n下次：明天 20:00$/);
  await chat.at('2026-03-01T21:00:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-02T20:00:00+08:00');
  chat.hears('今日话题：电影？');
});

test('the operator sets another zone while the program is off: the next topic keeps its hour', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-zone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const settings = { 'community.lullMinutes': 0 };
  const first = await openChat({ features, folder, settings });
  await first.member('阿强').becomes('admin');
  await first.member('阿强').says('话题 加 书？');
  await first.member('阿强').says('话题 20:00');
  const now = new Date(first.now() + 60_000).toISOString();
  await first.close();
  const inTokyo = { ...settings, 'community.zone': 'Asia/Tokyo' };
  await using again = await openChat({ features, folder, settings: inTokyo, now });
  again.rest();
  // 20:00 in Tokyo is 19:00 here.
  await again.at('2026-03-01T18:59:00+08:00');
  again.hearsNothing();
  await again.at('2026-03-01T19:00:00+08:00');
  again.hears('今日话题：书？');
  await again.at('2026-03-01T21:00:00+08:00');
  again.hearsNothing();
});

test.each([
  ['话题 9点', '09:00'],
  ['话题 晚上8点', '20:00'],
  ['话题 每天 21点半', '21:30'],
  ['话题 8 PM', '20:00'],
  ['话题 ２０：００', '20:00'],
])('«%s» asks at %s', async (typed, time) => {
  await using group = await open();
  await group.qiang.says('话题 加 周末去哪儿？');
  group.chat.rest();
  await group.qiang.says(typed);
  group.chat.hears(new RegExp(`^每天 ${time} 问一个话题`));
});

test.each(['话题 9', '话题 9点和18点', '话题 25点'])(
  '«%s» is told what to write',
  async (typed) => {
    await using group = await open();
    await group.qiang.says(typed);
    group.chat.hears('一天问一个话题，写清一个钟点：话题 晚上8点，或者 话题 20:30');
  },
);
