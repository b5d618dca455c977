/** What a member is shown: the calendar, the boards, the rules and the profile. */
import { expect, test } from 'vitest';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { leaderboard } from '../leaderboard/index.ts';
import { checkin } from './index.ts';

const features = [checkin, leaderboard];
const settings = { 'checkin.makeUp': { price: 0 } };

/** Two weeks of a member's life, ended on Saturday, 14 March, with a leave ahead. */
async function twoWeeks(chat: Chat) {
  const ming = chat.member('小明');
  for (let day = 1; day <= 14; day += 1) {
    if (![4, 9, 10].includes(day)) await ming.says('签到');
    if (day === 6) await ming.says('补签 3-4');
    if (day === 8) await ming.says('请假 1');
    if (day < 14) await chat.advance({ days: 1 });
  }
  await ming.says('请假 2');
  // So that the questions of the test do not look like a flood.
  await chat.advance({ minutes: 1 });
  chat.rest();
  return ming;
}

test('the calendar shows a month in rows, and what it adds up to', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await twoWeeks(chat);
  await ming.says('签到日历');
  chat.hears(
    [
      '小明 · 2026年3月',
      '　 一 二 三 四 五 六 日',
      '01 　 　 　 　 　 　 ✓',
      '02 ✓  ✓  补 ✓  ✓  ✓  ✓',
      '09 假 ・ ✓  ✓  ✓  ✓  假',
      '16 假',
      '签到 11 天，补签 1 天，请假 3 天',
      '连续 4 天，累计 12 天；再连续 3 天得 20 积分和 1 张补签卡',
    ].join('\n'),
  );
  await ming.says('签到日历 2月');
  expect(chat.next().text.split('\n')).toEqual([
    '小明 · 2026年2月',
    '签到 0 天，补签 0 天，请假 0 天',
    '连续 4 天，累计 12 天；再连续 3 天得 20 积分和 1 张补签卡',
  ]);
  await ming.says('签到日历 13');
  chat.hears('没有这个月，请写成 2026-03 或 3月。');
  await ming.whispers('签到日历');
  expect(chat.next().to).toBe('@小明');
});

test('all signs of the calendar are as wide as a Chinese character', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await twoWeeks(chat);
  await ming.says('签到日历');
  const rows = chat.next().text.split('\n').slice(1, 5);
  const widths = rows.map((row) =>
    [...row].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 2 : 1), 0),
  );
  expect(Math.max(...widths)).toBe(2 + 7 * 3);
  expect(rows.map((row) => row.slice(0, 3))).toEqual(['　 一', '01 ', '02 ', '09 ']);
});

test('the calendar in Taiwan and in English', async () => {
  await using taiwan = await openChat({ features, settings, language: 'zh-TW' });
  await (await twoWeeks(taiwan)).says('簽到日曆');
  expect(taiwan.next().text.split('\n').slice(-2)).toEqual([
    '簽到 11 天，補簽 1 天，請假 3 天',
    '連續 4 天，累計 12 天；再連續 3 天得 20 點和 1 張補簽卡',
  ]);
  await using english = await openChat({ features, settings, language: 'en' });
  await (await twoWeeks(english)).says('checkin-calendar');
  english.hears(
    [
      '小明 · Mar 2026',
      '   M  T  W  T  F  S  S',
      '01                   ✓',
      '02 ✓  ✓  +  ✓  ✓  ✓  ✓',
      '09 ~  ·  ✓  ✓  ✓  ✓  ~',
      '16 ~',
      '✓ checked in 11, + made up 1, ~ on leave 3',
      'streak 4, 12 days in all; 3 more in a row for 20 points and 1 make-up card',
    ].join('\n'),
  );
});

test('the board shows the order of today', async () => {
  await using chat = await openChat({ features });
  const names = Array.from({ length: 12 }, (_, index) => `群友${index + 1}`);
  await chat.member('小明').says('签到榜');
  chat.hears('今天还没有人签到，来当第 1 位吧。');
  for (const name of names) {
    await chat.advance({ minutes: 1 });
    await chat.member(name).says('签到');
  }
  chat.rest();
  await chat.member('小明').says('签到榜');
  const shown = chat.next().text.split('\n');
  expect(shown.slice(0, 3)).toEqual(['今日签到 12 人', '1. 群友1 09:01', '2. 群友2 09:02']);
  expect(shown.slice(-2)).toEqual(['10. 群友10 09:10', '你今天还没签到。']);
  await chat.member('群友12').says('签到榜');
  expect(chat.next().text.split('\n').at(-1)).toBe('你：第 12 位，09:12');
  await chat.member('群友1').leaves();
  const hidden = await chat.idOf(chat.member('群友2'));
  await chat.app.store.write(chat.now(), (tx) => tx.people.setHidden(hidden, true));
  await chat.member('群友3').says('签到榜 今天');
  expect(chat.next().text.split('\n').slice(0, 2)).toEqual(['今日签到 12 人', '3. 群友3 09:03']);
});

