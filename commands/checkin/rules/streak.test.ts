import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dayFromNumber, parseDay } from '#kit';
import {
  type DatedDay,
  growthBy,
  type History,
  inCycle,
  type Kind,
  showsBeginning,
  streakAt,
  withDay,
} from './streak.ts';

const MS_PER_DAY = 86_400_000;

function day(text: string): Day {
  return parseDay(text) ?? expect.unreachable(`no day: ${text}`);
}

/** `o` own, `m` made up, `l` leave, `.` nothing; the last sign is 2026-03-31. */
function historyOf(signs: string): History {
  const kinds: Readonly<Record<string, Kind>> = { o: 'own', m: 'madeUp', l: 'leave' };
  const last = Date.parse('2026-03-31') / MS_PER_DAY;
  return [...signs].reverse().flatMap((sign, ago): DatedDay[] => {
    const kind = kinds[sign];
    return kind === undefined ? [] : [{ day: dayFromNumber(last - ago), kind }];
  });
}

const today = day('2026-03-31');

describe('the streak as of a day', () => {
  test.each([
    ['', 0, 'nobody ever came'],
    ['o', 1, 'today'],
    ['o.', 1, 'yesterday: today is not over yet'],
    ['o..', 0, 'the day before yesterday: broken'],
    ['oo.ooo', 3, 'a gap ends it'],
    ['omo', 3, 'a day that was made up counts'],
    ['ollo', 2, 'leave keeps it and does not count'],
    ['oll', 1, 'on leave'],
    ['.ll', 0, 'leave alone is no streak'],
    ['ool.', 2, 'the leave was over yesterday'],
  ])('«%s» is %d: %s', (signs, streak) => {
    expect(streakAt(today, historyOf(signs))).toBe(streak);
  });

  test('does not look at days ahead', () => {
    expect(streakAt(day('2026-03-29'), historyOf('oo.'))).toBe(1);
  });
});

describe('a check-in', () => {
  test.each([
    ['ooo.', '2026-03-31', 3, 4, 'goes on with yesterday'],
    ['', '2026-03-31', 0, 1, 'begins'],
    ['oo.ooo', '2026-03-28', 3, 6, 'joins two streaks that were apart'],
    ['oo.', '2026-03-28', 2, 3, 'comes before them'],
    ['oolo', '2026-03-30', 3, 4, 'on a leave day, which had joined both sides'],
    ['oo.ll', '2026-03-29', 2, 3, 'before a leave that is still to come'],
  ])('on «%s» of %s makes %d into %d: it %s', (...[signs, date, before, after]) => {
    expect(growthBy(day(date), historyOf(signs))).toEqual({ before, after });
  });
});

test('a cycle cuts a history at Monday, or at the first of the month', () => {
  const history = historyOf('o'.repeat(60));
  const cut = (cycle: 'none' | 'week' | 'month') =>
    streakAt(today, inCycle(history, { day: today, cycle }));
  expect([cut('none'), cut('week'), cut('month')]).toEqual([60, 2, 31]);
});

/** Another way to the same figures: dates looked up by name, one at a time. */
class Oracle {
  readonly #kinds: ReadonlyMap<string, Kind>;

  constructor(history: History) {
    this.#kinds = new Map(history.map((dated) => [dated.day, dated.kind]));
  }

  streakAt(date: string): number {
    return this.#count(this.#kinds.has(date) ? date : shifted(date, -1), -1);
  }

  /** How long the run is in which a date lies; 0 when it lies in none. */
  runAround(date: string): number {
    if (!this.#kinds.has(date)) return 0;
    return this.#count(date, -1) + this.#count(shifted(date, 1), 1);
  }

  #count(from: string, step: number): number {
    let counted = 0;
    for (let at = from; this.#kinds.has(at); at = shifted(at, step)) {
      if (this.#kinds.get(at) !== 'leave') counted += 1;
    }
    return counted;
  }
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

const histories = fc
  .array(fc.constantFrom('o', 'o', 'o', 'o', 'm', 'l', '.'), { maxLength: 90 })
  .map((signs) => historyOf(signs.join('')));
const dates = fc.integer({ min: 0, max: 95 }).map((ago) => day(shifted(today, -ago)));

describe('law:', () => {
  test('a streak is what the dates say, whatever the history', () => {
    fc.assert(
      fc.property(histories, dates, (history, at) => {
        const past = history.filter((other) => other.day <= at);
        expect(streakAt(at, history)).toBe(new Oracle(past).streakAt(at));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('growth is the difference that one more day makes', () => {
    fc.assert(
      fc.property(histories, dates, (history, at) => {
        fc.pre(history.every((other) => other.day !== at || other.kind === 'leave'));
        const was = new Oracle(history);
        const is = new Oracle(withDay({ day: at, kind: 'own' }, history));
        const pieces = [at, shifted(at, -1), shifted(at, 1)].map((date) => was.runAround(date));
        expect(growthBy(at, history)).toEqual({
          before: Math.max(...pieces),
          after: is.runAround(at),
        });
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('one more day leaves a history in order', () => {
    fc.assert(
      fc.property(histories, dates, (history, at) => {
        const after = withDay({ day: at, kind: 'own' }, history);
        const others = history.filter((other) => other.day !== at);
        expect(after).toEqual(
          [...others, { day: at, kind: 'own' }].sort((a, b) => (a.day < b.day ? 1 : -1)),
        );
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('nothing older than what shows the beginning changes a figure', () => {
    fc.assert(
      fc.property(histories, dates, fc.integer({ min: 1, max: 90 }), (...[history, at, length]) => {
        const part = history.slice(0, length);
        fc.pre(showsBeginning(at, part));
        expect(growthBy(at, part)).toEqual(growthBy(at, history));
        expect(streakAt(at, part)).toBe(streakAt(at, history));
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
