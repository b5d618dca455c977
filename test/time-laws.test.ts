/**
 * Laws of time: what holds in every zone, for every day boundary, in every year. The firings of
 * daily rules are compared with an oracle in another language (test/oracle/daily.py).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  addDays,
  type Calendar,
  type DailyRule,
  type Day,
  dayFromNumber,
  dayNumber,
  daysBetween,
  endOfDay,
  formatInstant,
  formatMinuteOfDay,
  type Instant,
  instantAt,
  instantOf,
  localDay,
  type MinuteOfDay,
  minuteOfDay,
  monthOf,
  nextDaily,
  nextDailySlot,
  offsetAt,
  parseDay,
  parseInstant,
  parseMinuteOfDay,
  parseZone,
  startOfDay,
  weekdayOf,
  weekOf,
  type Zone,
} from '#kit';
import { remember } from '../src/kit/memo.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function zoneOf(name: string): Zone {
  return parseZone(name) ?? expect.unreachable(`no zone: ${name}`);
}
function dayOf(text: string): Day {
  return parseDay(text) ?? expect.unreachable(`no day: ${text}`);
}
function minuteFrom(text: string): MinuteOfDay {
  return parseMinuteOfDay(text) ?? expect.unreachable(`no time of day: ${text}`);
}

const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone').map(zoneOf));
const anyMinute = fc.integer({ min: 0, max: 1439 }).map(minuteOfDay);
const anyDay = fc
  .integer({ min: dayNumber(dayOf('1850-01-01')), max: dayNumber(dayOf('2100-12-31')) })
  .map(dayFromNumber);
const anyInstant = fc
  .integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 11, 31) })
  .map(instantOf);
const anyRule: fc.Arbitrary<DailyRule> = fc.record({ minute: anyMinute, zone: anyZone });
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({ zone: anyZone, dayStart: anyMinute });

/** What the clock of a zone shows, as ms since 1970 in its own terms, straight from `Intl`. */
function wallFromIntl(format: Intl.DateTimeFormat, ms: number): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
    format.format(ms).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % SECOND) + SECOND) % SECOND);
}

const clockOf = remember(500, (zone: string) => {
  const two = '2-digit';
  const date = { year: 'numeric', month: two, day: two } as const;
  const time = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, ...date, ...time });
});

describe('dates', () => {
  test('and numbers lead to each other, one by one, as in UTC', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        const later = addDays(day, count);
        expect(daysBetween(day, later)).toBe(count);
        expect(later).toBe(new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10));
        expect(parseDay(later)).toBe(later);
      }),
    );
  });

  test('lie in their own week and month, which begin and end where they should', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const week = weekOf(day);
        expect([weekdayOf(week.from), weekdayOf(week.to)]).toEqual([1, 7]);
        expect(week.from <= day && day <= week.to && daysBetween(week.from, week.to) === 6).toBe(
          true,
        );
        const month = monthOf(day);
        expect([month.from, month.to].map((end) => end.slice(0, 7))).toEqual([
          day.slice(0, 7),
          day.slice(0, 7),
        ]);
        expect([month.from, addDays(month.to, 1)].map((end) => end.slice(8))).toEqual(['01', '01']);
      }),
    );
  });

  test('and times that were written are read as the same', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (minute, ms) => {
        expect(parseMinuteOfDay(formatMinuteOfDay(minute))).toBe(minute);
        expect(parseInstant(formatInstant(instantOf(ms)))).toBe(ms);
      }),
    );
  });

  test('are read from a text only if the calendar has them', () => {
    const digits = (most: number, width: number) =>
      fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(width, '0'));
    const anyForm = fc.record({ year: digits(9999, 4), month: digits(13, 2), date: digits(32, 2) });
    fc.assert(
      fc.property(anyForm, ({ year, month, date }) => {
        const real = new Date(0);
        real.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
        const exists =
          real.getUTCMonth() === Number(month) - 1 && Number(date) === real.getUTCDate();
        expect(parseDay(`${year}-${month}-${date}`) !== undefined).toBe(exists);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('offsets', () => {
  test('are what the clock of Intl shows, to the second, in every zone', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        expect(instant + offsetAt(zone, instant)).toBe(wallFromIntl(clockOf(zone), instant));
      }),
      { numRuns: 500 },
    );
  });

  test('do not depend on what was asked before, nor on how much', () => {
    const zone = zoneOf('America/New_York');
    const days = Array.from({ length: 1500 }, (_, n) => instantOf(Date.UTC(2024, 0, 1 + n, 6, 30)));
    const first = days.map((instant) => offsetAt(zone, instant));
    expect(days.toReversed().map((instant) => offsetAt(zone, instant))).toEqual(first.toReversed());
    const clock = clockOf(zone);
    expect(first).toEqual(days.map((instant) => wallFromIntl(clock, instant) - instant));
  });
});

