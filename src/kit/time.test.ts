/** What time looks like at the edges: single facts. The laws are in test/time-laws.test.ts. */
import { describe, expect, test } from 'vitest';
import {
  addDays,
  after,
  type Calendar,
  type Day,
  dayFromNumber,
  dayNumber,
  days,
  daysBetween,
  endOfDay,
  formatInstant,
  formatLocal,
  formatLocalDateTime,
  formatMinuteOfDay,
  hours,
  type Instant,
  instantAt,
  instantOf,
  localDay,
  localHour,
  localMinute,
  type MinuteOfDay,
  minuteOfDay,
  minutes,
  monthOf,
  nextDaily,
  nextDailySlot,
  offsetAt,
  parseDay,
  parseInstant,
  parseMinuteOfDay,
  parseZone,
  seconds,
  spanBetween,
  startOfDay,
  weekdayOf,
  weekOf,
  type Zone,
} from './index.ts';

function zone(text: string): Zone {
  return parseZone(text) ?? expect.unreachable(`no zone: ${text}`);
}
function day(text: string): Day {
  return parseDay(text) ?? expect.unreachable(`no day: ${text}`);
}
function minute(text: string): MinuteOfDay {
  return parseMinuteOfDay(text) ?? expect.unreachable(`no time of day: ${text}`);
}
function instant(text: string): Instant {
  return parseInstant(text) ?? expect.unreachable(`no instant: ${text}`);
}
function calendar(name: string, dayStart = '00:00'): Calendar {
  return { zone: zone(name), dayStart: minute(dayStart) };
}

