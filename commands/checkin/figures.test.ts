/**
 * What others read: the export, the columns among the members, personal data, rules and profile.
 */
import { expect, test } from 'vitest';
import { parseDay } from '#kit';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { forgettingIn } from '../../src/testing/forgetting.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { leaderboard } from '../leaderboard/index.ts';
import { points } from '../points/index.ts';
import { self } from '../self/index.ts';
import { checkin } from './index.ts';

const features = [checkin, points, leaderboard, self];
const settings = { 'checkin.makeUp': { price: 0 } };
const START = '2026-03-01T09:00:00+08:00';
const HOURS_24 = 86_400_000;

/**
 * 小明: 1–6 March without the 4th, which is made up on the 6th; leave on the 7th, back on the 8th.
 */
async function aWeek(chat: Chat) {
  const ming = chat.member('小明');
  for (let day = 1; day <= 8; day += 1) {
    if (![4, 7].includes(day)) await ming.says('签到');
    if (day === 2) await chat.member('小红').says('签到');
    if (day === 6) await ming.says('补签 3-4');
    if (day === 6) await ming.says('请假 1');
    if (day < 8) await chat.advance({ days: 1 });
  }
  chat.rest();
  return ming;
}

test('the export has a row for each covered day, in the columns that are published', async () => {
  await using chat = await openChat({ features, settings });
  await aWeek(chat);
  const rows = exportedRows(chat, { what: 'checkins' });
  expect(Object.keys(rows[0] ?? {})).toEqual(
    'day community memberId platform accountId name at kind streak points'.split(' '),
  );
  expect(rows[0]).toEqual({
    day: '2026-03-01',
    community: 'c1',
    memberId: 1,
    platform: 'sandbox',
    accountId: '小明',
    name: '小明',
    at: Date.parse(START),
    kind: 'own',
    streak: 1,
    points: 5,
  });
  expect(
    rows.map(({ day, name, kind, streak, points }) => [day, name, kind, streak, points]),
  ).toEqual([
    ['2026-03-01', '小明', 'own', 1, 5],
    ['2026-03-02', '小明', 'own', 2, 5],
    ['2026-03-03', '小明', 'own', 3, 5],
    ['2026-03-04', '小明', 'madeUp', 4, 0],
    ['2026-03-05', '小明', 'own', 5, 5],
    ['2026-03-06', '小明', 'own', 6, 5],
    ['2026-03-07', '小明', 'leave', 6, 0],
    ['2026-03-08', '小明', 'own', 7, 25],
    ['2026-03-02', '小红', 'own', 1, 5],
  ]);
  const madeUp = rows.find(({ kind }) => kind === 'madeUp');
  expect(madeUp?.at).toBe(Date.parse(START) + 5 * HOURS_24);
});

test('part of the export knows the streak of the whole', async () => {
  await using chat = await openChat({ features, settings });
  await aWeek(chat);
  const from = parseDay('2026-03-03') ?? expect.unreachable();
  const to = parseDay('2026-03-04') ?? expect.unreachable();
  const rows = exportedRows(chat, { what: 'checkins', from, to });
  expect(rows.map(({ day, streak }) => [day, streak])).toEqual([
    ['2026-03-03', 3],
    ['2026-03-04', 4],
  ]);
});

test('the export of members says how many days, and which streaks', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await aWeek(chat);
  const figures = () =>
    exportedRows(chat, { what: 'members' }).map(({ name, checkIns, streak, longestStreak }) => [
      name,
      checkIns,
      streak,
      longestStreak,
    ]);
  expect(figures()).toEqual([
    ['小明', 7, 7, 7],
    ['小红', 1, 0, 1],
  ]);
  await ming.says('请假 2');
  await chat.advance({ days: 4 });
  await chat.member('小红').says('签到');
  expect(figures()).toEqual([
    ['小明', 7, 0, 7],
    ['小红', 2, 1, 1],
  ]);
});

