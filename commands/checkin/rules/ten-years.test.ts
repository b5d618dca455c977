/**
 * Ten years of check-ins around midnight, with every change of the clock in them: the streak that
 * the rules tell after each is compared with an oracle that asks `Intl` what the calendar on the
 * wall showed.
 */
import { expect, test } from 'vitest';
import {
  addDays,
  type Day,
  instantOf,
  localDay,
  minuteOfDay,
  parseDay,
  parseZone,
  seededRandom,
  startOfDay,
} from '#kit';
import { type DatedDay, growthBy, showsBeginning, streakAt } from './streak.ts';

const HOUR = 3_600_000;
const FIRST = parseDay('2016-01-01') ?? expect.unreachable();
const YEARS = 10;

/** Half an hour, a quarter, midnight itself: zones that turn their clocks in every way. */
const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
];

test.each(ZONES)('ten years of check-ins in %s make the streaks that the wall shows', (name) => {
  const zone = parseZone(name) ?? expect.unreachable();
  const calendar = { zone, dayStart: minuteOfDay(0) };
  const wall = new Intl.DateTimeFormat('en-CA', { timeZone: name, dateStyle: 'short' });
  const random = seededRandom('ten years', name);
  const newestFirst: DatedDay[] = [];
  const told: string[] = [];
  const expected: string[] = [];
  let streak = 0;
  let last = '';
  for (let number = 0; number < YEARS * 365; number += 1) {
    if (random.int(1, 12) === 1) continue;
    // Within an hour of the day's beginning or end, mostly: that is where mistakes are made.
    const begin = startOfDay(addDays(FIRST, number), calendar);
    const at = instantOf(begin + random.pick([0, 1, HOUR - 1, 22 * HOUR, 23 * HOUR - 1]));
    const shown = wall.format(at);
    streak = dayBefore(shown) === last ? streak + 1 : 1;
    last = shown;
    expected.push(`${shown} ${streak} ${streak}`);

    const today = localDay(at, calendar);
    const { after } = growthBy(today, upTo(today, newestFirst));
    newestFirst.unshift({ day: today, kind: 'own' });
    told.push(`${today} ${after} ${streakAt(today, upTo(today, newestFirst))}`);
  }
  expect(told.length).toBeGreaterThan(3_000);
  expect(told).toEqual(expected);
});

function dayBefore(shown: string): string {
  return new Date(Date.parse(shown) - 24 * HOUR).toISOString().slice(0, 10);
}

/** As the store reads it: page by page, until the beginning of the streak is seen. */
function upTo(today: Day, newestFirst: readonly DatedDay[]): readonly DatedDay[] {
  for (let length = 4; length < newestFirst.length; length *= 4) {
    const page = newestFirst.slice(0, length);
    if (showsBeginning(today, page)) return page;
  }
  return newestFirst;
}