describe('an instant', () => {
  test.each([
    ['2026-03-01T09:00:00+08:00', '2026-03-01T01:00:00.000Z'],
    ['2026-03-01T09:00+08:00', '2026-03-01T01:00:00.000Z'],
    ['2026-03-01T01:00:00Z', '2026-03-01T01:00:00.000Z'],
    ['2026-02-28T20:30:00.5-04:30', '2026-03-01T01:00:00.500Z'],
    ['2026-03-01T01:00:00.123456Z', '2026-03-01T01:00:00.123Z'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, utc) => {
    expect(formatInstant(instant(text))).toBe(utc);
  });

  test.each([
    ['no zone', '2026-03-01T09:00:00'],
    ['a date alone', '2026-03-01'],
    ['30 February', '2026-02-30T09:00:00Z'],
    ['29 February of a common year', '2025-02-29T09:00:00Z'],
    ['31 April', '2026-04-31T09:00:00+08:00'],
    ['month 13', '2026-13-01T09:00:00Z'],
    ['hour 24', '2026-03-01T24:00:00Z'],
    ['minute 60', '2026-03-01T09:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a zone of 24 hours', '2026-03-01T09:00:00+24:00'],
    ['a zone without minutes', '2026-03-01T09:00:00+08'],
    ['a named zone', '2026-03-01T09:00:00[Asia/Shanghai]'],
    ['a blank for T', '2026-03-01 09:00:00Z'],
    ['something before', ' 2026-03-01T09:00:00Z'],
    ['something after', '2026-03-01T09:00:00Z\n'],
    ['year 1969', '1969-12-31T23:59:59Z'],
    ['year 1969 as written', '1969-12-31T23:00:00-08:00'],
    ['year 1969 in UTC', '1970-01-01T00:00:00+08:00'],
    ['year 10000 in UTC', '9999-12-31T23:00:00-08:00'],
    ['a year of five digits', '12026-03-01T09:00:00Z'],
    ['full-width digits', '２０２６-03-01T09:00:00Z'],
    ['nothing', ''],
  ])('is not read from %s: %j', (_why, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %d', (ms) => {
    expect(() => instantOf(ms)).toThrow(RangeError);
  });

  test('lies a span after another, and the span between them leads back', () => {
    const start = instant('2026-03-01T00:00Z');
    const end = after(start, days(1));
    expect(formatInstant(end)).toBe('2026-03-02T00:00:00.000Z');
    expect(spanBetween(start, end)).toBe(hours(24));
    expect(spanBetween(end, start)).toBe(-hours(24));
  });

  test('spans are milliseconds, and whole', () => {
    expect([seconds(90), minutes(1.5), hours(2), days(1)]).toEqual([
      90_000, 90_000, 7_200_000, 86_400_000,
    ]);
    expect(() => seconds(0.0001)).toThrow(RangeError);
  });
});

describe('a day', () => {
  test.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2026/01/01',
    '2026-01-01T00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '',
  ])('is not read from %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test.each(['2024-02-29', '2000-02-29', '1969-12-31', '0001-01-01', '9999-12-31'])(
    'is read from %j',
    (text) => {
      expect(parseDay(text)).toBe(text);
    },
  );

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2025-03-01', -1, '2025-02-28'],
    ['2026-01-01', 365, '2027-01-01'],
    ['2026-01-01', 0, '2026-01-01'],
  ])('%s and %d days is %s', (...[from, count, to]) => {
    expect(addDays(day(from), count)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(count);
  });

  test('is numbered from 1970-01-01', () => {
    expect(dayNumber(day('1970-01-01'))).toBe(0);
    expect(dayNumber(day('1969-12-31'))).toBe(-1);
    expect(dayFromNumber(20_513)).toBe('2026-03-01');
  });

  test.each([0.5, Number.NaN, 2_932_897, -719_529])('has no number %d', (number) => {
    expect(() => dayFromNumber(number)).toThrow(RangeError);
  });

  test.each([
    ['2026-03-01', 7, '2026-02-23', '2026-03-01'],
    ['2026-03-02', 1, '2026-03-02', '2026-03-08'],
    ['2026-01-01', 4, '2025-12-29', '2026-01-04'],
    ['1969-12-31', 3, '1969-12-29', '1970-01-04'],
  ])('%s is weekday %d of the week from %s to %s', (...[text, weekday, from, to]) => {
    expect(weekdayOf(day(text))).toBe(weekday);
    expect(weekOf(day(text))).toEqual({ from, to });
  });

  test.each([
    ['2024-02-10', '2024-02-01', '2024-02-29'],
    ['2025-02-28', '2025-02-01', '2025-02-28'],
    ['2026-04-30', '2026-04-01', '2026-04-30'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
    ['0004-02-01', '0004-02-01', '0004-02-29'],
  ])('%s is of the month from %s to %s', (...[text, from, to]) => {
    expect(monthOf(day(text))).toEqual({ from, to });
  });
});

describe('a time of day', () => {
  test.each([
    ['09:30', 570],
    ['9:30', 570],
    ['０９：３０', 570],
    [' 9：30 ', 570],
    ['00:00', 0],
    ['23:59', 1439],
  ])('%j is minute %d', (text, expected) => {
    expect(parseMinuteOfDay(text)).toBe(expected);
  });

  test.each(['24:00', '9:60', '9:5', '9', '9.30', '09:30:00', '-1:00', '九点', '', '109:30'])(
    'is not read from %j',
    (text) => {
      expect(parseMinuteOfDay(text)).toBeUndefined();
    },
  );

  test('is written with two digits each', () => {
    expect(['9:05', '00:00', '23:59'].map((text) => formatMinuteOfDay(minute(text)))).toEqual([
      '09:05',
      '00:00',
      '23:59',
    ]);
  });

  test.each([-1, 1440, 0.5, Number.NaN])('is never minute %d', (number) => {
    expect(() => minuteOfDay(number)).toThrow(RangeError);
  });
});

