import { expect, test } from 'vitest';
import { parseDay } from './day.ts';
import { showDay, showMonth, showWeekday } from './day-words.ts';

test.each([
  ['zh-CN', '3月1日', '周日', '2026年3月'],
  ['zh-TW', '3月1日', '週日', '2026年3月'],
  ['en', 'Mar 1', 'Sun', 'Mar 2026'],
] as const)('a date is shown in %s as %s, %s, %s', (...[language, date, weekday, month]) => {
  const day = parseDay('2026-03-01');
  if (day === undefined) throw new Error('not a day');
  expect(showDay(day, language)).toBe(date);
  expect(showWeekday(day, language)).toBe(weekday);
  expect(showMonth(day, language)).toBe(month);
});
