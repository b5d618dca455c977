import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Instant,
  instantOf,
  minuteOfDay,
  nextDailySlot,
  parseDay,
  parseInstant,
  parseZone,
} from '#kit';
import { decideDue } from '../sending/due.ts';
import { loadAlmanac } from './almanac.ts';
import { nextSlot, nextSlots } from './slots.ts';
import type { When } from './when.ts';

const at = (text: string): Instant => parseInstant(text) ?? expect.unreachable();
const zoneOf = (name: string) => parseZone(name) ?? expect.unreachable();
const shanghai = zoneOf('Asia/Shanghai');
const daily = (minute: number): When => ({
  kind: 'days',
  days: { on: 'every' },
  minutes: [minuteOfDay(minute)],
});

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana']
  .concat(['Pacific/Apia', 'America/Nuuk', 'Africa/Casablanca', 'America/Santiago'])
  .map(zoneOf);

test('every day is once a local day, whatever the clocks of the zone do', () => {
  const since = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2035, 0) }).map(instantOf);
  const minute = fc.integer({ min: 0, max: 1_439 });
  fc.assert(
    fc.property(since, minute, fc.constantFrom(...ZONES), (from, when, zone) => {
      const expected = nextDailySlot(from, { minute: minuteOfDay(when), zone });
      const slot = nextSlot(daily(when), from, { zone });
      expect(slot?.at).toBe(expected.at);
      expect(slot?.name.slice(0, 10)).toBe(expected.day);
    }),
    { numRuns: 2_000 },
  );
});

/** Published by the Hong Kong Observatory: 春节 and 中秋节. */
const FESTIVALS = [
  ['2020-01-25', '2020-10-01'],
  ['2021-02-12', '2021-09-21'],
  ['2022-02-01', '2022-09-10'],
  ['2023-01-22', '2023-09-29'],
  ['2024-02-10', '2024-09-17'],
  ['2025-01-29', '2025-10-06'],
  ['2026-02-17', '2026-09-25'],
  ['2027-02-06', '2027-09-15'],
  ['2028-01-26', '2028-10-03'],
  ['2029-02-13', '2029-09-22'],
  ['2030-02-03', '2030-09-12'],
  ['2031-01-23', '2031-10-01'],
  ['2032-02-11', '2032-09-19'],
  ['2033-01-31', '2033-09-08'],
  ['2034-02-19', '2034-09-27'],
  ['2035-02-08', '2035-09-16'],
] as const;

test.each(FESTIVALS)('Spring Festival is on %s and Mid-Autumn on %s', async (spring, autumn) => {
  const calendars = { zone: shanghai, almanac: await loadAlmanac() };
  const newYear = at(`${spring.slice(0, 4)}-01-01T00:00:00+08:00`);
  const first = (days: (When & { kind: 'days' })['days']) => {
    const when: When = { kind: 'days', days, minutes: [minuteOfDay(720)] };
    return nextSlot(when, newYear, calendars)?.name;
  };
  expect(first({ on: 'festival', name: '春节' })).toBe(`${spring} 12:00`);
  expect(first({ on: 'lunar', month: 1, day: 1 })).toBe(`${spring} 12:00`);
  expect(first({ on: 'festival', name: '中秋节' })).toBe(`${autumn} 12:00`);
  expect(first({ on: 'lunar', month: 8, day: 15 })).toBe(`${autumn} 12:00`);
});

/** Qingming and the Dragon Boat Festival as they are published, month and day. */
const SPRING_AND_SUMMER = {
  清明节: [
    '04-04',
    '04-04',
    '04-05',
    '04-05',
    '04-04',
    '04-04',
    '04-05',
    '04-05',
    '04-04',
    '04-04',
  ].concat(['04-05', '04-05', '04-04', '04-04', '04-05', '04-05']),
  端午节: [
    '06-25',
    '06-14',
    '06-03',
    '06-22',
    '06-10',
    '05-31',
    '06-19',
    '06-09',
    '05-28',
    '06-16',
  ].concat(['06-05', '06-24', '06-12', '06-01', '06-20', '06-10']),
};

test.each(Object.entries(SPRING_AND_SUMMER))(
  '%s comes each year from 2020 to 2035',
  async (name, days) => {
    const calendars = { zone: shanghai, almanac: await loadAlmanac() };
    const when: When = {
      kind: 'days',
      days: { on: 'festival', name },
      minutes: [minuteOfDay(720)],
    };
    const slots = nextSlots(when, { since: at('2020-01-01T00:00:00+08:00'), count: 16 }, calendars);
    // In 2030 Qingming is on the third of the third month, which has a festival of its own.
    expect(slots.map((slot) => slot.name)).toEqual(
      days.map((day, index) => `${2020 + index}-${day} 12:00`),
    );
  },
);

test('make-up work days are worked, and holidays are not', async () => {
  const almanac = await loadAlmanac();
  const isWorkday = (text: string) => almanac.isWorkday(parseDay(text) ?? expect.unreachable());
  expect(['2026-10-10', '2026-02-14', '2026-11-26'].map(isWorkday)).toEqual([true, true, true]);
  expect(['2026-10-01', '2026-11-28'].map(isWorkday)).toEqual([false, false]);
});

describe('after an outage', () => {
  const start = at('2026-11-26T09:00:00+08:00');
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  const rules = {
    once: {
      kind: 'once',
      day: parseDay('2026-11-26') ?? expect.unreachable(),
      minute: minuteOfDay(540),
    },
    tenMinutes: { kind: 'span', minutes: 10, from: start - 10 * MINUTE },
    hourly: { kind: 'span', minutes: 60, from: start - HOUR },
    daily: daily(540),
    weekly: { kind: 'days', days: { on: 'weekdays', weekdays: [4] }, minutes: [minuteOfDay(540)] },
  } as const satisfies Record<string, When>;

  test.for([
    ['once', MINUTE, 'onTime', 0],
    ['once', 20 * MINUTE, 'late', 0],
    ['once', HOUR, 'missed', 0],
    ['tenMinutes', MINUTE, 'onTime', 0],
    ['tenMinutes', HOUR, 'onTime', 6],
    ['tenMinutes', 25 * HOUR, 'onTime', 150],
    ['tenMinutes', 8 * DAY, 'onTime', 1_152],
    ['hourly', MINUTE, 'onTime', 0],
    ['hourly', HOUR + 5 * MINUTE, 'late', 1],
    ['hourly', 25 * HOUR, 'onTime', 25],
    ['hourly', 8 * DAY, 'onTime', 192],
    ['daily', MINUTE, 'onTime', 0],
    ['daily', HOUR, 'late', 0],
    ['daily', 3 * HOUR, 'missed', 0],
    ['daily', 25 * HOUR, 'late', 1],
    ['daily', 8 * DAY, 'onTime', 8],
    ['weekly', HOUR, 'late', 0],
    ['weekly', 25 * HOUR, 'missed', 0],
    ['weekly', 8 * DAY, 'missed', 1],
  ] as const)('%s, %d ms later: %s, and %d before it left out', ([rule, ms, outcome, leftOut]) => {
    const slot = { name: '2026-11-26 09:00', at: start };
    const now = instantOf(start + ms);
    const decision = decideDue(rules[rule], { slot, now }, { zone: shanghai });
    expect(decision).toMatchObject({ outcome, leftOut });
    expect(decision.slot.at).toBeLessThanOrEqual(now);
    if (decision.next) expect(decision.next.at).toBeGreaterThan(now);
  });
});
