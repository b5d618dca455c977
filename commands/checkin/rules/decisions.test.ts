/** What the rules decide about bonuses, make-up days and leave, as tables. */
import { describe, expect, test } from 'vitest';
import { addDays, type Day, parseDay } from '#kit';
import { settings } from '../settings.ts';
import { bonusesFor, nextMilestone } from './bonuses.ts';
import { decideLeave } from './leave.ts';
import { decideMakeUp, type MakeUpFacts, missingDays } from './make-up.ts';

const preset = settings.parse({});

function day(text: string): Day {
  return parseDay(text) ?? expect.unreachable(`no day: ${text}`);
}

const today = day('2026-03-31');

describe('a bonus', () => {
  const earned = (before: number, after: number, total = 1) =>
    bonusesFor({ growth: { before, after }, total }, preset).map(({ kind, days }) => [kind, days]);

  test('is paid by the check-in that reaches it, and not before or after', () => {
    expect(earned(5, 6)).toEqual([]);
    expect(earned(6, 7)).toEqual([['milestone', 7]]);
    expect(earned(7, 8)).toEqual([]);
  });

  test('is paid when streaks are joined, but not what the longer one had reached', () => {
    expect(earned(4, 9)).toEqual([['milestone', 7]]);
    expect(earned(8, 15)).toEqual([]);
    expect(earned(20, 31)).toEqual([['milestone', 30]]);
  });

  test('comes in order when several are reached at once', () => {
    expect(earned(6, 30, 100)).toEqual([
      ['milestone', 7],
      ['milestone', 30],
      ['total', 100],
    ]);
  });

  test('of all days is paid at exactly that number', () => {
    expect([99, 100, 101].map((total) => earned(0, 1, total).length)).toEqual([0, 1, 0]);
  });

  test('is told ahead', () => {
    expect([0, 6, 7, 30].map((streak) => nextMilestone(streak, preset)?.streak)).toEqual([
      7,
      7,
      30,
      undefined,
    ]);
  });
});

describe('a make-up', () => {
  const facts: MakeUpFacts = {
    today,
    firstDay: day('2026-03-26'),
    history: [
      { day: day('2026-03-30'), kind: 'own' },
      { day: day('2026-03-28'), kind: 'leave' },
      { day: day('2026-03-27'), kind: 'own' },
    ],
    usedThisMonth: 0,
    cards: 0,
    balance: 30,
  };
  const decide = (date: string, other: Partial<MakeUpFacts> = {}, makeUp = preset.makeUp) =>
    decideMakeUp({ ...facts, ...other, day: day(date) }, { makeUp, cycle: 'none' });

  test('costs points when there is no card, and a card when there is one', () => {
    expect(decide('2026-03-29')).toEqual({
      kind: 'ready',
      price: { by: 'points', points: 20, balance: 30 },
      growth: { before: 1, after: 3 },
    });
    expect(decide('2026-03-29', { cards: 2 })).toMatchObject({ price: { by: 'card', cards: 2 } });
    const free = { ...preset.makeUp, price: 0 };
    expect(decide('2026-03-29', { cards: 2 }, free)).toMatchObject({ price: { by: 'nothing' } });
  });

  test.each([
    ['2026-03-31', { kind: 'notPast' }],
    ['2026-04-01', { kind: 'notPast' }],
    ['2026-03-23', { kind: 'tooOld', lastDays: 7 }],
    ['2026-03-25', { kind: 'beforeFirstDay' }],
    ['2026-03-30', { kind: 'covered', by: 'own' }],
    ['2026-03-28', { kind: 'covered', by: 'leave' }],
  ])('of %s is refused: %j', (date, outcome) => {
    expect(decide(date)).toEqual(outcome);
  });

  test('is limited by month, by purse and by the setting', () => {
    expect(decide('2026-03-29', { usedThisMonth: 3 })).toEqual({ kind: 'usedUp', perMonth: 3 });
    expect(decide('2026-03-29', { balance: 13 })).toEqual({ kind: 'short', missing: 7, price: 20 });
    const off = { ...preset.makeUp, perMonth: 0 };
    expect(decide('2026-03-29', {}, off)).toEqual({ kind: 'off' });
  });

  test('is offered for days that nothing covers, since the first one', () => {
    expect(missingDays(facts, preset.makeUp)).toEqual(['2026-03-26', '2026-03-29']);
  });
});

describe('a leave', () => {
  const decide = (count: number, leaveDays: readonly string[], own: readonly string[] = []) =>
    decideLeave(
      {
        today,
        count,
        covered: [
          ...leaveDays.map((date) => ({ day: day(date), kind: 'leave' as const })),
          ...own.map((date) => ({ day: day(date), kind: 'own' as const })),
        ],
      },
      preset.leave,
    );

  test('begins tomorrow when today is covered, else today', () => {
    expect(decide(2, [], ['2026-03-31'])).toEqual({
      kind: 'granted',
      days: ['2026-04-01', '2026-04-02'],
    });
    expect(decide(2, [])).toEqual({ kind: 'granted', days: ['2026-03-31', '2026-04-01'] });
  });

  test('that comes late goes around what was checked in since', () => {
    expect(decide(2, [], ['2026-04-01'])).toEqual({
      kind: 'granted',
      days: ['2026-03-31', '2026-04-02'],
    });
  });

  test('is neither longer than allowed nor on top of another', () => {
    expect(decide(8, [])).toEqual({ kind: 'tooLong', mostDays: 7 });
    expect(decide(1, ['2026-04-01', '2026-04-02'])).toEqual({
      kind: 'onLeave',
      until: '2026-04-02',
    });
  });

  test('on its last day may be followed by another', () => {
    expect(decide(1, ['2026-03-31'])).toEqual({ kind: 'granted', days: ['2026-04-01'] });
  });

  test('counts in the month in which its days lie', () => {
    const march = Array.from({ length: 6 }, (_, index) => addDays(day('2026-03-20'), index));
    expect(decide(2, march)).toMatchObject({ kind: 'granted' });
    const full = [...march, '2026-03-27'];
    expect(decide(2, full)).toEqual({ kind: 'usedUp', month: '2026-03-31', left: 0 });
    expect(decide(7, full, ['2026-03-31'])).toMatchObject({ kind: 'granted' });
  });
});