test('one who is forgotten leaves days without a name, and nothing else', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await aWeek(chat);
  const member = await chat.idOf(ming);
  const known = await checkin.personal?.export(chat.app.store.reader, member);
  expect(known).toMatchObject({ days: { length: 8 }, makeUpCards: { length: 1 } });
  await chat.app.store.write(chat.now(), async (tx) => {
    await checkin.personal?.erase(forgettingIn(tx), member);
    await tx.people.erase(member);
  });
  const rows = exportedRows(chat, { what: 'checkins' }).filter(({ memberId }) => memberId === 1);
  expect(rows.map(({ kind }) => kind)).not.toContain('leave');
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['']));
  expect(await checkin.personal?.export(chat.app.store.reader, member)).toMatchObject({
    makeUpCards: [],
  });
  await chat.member('小红').says('签到榜 总');
  chat.hears('签到榜 · 总榜\n1. 1 · 小红 ← 你\n共 1 人上榜');
});

test('the profile shows streak, days and cards', async () => {
  await using chat = await openChat({ features, settings });
  const ming = await aWeek(chat);
  await ming.says('我的');
  expect(chat.next().text.split('\n')).toContain('连续签到 7 天，累计 7 天；补签卡 1 张');
});

test.each([
  ['zh-TW', '連續簽到 7 天，累計 7 天；補簽卡 1 張'],
  ['en', 'Streak 7, 7 days in all; make-up cards: 1'],
] as const)('the profile in %s', async (language, line) => {
  await using chat = await openChat({ features, settings, language });
  const ming = await aWeek(chat);
  await ming.says('我的');
  expect(chat.next().text.split('\n')).toContain(line);
});

test('the first day in English is «1 day in all», not «1 days»', async () => {
  const oneOfAll = { 'checkin.totals': [{ days: 1, points: 1 }], 'checkin.leave': { perMonth: 1 } };
  await using chat = await openChat({ features, settings: oneOfAll, language: 'en' });
  const ming = chat.member('Ming');
  await ming.says('checkin');
  expect(chat.next().text).toBe(
    'Checked in, +5! No. 1 today, streak 1.\n1 day in all: 1 point more!',
  );
  await ming.says('profile');
  expect(chat.next().text).toContain('Streak 1, 1 day in all; make-up cards: 0');
  await ming.says('points-rules');
  expect(chat.next().text).toContain('Leave: up to 7 days at once, 1 day a month;');
});

test('the rules card says what the settings say', async () => {
  await using chat = await openChat({ features });
  await chat.member('小明').says('积分规则');
  expect(chat.next().text.split('\n').slice(1, 7)).toEqual([
    '签到：每天 +5',
    '连续签到 7 天：20 积分和 1 张补签卡',
    '连续签到 30 天：100 积分和 3 张补签卡',
    '累计签到 100 天：200 积分',
    '补签：最近 7 天，每月 3 次，用 1 张补签卡或 20 积分',
    '请假：一次最多 7 天，每月最多 7 天，连续签到不断',
  ]);
});

test.each([
  ['zh-TW', ['簽到：每天 +1 到 4', '簽到時間：06:00-09:00、18:00-20:00', '連續簽到 3 天：9 點']],
  [
    'en',
    ['Check-in: +1 to 4 a day', 'Open: 06:00-09:00, 18:00-20:00', '3 days in a row: 9 points'],
  ],
] as const)('the rules card in %s leaves out what is switched off', async (language, lines) => {
  const other = {
    'checkin.points': 1,
    'checkin.randomExtra': 3,
    'checkin.windows': ['06:00-09:00', '18:00-20:00'],
    'checkin.milestones': [{ streak: 3, points: 9 }],
    'checkin.totals': [],
    'checkin.cycle': 'week',
    'checkin.makeUp': { perMonth: 0 },
    'checkin.leave': { perMonth: 0 },
  };
  await using chat = await openChat({ features, settings: other, language });
  await chat.member('小明').says('积分规则');
  const week = {
    'zh-TW': '連續簽到的獎勵每週一重新起算',
    en: 'Streaks for bonuses begin anew on Mondays',
  };
  const shown = chat.next().text.split('\n');
  expect(shown.slice(1, 5)).toEqual([...lines, week[language]]);
  expect(shown.join()).not.toMatch(/補簽|Make-up|請假|Leave/);
});
