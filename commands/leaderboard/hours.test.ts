/** When the group is busiest, as a manager sees it. */
import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { manage } from '../manage/index.ts';
import { leaderboard } from './index.ts';

async function open() {
  const chat = await openChat({
    features: [leaderboard, manage],
    now: '2026-03-01T07:50:00+08:00',
  });
  const [boss, ming] = [chat.member('老板'), chat.member('小明')];
  await boss.becomes('owner');
  return { chat, boss, ming, [Symbol.asyncDispose]: () => chat.close() };
}

test('a manager sees at which hours the community talks, of the last thirty days alone', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await ming.says('很久以前');
  await chat.at('2026-04-01T08:10:00+08:00');
  for (const text of ['早', '早上好', '今天吃什么']) await ming.says(text);
  await chat.at('2026-04-02T21:00:00+08:00');
  const evening = chat.member('小红', 'g1');
  for (let count = 0; count < 5; count += 1) await evening.says(`第 ${count} 句`);
  await boss.says('活跃时段');
  chat.hears('最近 30 天 21 点最热闹，占 67%：\n08 ▇▇▇▇▇▇ 3\n21 ▇▇▇▇▇▇▇▇▇▇▇▇ 6');
  await boss.whispers('活躍時段！');
  expect(chat.next()).toMatchObject({ to: '@老板', text: expect.stringMatching(/^最近 30 天/) });
  expect(chat.errors).toEqual([]);
});

test('the hours are those of the community’s clock, in the language of who asks', async () => {
  const now = '2026-03-01T07:50:00+08:00';
  const zone = 'Europe/London';
  await using chat = await openChat({ features: [leaderboard], now, zone, language: 'en' });
  const boss = chat.member('老板');
  await boss.becomes('owner');
  await boss.says('/active-hours');
  chat.hears('Busiest at 23:00, with 100% of the messages (days: 30):\n23 ▇▇▇▇▇▇▇▇▇▇▇▇ 1');
});

test('a member is told that it takes a manager', async () => {
  await using group = await open();
  await group.ming.says('活跃时段');
  group.chat.hears('「活跃时段」需要运营权限。');
});
