/** Check-in in a group that has switched points off: no word of them, and none are booked. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { leaderboard } from '../leaderboard/index.ts';
import { manage } from '../manage/index.ts';
import { points } from '../points/index.ts';
import { self } from '../self/index.ts';
import { checkin } from './index.ts';

const features = [self, checkin, points, leaderboard, manage];

async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({ features, settings });
  const [boss, ming] = [chat.member('老板'), chat.member('小明')];
  await boss.becomes('owner');
  await boss.says('关闭 积分');
  chat.rest();
  return { chat, boss, ming, [Symbol.asyncDispose]: () => chat.close() };
}

test('a check-in with points off says and books no points, and its milestone brings cards alone', async () => {
  await using group = await open({
    'checkin.milestones': [
      { streak: 1, points: 20, cards: 1 },
      { streak: 2, points: 5, cards: 0 },
    ],
    'checkin.totals': [{ days: 1, points: 200 }],
  });
  const { chat, boss, ming } = group;
  await ming.says('签到');
  chat.hears('签到成功！今天第 1 位，已连续 1 天。\n连续 1 天，再加 1 张补签卡！');
  expect(await chat.pointsOf(ming)).toBe(0);
  for (const typed of [
    '签到',
    '签到日历',
    '签到榜',
    '我的',
    '帮助',
    '帮助 签到',
    '排行榜',
    '补签卡',
  ]) {
    await ming.says(typed);
    expect(
      chat
        .rest()
        .map(({ text }) => text)
        .join(),
      typed,
    ).not.toMatch(/积分|\+\d/);
    await chat.advance({ seconds: 20 });
  }
  await boss.says('开启 积分');
  chat.rest();
  await chat.advance({ days: 1 });
  await ming.says('签到');
  chat.hears('签到成功，+5 积分！今天第 1 位，已连续 2 天。\n连续 2 天，再加 5 积分！');
});

test('with points off a make-up takes a card, and whoever has none hears that', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await ming.says('签到');
  await chat.advance({ days: 2 });
  chat.rest();
  await ming.says('补签');
  chat.hears('补签要用 1 张补签卡，你还没有。');
  await boss.says('送补签卡 @小明', { mentions: [ming] });
  chat.rest();
  await ming.says('补签');
  chat.hears(/，用 1 张补签卡（你有 1 张）。确定吗？$/);
  await ming.says('确定');
  chat.hears('已补签 3月2日，用了 1 张补签卡，还剩 0 张。现在连续 2 天。');
});

test('many who check in at once read no «+0»', async () => {
  await using group = await open({ 'checkin.mergeAnswers': { afterMany: 1 } });
  const { chat } = group;
  for (const name of ['一', '二']) await chat.member(name).says('签到');
  await chat.advance({ seconds: 10 });
  expect(chat.rest().at(-1)?.text).toBe('1 人签到成功：\n@二 第 2 位，连续 1 天');
});