describe('a zone', () => {
  test.each(['Asia/Shanghai', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'UTC', 'PRC'])(
    '%s keeps its name',
    (name) => {
      expect(parseZone(name)).toBe(name);
    },
  );

  test('has its letters mended', () => {
    expect(parseZone('asia/shanghai')).toBe('Asia/Shanghai');
  });

  test.each([
    ['an offset', '+08:00'],
    ['an offset', '-0330'],
    ['an abbreviation, Chicago to Intl and China to most who type it', 'CST'],
    ['an abbreviation', 'cst'],
    ['an abbreviation', 'BST'],
    ['a made-up place', 'Asia/Nowhere'],
    ['a name and a blank', 'Asia/Shanghai '],
    ['nothing', ''],
  ])('is not read from %s: %j', (_kind, text) => {
    expect(parseZone(text)).toBeUndefined();
  });

  test('is not read from a novel', () => {
    expect(parseZone('Asia/'.repeat(10_000))).toBeUndefined();
  });

  test.each([
    ['Asia/Shanghai', '1890-01-01T00:00:00Z', '+08:05:43', 'local mean time'],
    ['Asia/Shanghai', '1988-07-01T00:00:00Z', '+09:00:00', 'daylight saving of 1986–1991'],
    ['Asia/Shanghai', '2026-07-01T00:00:00Z', '+08:00:00', 'today'],
    ['Europe/London', '1800-01-01T00:00:00Z', '-00:01:15', 'local mean time'],
    ['Africa/Monrovia', '1972-01-07T00:44:29.999Z', '-00:44:30', 'the last moment'],
    ['Africa/Monrovia', '1972-01-07T00:44:30Z', '+00:00:00', 'and the turn, no quarter of an hour'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '+05:45:00', 'quarter hours'],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '+11:00:00', 'half an hour of summer'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '+10:30:00', 'is over'],
  ])('%s is at %s %s from UTC: %s', (...[name, utc, expected]) => {
    const offset = offsetAt(zone(name), instantOf(Date.parse(utc)));
    const size = new Date(Math.abs(offset)).toISOString().slice(11, 19);
    expect(`${offset < 0 ? '-' : '+'}${size}`).toBe(expected);
  });

  test('shows its own hour, minute and date', () => {
    const now = instant('2026-03-01T18:35:59.999Z');
    expect(localHour(now, zone('Asia/Shanghai'))).toBe(2);
    expect(localMinute(now, zone('Asia/Kolkata'))).toBe(minute('00:05'));
    expect(formatLocal(now, zone('America/St_Johns'))).toBe('15:05');
    expect(formatLocalDateTime(now, zone('Asia/Shanghai'))).toBe('2026-03-02 02:35');
    expect(formatLocalDateTime(instantOf(-1), zone('UTC'))).toBe('1969-12-31 23:59');
  });
});

describe('the local day of a community', () => {
  test.each([
    ['00:00', '2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['00:00', '2026-03-01T16:00:00Z', '2026-03-02'],
    ['04:00', '2026-03-01T19:59:59.999Z', '2026-03-01'],
    ['04:00', '2026-03-01T20:00:00Z', '2026-03-02'],
    ['23:59', '2026-03-02T15:58:59.999Z', '2026-03-01'],
    ['23:59', '2026-03-02T15:59:00Z', '2026-03-02'],
  ])('that begins at %s in Shanghai holds %s as %s', (...[dayStart, utc, expected]) => {
    expect(localDay(instant(utc), calendar('Asia/Shanghai', dayStart))).toBe(expected);
  });

  test.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-07-01', 24],
  ])('%s lasts %d hours in New York', (text, length) => {
    const home = calendar('America/New_York', '00:00');
    const span = spanBetween(startOfDay(day(text), home), endOfDay(day(text), home));
    expect(span).toBe(hours(length));
  });

  test('begins once, though clocks that go back show its boundary twice', () => {
    // St John's, 2010-11-07: at 00:01 clocks went back to 23:01 of the 6th.
    const home = calendar('America/St_Johns');
    const seventh = instant('2010-11-07T02:30:00Z');
    expect(startOfDay(day('2010-11-07'), home)).toBe(seventh);
    const secondPass = after(seventh, minutes(30));
    expect(formatLocalDateTime(secondPass, home.zone)).toBe('2010-11-06 23:30');
    expect(localDay(secondPass, home)).toBe('2010-11-07');
  });

  test('that its zone left out is empty', () => {
    const home = calendar('Pacific/Apia');
    const turn = instant('2011-12-30T10:00:00Z');
    expect(localDay(instantOf(turn - 1), home)).toBe('2011-12-29');
    expect(localDay(turn, home)).toBe('2011-12-31');
    expect(startOfDay(day('2011-12-30'), home)).toBe(turn);
    expect(endOfDay(day('2011-12-30'), home)).toBe(turn);
  });
});