describe('wall times', () => {
  test('are reached at the first instant that shows them or a later one', () => {
    fc.assert(
      fc.property(anyDay, anyRule, (day, { minute, zone }) => {
        const wall = dayNumber(day) * DAY + minute * MINUTE;
        const at = instantAt(day, minute, zone);
        const clock = clockOf(zone);
        expect(wallFromIntl(clock, at)).toBeGreaterThanOrEqual(wall);
        expect(wallFromIntl(clock, at - 1)).toBeLessThan(wall);
        for (let before = at - 30 * MINUTE; before > at - DAY; before -= 30 * MINUTE) {
          expect(wallFromIntl(clock, before)).toBeLessThan(wall);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the days of a community', () => {
  test('hold every instant exactly once', () => {
    fc.assert(
      fc.property(anyInstant, anyCalendar, (instant, calendar) => {
        const day = localDay(instant, calendar);
        expect(startOfDay(day, calendar)).toBeLessThanOrEqual(instant);
        expect(endOfDay(day, calendar)).toBeGreaterThan(instant);
        expect(endOfDay(day, calendar)).toBe(startOfDay(addDays(day, 1), calendar));
      }),
      { numRuns: 500 },
    );
  });

  test('follow one another for ten years, whenever they begin, where clocks turn at night', () => {
    const starts = ['00:00', '00:30', '04:00'].map(minuteFrom);
    for (const name of ['America/Havana', 'Asia/Gaza', 'Africa/Casablanca', 'America/Nuuk']) {
      const calendars = starts.map((dayStart) => ({ zone: zoneOf(name), dayStart }));
      for (let day = dayOf('2020-01-01'); day < '2030-01-01'; day = addDays(day, 1)) {
        const expected = `${day} ${day} ${addDays(day, 1)}`;
        const wrong = calendars.filter((calendar) => daysAtEdges(day, calendar) !== expected);
        if (wrong.length > 0) expect.unreachable(`${day} ${JSON.stringify(wrong)}`);
      }
    }
  });
});

/** The days of a day's first instant, its last, and the one that follows. */
function daysAtEdges(day: Day, calendar: Calendar): string {
  const end = endOfDay(day, calendar);
  const edges = [startOfDay(day, calendar), instantOf(end - 1), end];
  return edges.map((instant) => localDay(instant, calendar)).join(' ');
}

const twentyZones = `
  Australia/Lord_Howe Pacific/Chatham America/Havana America/Santiago Africa/Casablanca Asia/Gaza
  America/Sao_Paulo Asia/Tehran Europe/London Europe/Dublin America/New_York America/St_Johns
  Asia/Beirut Africa/Cairo America/Asuncion Antarctica/Troll Pacific/Apia Asia/Amman Asia/Kolkata
  Asia/Shanghai`
  .trim()
  .split(/\s+/);

describe('a daily rule', () => {
  test('fires once for each of the 7,670 days of 2015–2035, in twenty zones', () => {
    const walls = ['00:00', '00:30', '01:30', '02:30', '23:30'].map(minuteFrom);
    for (const [index, name] of twentyZones.entries()) {
      const rule = { zone: zoneOf(name), minute: walls[index % walls.length] ?? minuteOfDay(0) };
      const count = firingsOnConsecutiveDays({ ...rule, from: '2015-01-01', until: '2036-01-01' });
      expect([name, count]).toEqual([name, 7670]);
    }
  });

  test('is asked at any instant and gives the first firing that follows', () => {
    fc.assert(
      fc.property(anyInstant, anyRule, (instant, { minute, zone }) => {
        const slot = nextDailySlot(instant, { minute, zone });
        expect(slot.at).toBe(nextDaily(instant, minute, zone));
        expect(slot.at).toBeGreaterThan(instant);
        expect(slot.at).toBe(instantAt(slot.day, minute, zone));
        expect(instantAt(addDays(slot.day, -1), minute, zone)).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 500 },
    );
  });
});

interface Walk {
  readonly zone: Zone;
  readonly minute: MinuteOfDay;
  readonly from: string;
  readonly until: string;
}

/** Walks from firing to firing and counts those whose day is the one after the last. */
function firingsOnConsecutiveDays({ from, until, ...rule }: Walk): number {
  let expected = dayOf(from);
  let slot = nextDailySlot(instantOf(instantAt(expected, rule.minute, rule.zone) - 1), rule);
  let count = 0;
  while (slot.day < until && slot.day === expected) {
    count += 1;
    expected = addDays(expected, 1);
    slot = nextDailySlot(slot.at, rule);
  }
  return count;
}

const seconds = z.number().int();
const windowSchema = z.object({
  zone: z.string().transform(zoneOf),
  start: seconds,
  end: seconds,
  offset: seconds,
  turns: z.array(z.tuple([seconds, seconds])),
  days: z.array(z.string().transform(dayOf)),
  firings: z.record(z.string(), z.array(seconds.transform((at) => instantOf(at * SECOND)))),
});
const oracleSchema = z.object({ version: z.string(), windows: z.array(windowSchema) });
type Window = z.infer<typeof windowSchema>;
type Firing = { zone: Zone; minute: MinuteOfDay; day: Day; at: Instant };

const THREE_HOURS = 3 * 3600;

/** Runs the oracle. @returns undefined only where there is no python3. */
function askOracle(): z.infer<typeof oracleSchema> | undefined {
  const script = fileURLToPath(new URL('oracle/daily.py', import.meta.url));
  const run = spawnSync('python3', [script], { encoding: 'utf8', maxBuffer: 100_000_000 });
  if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT')
    return undefined;
  expect(run.stderr).toBe('');
  return oracleSchema.parse(JSON.parse(run.stdout));
}

/**
 * Whether `Intl` and the oracle have the same zone data for a window. It asks `Intl` itself, lest a
 * fault of ours pass for other data: on both sides of each turn that the oracle knows, and every
 * three hours, which finds any other, for turns lie days apart.
 */
function hasSameData({ zone, start, end, offset, turns }: Window): boolean {
  const clock = clockOf(zone);
  const instants = turns.flatMap(([at]) => [at - 1, at]);
  for (let at = start; at <= end; at += THREE_HOURS) instants.push(at);
  return instants.every((at) => {
    const [, known] = turns.findLast(([turn]) => turn <= at) ?? [start, offset];
    return wallFromIntl(clock, at * SECOND) === (at + known) * SECOND;
  });
}

function zonesOf(windows: readonly Window[]): Set<Zone> {
  return new Set(windows.map((window) => window.zone));
}

function firingsOf({ zone, days, firings }: Window): Firing[][] {
  return Object.entries(firings).map(([wall, instants]) =>
    instants.map((at, n) => ({ zone, minute: minuteFrom(wall), day: days[n] ?? dayOf(''), at })),
  );
}

/** Walks through firings that follow one another and says which of ours differ. */
function differences(firings: readonly Firing[]): string[] {
  let last = instantOf((firings[0]?.at ?? 0) - 1);
  return firings.flatMap(({ zone, minute, day, at }) => {
    const slot = nextDailySlot(last, { minute, zone });
    last = slot.at;
    const calendar = { zone, dayStart: minute };
    const facts: Record<string, boolean> = {
      nextDaily: slot.at === at && slot.day === day,
      instantAt: instantAt(day, minute, zone) === at,
      'localDay since': localDay(at, calendar) === day,
      'localDay before': localDay(instantOf(at - 1), calendar) === addDays(day, -1),
    };
    const wrong = Object.keys(facts).filter((fact) => facts[fact] === false);
    return wrong.map((fact) => `${fact}: ${zone} ${day} ${formatMinuteOfDay(minute)}`);
  });
}

describe('the oracle of local days', () => {
  test('fires at the same instants, once for each local day, around every turn', ({ skip }) => {
    const oracle = askOracle();
    if (oracle === undefined) {
      process.stdout.write('the oracle of local days is left out: there is no python3 here\n');
      return skip('no python3');
    }
    const windows = oracle.windows.filter(hasSameData);
    const firings = windows.flatMap(firingsOf);
    const left = zonesOf(oracle.windows.filter((window) => !windows.includes(window)));
    process.stdout.write(
      `zone data: node ${process.versions.tz}, oracle ${oracle.version}; ` +
        `${firings.flat().length} firings in ${zonesOf(windows).size} zones and ` +
        `${windows.length} of ${oracle.windows.length} windows compared; ` +
        `other data in: ${[...left].join(', ') || 'none'}\n`,
    );
    expect(firings.flat().length).toBeGreaterThan(0);
    expect(firings.flatMap(differences)).toEqual([]);
  });
});