test('one who hid reads the own place below the list', async () => {
  await using chat = await openChat({ features });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  for (const member of [ming, hong]) await member.says('签到');
  const id = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), (tx) => tx.people.setHidden(id, true));
  chat.rest();
  await ming.says('签到榜');
  chat.hears('今日签到 2 人\n2. 小红 09:00\n你：第 1 位，09:00');
  await hong.says('签到榜');
  chat.hears('今日签到 2 人\n2. 小红 09:00');
});

test('no gap is shown where the neighbours follow the first ten at once', async () => {
  await using chat = await openChat({ features });
  for (let index = 1; index <= 13; index += 1) {
    await chat.member(`群友${index}`).says('签到');
    await chat.advance({ minutes: 1 });
  }
  chat.rest();
  await chat.member('群友13').says('签到榜 周');
  expect(chat.next().text.split('\n').slice(-4)).toEqual([
    '1. 1 · 群友11',
    '1. 1 · 群友12',
    '1. 1 · 群友13 ← 你',
    '共 13 人上榜',
  ]);
});

test('a newcomer has missed nothing: the days before are blank', async () => {
  await using chat = await openChat({ features, now: '2026-03-11T09:00:00+08:00' });
  const hong = chat.member('小红');
  await hong.says('大家好');
  await chat.at('2026-03-13T09:00:00+08:00');
  await hong.says('签到');
  chat.rest();
  await hong.says('签到日历');
  expect(chat.next().text.split('\n').slice(1, -2)).toEqual([
    '　 一 二 三 四 五 六 日',
    '09 　 　 ・ ・ ✓',
  ]);
});

test('the boards of week, month and all time count days, and leave is none', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await twoWeeks(chat);
  await chat.member('小红').says('签到');
  chat.rest();
  await ming.says('签到榜 周');
  chat.hears('签到榜 · 本周\n1. 4 · 小明 ← 你\n2. 1 · 小红\n共 2 人上榜');
  await ming.says('签到榜 月');
  chat.hears('签到榜 · 本月\n1. 12 · 小明 ← 你\n2. 1 · 小红\n共 2 人上榜');
  await ming.says('簽到榜 總');
  chat.hears('签到榜 · 总榜\n1. 12 · 小明 ← 你\n2. 1 · 小红\n共 2 人上榜');
  await ming.says('签到榜 年');
  chat.hears('「年」我看不懂。\n用法：签到榜 [今日|本周|本月|总]');
  await ming.says('签到榜 好看吗');
  chat.hearsNothing();
});

test('one who is far from the top is shown with the neighbours', async () => {
  await using chat = await openChat({ features });
  for (const index of Array.from({ length: 15 }, (_, number) => number + 1)) {
    await chat.advance({ minutes: 1 });
    await chat.member(`群友${index}`).says('签到');
  }
  await chat.advance({ days: 1 });
  for (const index of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    await chat.advance({ minutes: 1 });
    await chat.member(`群友${index}`).says('签到');
  }
  chat.rest();
  await chat.member('群友15').says('签到榜 总');
  expect(chat.next().text.split('\n').slice(-4)).toEqual([
    '13. 1 · 群友13',
    '13. 1 · 群友14',
    '13. 1 · 群友15 ← 你',
    '共 15 人上榜',
  ]);
});

test.each([
  [
    'zh-TW',
    ['今天還沒有人簽到，來當第 1 位吧。', '今日簽到 1 人\n1. 小明 09:00\n你今天還沒簽到。'],
    '簽到榜 · 本週\n1. 1 · 小明\n共 1 人上榜\n你還沒有上榜，加油。',
    '簽到榜 · 總榜\n還沒有人上榜。\n你還沒有上榜，加油。',
  ],
  [
    'en',
    [
      'Nobody is in yet today. Be the first!',
      '1 check-in today\n1. 小明 09:00\nYou are not in yet today.',
    ],
    'Check-ins · this week\n1. 1 · 小明\n1 member has a place\nYou have no place yet. It is open.',
    'Check-ins · all time\nNobody has a place yet.\nYou have no place yet. It is open.',
  ],
] as const)('the boards in %s', async (...[language, today, week, nobody]) => {
  await using chat = await openChat({ features, language });
  const hong = chat.member('小红');
  await hong.says('签到榜');
  chat.hears(today[0]);
  await hong.says('签到榜 总');
  chat.hears(nobody);
  await chat.member('小明').says('签到');
  chat.next();
  await hong.says('签到榜');
  chat.hears(today[1]);
  await hong.says('签到榜 周');
  chat.hears(week);
});