describe('a wall time', () => {
  test.each([
    ['Asia/Shanghai', '2026-03-01', '09:00', '2026-03-01T01:00:00.000Z', 'plain'],
    ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z', 'before a gap'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00:00.000Z', 'in a gap'],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z', 'after a gap'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z', 'first of two'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z', 'after an overlap'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z', 'half-hour gap'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', 'first of two'],
    ['America/Havana', '2026-03-08', '00:00', '2026-03-08T05:00:00.000Z', 'midnight in a gap'],
    ['America/Havana', '2026-11-01', '00:30', '2026-11-01T04:30:00.000Z', 'first midnight of two'],
    ['America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18T01:30:00.000Z', 'first of two'],
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29T01:00:00.000Z', 'gap up to midnight'],
    ['Antarctica/Troll', '2026-03-29', '02:59', '2026-03-29T01:00:00.000Z', 'two-hour gap'],
    ['Pacific/Apia', '2011-12-30', '00:00', '2011-12-30T10:00:00.000Z', 'no such day'],
    ['Pacific/Apia', '2011-12-30', '23:59', '2011-12-30T10:00:00.000Z', 'no such day'],
    ['Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00:00.000Z', 'the day after'],
    ['Pacific/Kwajalein', '1993-08-21', '12:00', '1993-08-21T12:00:00.000Z', 'no such day'],
    ['Asia/Shanghai', '1890-01-01', '00:00', '1889-12-31T15:54:17.000Z', 'local mean time'],
  ])('in %s on %s at %s is %s: %s', (...[name, date, time, utc]) => {
    expect(formatInstant(instantAt(day(date), minute(time), zone(name)))).toBe(utc);
  });
});

describe('a daily rule', () => {
  const nine = minute('09:00');

  test('fires strictly after the instant it is asked for', () => {
    const home = zone('Asia/Shanghai');
    const firing = instant('2026-03-01T01:00:00Z');
    expect(nextDaily(instantOf(firing - 1), nine, home)).toBe(firing);
    expect(nextDaily(firing, nine, home)).toBe(after(firing, days(1)));
  });

  test('leaves out the day that its zone left out', () => {
    const home = zone('Pacific/Apia');
    const eve = instantAt(day('2011-12-29'), nine, home);
    const slot = nextDailySlot(eve, { minute: nine, zone: home });
    expect(slot).toEqual({ day: '2011-12-31', at: instantAt(day('2011-12-31'), nine, home) });
  });

  test('of midnight fires once at the end of the day left out', () => {
    const home = zone('Pacific/Apia');
    const midnight = minute('00:00');
    const eve = instantAt(day('2011-12-29'), midnight, home);
    const first = nextDailySlot(eve, { minute: midnight, zone: home });
    expect(first).toEqual({ day: '2011-12-31', at: instant('2011-12-30T10:00:00Z') });
    expect(nextDailySlot(first.at, { minute: midnight, zone: home }).day).toBe('2012-01-01');
  });

  test('names the day it is for, also where the clocks jump past that day', () => {
    const rule = { minute: minute('23:30'), zone: zone('America/Nuuk') };
    const saturday = nextDailySlot(instant('2026-03-28T12:00:00Z'), rule);
    expect(saturday).toEqual({ day: '2026-03-28', at: instant('2026-03-29T01:00:00Z') });
    expect(formatLocalDateTime(saturday.at, rule.zone)).toBe('2026-03-29 00:00');
    expect(nextDailySlot(saturday.at, rule).day).toBe('2026-03-29');
  });
});
