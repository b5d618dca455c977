import { describe, expect, test } from 'vitest';
import { parseDay } from '#kit';
import { dayMeant, monthMeant, parseTypedDay, parseTypedMonth } from './typed-day.ts';

const today = parseDay('2026-03-05') ?? expect.unreachable();

function dayFrom(text: string) {
  const typed = parseTypedDay(text);
  return typed && dayMeant(typed, today);
}

function monthFrom(text: string) {
  const typed = parseTypedMonth(text);
  return typed && monthMeant(typed, today);
}

describe('a day', () => {
  test.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['3-1', '2026-03-01'],
    ['３-１', '2026-03-01'],
    ['3/1', '2026-03-01'],
    ['3月1日', '2026-03-01'],
    ['3月1号', '2026-03-01'],
    ['3月1號', '2026-03-01'],
    ['昨天', '2026-03-04'],
    ['昨日', '2026-03-04'],
    ['Yesterday', '2026-03-04'],
    ['前天', '2026-03-03'],
    ['今天', '2026-03-05'],
    ['12-31', '2025-12-31'],
    ['2-29', undefined],
    ['2024-2-29', '2024-02-29'],
    ['2-30', undefined],
    ['13-1', undefined],
    ['2026-3', undefined],
    ['三月一日', undefined],
    ['明天', undefined],
    ['1', undefined],
  ])('«%s» means %s', (text, day) => {
    expect(dayFrom(text)).toBe(day);
  });
});

describe('a month', () => {
  test.each([
    ['2026-02', '2026-02-01'],
    ['2026年2月', '2026-02-01'],
    ['2', '2026-02-01'],
    ['2月', '2026-02-01'],
    ['3', '2026-03-01'],
    ['12', '2025-12-01'],
    ['本月', '2026-03-01'],
    ['上月', '2026-02-01'],
    ['上个月', '2026-02-01'],
    ['上個月', '2026-02-01'],
    ['last', '2026-02-01'],
    ['13', undefined],
    ['0', undefined],
    ['下月', undefined],
  ])('«%s» means %s', (text, first) => {
    expect(monthFrom(text)).toBe(first);
  });
});
