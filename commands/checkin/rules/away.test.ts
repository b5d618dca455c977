/** Which days break no streak because the bot was away, and what that does to streaks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type Downtime,
  instantOf,
  parseDay,
  parseInstant,
  parseMinuteOfDay,
  parseZone,
} from '#kit';
import { daysAway } from './away.ts';
import { type DatedDay, growthBy, streakAt, withDay } from './streak.ts';

const HOUR = 3_600_000;
const zone = parseZone('Asia/Shanghai') ?? expect.unreachable();

function calendarFrom(dayStart: string) {
  return { zone, dayStart: parseMinuteOfDay(dayStart) ?? expect.unreachable() };
}

function at(text: string) {
  return parseInstant(`2026-03-${text}:00+08:00`) ?? expect.unreachable();
}

function spans(...texts: readonly string[]): readonly Downtime[] {
  return texts.map((text) => {
    const [from = '', to = ''] = text.split(' – ');
    return { from: at(from), to: at(to) };
  });
}

interface Case {
  readonly before?: readonly string[];
  readonly windows?: readonly string[];
  readonly dayStart?: string;
}

function awayOn(text: string, { before = [], windows = [], dayStart = '00:00' }: Case = {}) {
  const [downtime] = spans(text);
  if (!downtime) return expect.unreachable();
  const away = [...spans(...before), downtime];
  const found = daysAway({ downtime, away, calendar: calendarFrom(dayStart) }, { windows });
  return found.map((day) => day.slice(-2)).join(' ');
}

describe('a day without the bot', () => {
  test.each([
    ['03T10:00 – 03T15:59', '', 'less than six hours'],
    ['03T10:00 – 03T16:00', '03', 'six hours'],
    ['03T20:50 – 03T21:09', '', 'nine minutes of the last three hours'],
    ['03T20:50 – 03T21:10', '03', 'ten minutes of them'],
    ['03T23:00 – 04T05:59', '03', 'the end of one day, and less than six hours of the next'],
    ['03T23:00 – 04T06:00', '03 04', 'the end of one day and six hours of the next'],
    ['03T09:00 – 05T02:00', '03 04', 'a day and more'],
  ])('%s: «%s», %s', (downtime, expected) => {
    expect(awayOn(downtime)).toBe(expected);
  });

  test('two downtimes count together, and what they share counts once', () => {
    expect(awayOn('03T14:00 – 03T17:00', { before: ['03T08:00 – 03T11:00'] })).toBe('03');
    expect(awayOn('03T10:00 – 03T13:00', { before: ['03T08:00 – 03T11:00'] })).toBe('');
  });

  test('it ends at the boundary of the community’s day', () => {
    expect(awayOn('03T23:00 – 04T00:30', { dayStart: '04:00' })).toBe('');
    expect(awayOn('04T01:30 – 04T02:30', { dayStart: '04:00' })).toBe('03');
  });

  test.each([
    ['03T07:00 – 03T08:00', '03', 'half of the time'],
    ['03T07:00 – 03T07:50', '', 'less than half'],
    ['03T10:00 – 03T23:59', '', 'the whole day, but when it was closed anyway'],
  ])('where check-in is open from 07:00 to 09:00: %s is «%s», %s', (...[downtime, expected]) => {
    expect(awayOn(downtime, { windows: ['07:00-08:59'] })).toBe(expected);
  });

  test('an opening over midnight is open at both ends of a day', () => {
    expect(awayOn('04T00:00 – 04T02:00', { windows: ['22:00-01:59'] })).toBe('04');
    expect(awayOn('03T22:00 – 04T00:30', { windows: ['22:00-01:59'] })).toBe('03');
  });
});

const first = parseDay('2026-03-01') ?? expect.unreachable();
const histories = fc
  .array(fc.constantFrom('own', 'own', 'own', 'madeUp', 'leave', undefined), {
    minLength: 1,
    maxLength: 40,
  })
  .map((kinds) =>
    kinds
      .flatMap((kind, index): DatedDay[] => (kind ? [{ day: addDays(first, index), kind }] : []))
      .reverse(),
  );

/** As the table is filled: where the streak had come as far as the day before. */
function covered(history: readonly DatedDay[], days: ReturnType<typeof daysAway>) {
  return days.reduce<readonly DatedDay[]>((kept, day) => {
    const isOpen = kept.every((other) => other.day !== day);
    const isAlive = kept.some((other) => other.day === addDays(day, -1));
    return isOpen && isAlive ? withDay({ day, kind: 'away' }, kept) : kept;
  }, history);
}

test('law: made good, a streak is never shorter, and never longer than had there been no downtime', () => {
  const starts = fc.integer({ min: 0, max: 40 * 24 });
  fc.assert(
    fc.property(histories, starts, fc.integer({ min: 1, max: 200 }), (history, start, length) => {
      const from = instantOf(at('01T00:00') + start * HOUR);
      const downtime = { from, to: instantOf(from + length * HOUR) };
      const calendar = calendarFrom('00:00');
      const days = daysAway({ downtime, away: [downtime], calendar }, { windows: [] });
      const after = covered(history, days);
      const checkedIn = days.reduce<readonly DatedDay[]>(
        (all, day) =>
          all.some((other) => other.day === day && other.kind !== 'leave')
            ? all
            : withDay({ day, kind: 'own' }, all),
        history,
      );
      for (let ahead = 0; ahead < 60; ahead += 1) {
        const day = addDays(first, ahead);
        const streak = streakAt(day, after);
        expect(streak).toBeGreaterThanOrEqual(streakAt(day, history));
        expect(streak).toBeLessThanOrEqual(streakAt(day, checkedIn));
        if (after.some((other) => other.day === day && other.kind !== 'away')) continue;
        // The next check-in adds one day, however many days were bridged.
        const grown = growthBy(day, after);
        expect(grown.after).toBeLessThanOrEqual(growthBy(day, checkedIn).after);
      }
    }),
    { seed: 5, numRuns: 150 },
  );
});
