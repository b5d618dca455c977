/** When something unasked may be said: each rule by an example, and what holds of all of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instantOf, minuteOfDay, minutes, type PushPriority } from '#kit';
import { decide, type GroupFacts, goesAlong, isQuiet, type PushFacts } from './decide.ts';
import { drivenAway } from './judge-leaves.ts';
import { nextLook, planRound } from './plan-round.ts';

const NOON = 12 * 60;
const now = instantOf(Date.parse('2026-03-01T12:00:00+08:00'));
const inMinutes = (count: number): Instant => instantOf(now + minutes(count));

const lively: GroupFacts = {
  now,
  minute: minuteOfDay(NOON),
  quietEndsAt: inMinutes(20 * 60),
  nextDayAt: inMinutes(12 * 60),
  rules: {
    quietFrom: minuteOfDay(22 * 60 + 30),
    quietUntil: minuteOfDay(8 * 60),
    pushesADay: 4,
    gapMinutes: 30,
    lullMinutes: 10,
  },
  leftToday: 0,
  lastLeftAt: undefined,
  sinceTalk: 0,
  messages: 0,
  voice: 'free',
  reserved: [],
};
const planned: PushFacts = {
  priority: 'planned',
  plannedAt: now,
  expiresAt: inMinutes(120),
  isOff: false,
  lullFrom: undefined,
  isForAll: false,
  isOnce: false,
};
const low: PushFacts = { ...planned, priority: 'low' };
const promised: PushFacts = { ...planned, priority: 'promised' };
const at = (clock: number) => ({ ...lively, minute: minuteOfDay(clock) });

describe('in a group that has heard nothing today', () => {
  test('a push leaves at once', () => {
    expect(decide(planned, lively)).toEqual({ do: 'now' });
  });

  test('in the quiet hours it waits until they are over, if it is still worth it then', () => {
    const night = { ...at(7 * 60), quietEndsAt: inMinutes(60) };
    const why = { code: 'quiet' };
    expect(decide(planned, night)).toEqual({ do: 'later', at: inMinutes(60), why });
    expect(decide(planned, { ...night, quietEndsAt: inMinutes(121) })).toEqual({
      do: 'never',
      why,
    });
    expect(decide(promised, night)).toEqual({ do: 'now' });
  });

  test('while people talk it waits for a pause, but not for ever', () => {
    const talking = { ...lively, messages: 3 };
    const why = { code: 'talk' };
    expect(decide(planned, talking)).toEqual({ do: 'later', at: inMinutes(1), why });
    expect(decide({ ...planned, lullFrom: inMinutes(-10) }, talking)).toEqual({ do: 'now' });
    expect(decide(planned, { ...talking, messages: 2 })).toEqual({ do: 'now' });
    // Talk must not cost a push.
    expect(decide({ ...planned, expiresAt: now }, talking)).toEqual({ do: 'now' });
  });
});

test('when the day is full, only what was promised is said', () => {
  const full = { ...lively, leftToday: 4 };
  expect(decide(planned, full)).toEqual({ do: 'never', why: { code: 'cap', most: 4 } });
  const untilTomorrow = { ...planned, expiresAt: inMinutes(24 * 60) };
  expect(decide(untilTomorrow, full)).toMatchObject({ do: 'later', at: full.nextDayAt });
  expect(decide(promised, full)).toEqual({ do: 'now' });
});

test('half an hour lies between two', () => {
  const soon = { ...lively, lastLeftAt: inMinutes(-29) };
  const why = { code: 'gap', minutes: 30 };
  expect(decide(planned, soon)).toEqual({ do: 'later', at: inMinutes(1), why });
  expect(decide(planned, { ...soon, lastLeftAt: inMinutes(-30) })).toEqual({ do: 'now' });
});

test('a group in which nobody speaks hears less and less', () => {
  const heard = (push: PushFacts, sinceTalk: number) => decide(push, { ...lively, sinceTalk }).do;
  expect([heard(low, 2), heard(low, 3)]).toEqual(['now', 'never']);
  expect([heard(planned, 6), heard(planned, 7)]).toEqual(['now', 'never']);
  expect(heard(promised, 100)).toBe('now');
});

test('what a community has switched off, or whose time is over, is not said', () => {
  expect(decide({ ...promised, isOff: true }, lively)).toMatchObject({ why: { code: 'off' } });
  const over = { ...promised, expiresAt: inMinutes(-1) };
  expect(decide(over, lively)).toMatchObject({ do: 'never', why: { code: 'late' } });
});

test('quiet hours may go over midnight, lie within a day, or not be', () => {
  const hours = (from: number, to: number) => ({
    quietFrom: minuteOfDay(from * 60),
    quietUntil: minuteOfDay(to * 60),
  });
  const quietAt = (clock: number, rules: ReturnType<typeof hours>) =>
    isQuiet(minuteOfDay(clock * 60), rules);
  expect([21, 22, 3, 8].map((clock) => quietAt(clock, hours(22, 8)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([12, 13, 14].map((clock) => quietAt(clock, hours(13, 14)))).toEqual([false, true, false]);
  expect(quietAt(5, hours(0, 0))).toBe(false);
});

describe('of several that wait', () => {
  const candidate = (push: string, facts: PushFacts) => ({ push, ...facts, isPlain: true });

  test('small reminders leave in one message, what a manager planned by itself', () => {
    const waiting = [candidate('a', low), candidate('plan', planned), candidate('b', low)];
    const round = planRound(waiting, lively);
    expect(round.leaving).toEqual([['plan']]);
    expect(round.undecided.map(({ push }) => push)).toEqual(['a', 'b']);
    expect(nextLook(round)).toBe(inMinutes(30));
    const next = planRound(waiting.slice(0, 1).concat(waiting.slice(2)), lively);
    expect(next.leaving).toEqual([['a', 'b']]);
  });

  test('what is still to come when the clock is put back waits for its time', () => {
    const early = candidate('early', { ...promised, plannedAt: inMinutes(90) });
    const late = candidate('late', { ...low, plannedAt: inMinutes(300) });
    const round = planRound([candidate('now', planned), late, early], lively);
    expect(round.leaving).toEqual([['now']]);
    expect(round.undecided).toEqual([]);
    expect(nextLook(round)).toBe(inMinutes(90));
    const bound = { ...lively, voice: 'answersOnly' } as const;
    expect(goesAlong(early, bound)).toBe(false);
    expect(goesAlong(candidate('now', promised), bound)).toBe(true);
  });

  test('one with a picture or choices is not put together with others', () => {
    const picture = { ...candidate('picture', low), isPlain: false };
    const round = planRound([picture, candidate('b', low)], lively);
    expect(round.leaving).toEqual([['picture']]);
  });
});

test('members who leave after two of the last five pushes count, when it is much more than usual', () => {
  expect(drivenAway({ afterPushes: [3, 0, 4], usual: 0.1 })).toBe(7);
  expect(drivenAway({ afterPushes: [3, 0, 2], usual: 0.1 })).toBeUndefined();
  expect(drivenAway({ afterPushes: [3, 4], usual: 1.4 })).toBeUndefined();
  // Nobody has left after the newest one: of the others managers have heard.
  expect(drivenAway({ afterPushes: [0, 3, 4], usual: 0 })).toBeUndefined();
  expect(drivenAway({ afterPushes: [3, 0, 0, 0, 0, 9], usual: 0 })).toBeUndefined();
});

describe('where a one-off is still to come today', () => {
  const place = { at: inMinutes(180), clock: '15:00', what: '4 号' };
  const why = { code: 'reserved', clock: '15:00', what: '4 号' };
  const lastPlace = { ...lively, leftToday: 3, reserved: [place] };

  test('what comes again tomorrow leaves it the last place, and says for whom', () => {
    expect(decide(planned, lastPlace)).toEqual({ do: 'never', why });
    const patient = { ...planned, expiresAt: inMinutes(200) };
    expect(decide(patient, lastPlace)).toEqual({ do: 'later', at: place.at, why });
    expect(decide({ ...planned, isOnce: true }, lastPlace)).toEqual({ do: 'now' });
    expect(decide(promised, lastPlace)).toEqual({ do: 'now' });
    expect(decide(planned, { ...lastPlace, leftToday: 2 })).toEqual({ do: 'now' });
  });

  test('one that waits itself keeps its place as well', () => {
    const once = { ...planned, isOnce: true, place };
    const round = planRound(
      [
        { ...planned, push: 1, isPlain: true, lullFrom: inMinutes(-10) },
        { ...once, push: 2, isPlain: true },
      ],
      { ...lively, leftToday: 3, messages: 3 },
    );
    expect(round.leaving).toEqual([]);
    expect(round.undecided).toMatchObject([
      { push: 2, decision: { do: 'later', why: { code: 'talk' } } },
      { push: 1, decision: { do: 'later', why } },
    ]);
  });
});

test('where no bot account is any more everything waits, and nothing goes along', () => {
  const away = { ...lively, voice: 'away' } as const;
  const end = instantOf(planned.expiresAt + 1);
  expect(decide(planned, away)).toEqual({ do: 'later', at: end, why: { code: 'away' } });
  expect(decide(planned, { ...away, now: end })).toEqual({ do: 'never', why: { code: 'away' } });
  expect(goesAlong(planned, away)).toBe(false);
});

describe('whatever the group is like', () => {
  const priorities = fc.constantFrom<PushPriority>('promised', 'planned', 'low');
  const pushes = fc.record({
    priority: priorities,
    plannedAt: fc.integer({ min: -600, max: 0 }).map(inMinutes),
    expiresAt: fc.integer({ min: -60, max: 2_000 }).map(inMinutes),
    isOff: fc.boolean(),
    lullFrom: fc.option(fc.integer({ min: -20, max: 0 }).map(inMinutes), { nil: undefined }),
    isForAll: fc.boolean(),
    isOnce: fc.boolean(),
  });
  const place = fc.record({
    at: fc.integer({ min: -10, max: 600 }).map(inMinutes),
    clock: fc.constant('15:00'),
    what: fc.constant('4 号'),
  });
  const minuteOf = fc.integer({ min: 0, max: 1439 }).map(minuteOfDay);
  const groups = fc.record({
    now: fc.constant(now),
    minute: minuteOf,
    quietEndsAt: fc.integer({ min: 1, max: 1440 }).map(inMinutes),
    nextDayAt: fc.integer({ min: 1, max: 1440 }).map(inMinutes),
    rules: fc.record({
      quietFrom: minuteOf,
      quietUntil: minuteOf,
      pushesADay: fc.integer({ min: 0, max: 20 }),
      gapMinutes: fc.integer({ min: 0, max: 720 }),
      lullMinutes: fc.integer({ min: 0, max: 60 }),
    }),
    leftToday: fc.integer({ min: 0, max: 25 }),
    lastLeftAt: fc.option(fc.integer({ min: -800, max: 0 }).map(inMinutes), { nil: undefined }),
    sinceTalk: fc.integer({ min: 0, max: 7 }),
    messages: fc.integer({ min: 0, max: 9 }),
    voice: fc.constantFrom('free', 'answersOnly', 'spent', 'away'),
    reserved: fc.array(place, { maxLength: 3 }),
  });

  test('what was not promised keeps every rule, and what waits comes back later and in time', () => {
    fc.assert(
      fc.property(pushes, groups, (push, group) => {
        const decision = decide(push, group);
        if (decision.do === 'later') {
          expect(decision.at).toBeGreaterThan(now);
          // One that waits for an answer is looked at when it is over.
          expect(decision.at).toBeLessThanOrEqual(push.expiresAt + 1);
        }
        if (decision.do !== 'now' || push.priority === 'promised') return;
        expect(isQuiet(group.minute, group.rules)).toBe(false);
        const kept = push.isOnce ? 0 : group.reserved.length;
        expect(group.leftToday + kept).toBeLessThan(group.rules.pushesADay);
        if (group.lastLeftAt !== undefined) {
          expect(now - group.lastLeftAt).toBeGreaterThanOrEqual(minutes(group.rules.gapMinutes));
        }
      }),
    );
  });

  test('what goes along with an answer could not be said by itself, and keeps every rule but one', () => {
    fc.assert(
      fc.property(pushes, groups, (push, group) => {
        if (!goesAlong(push, group)) return;
        expect(decide(push, group).do).toBe('later');
        expect([push.isOff, push.isForAll, group.voice === 'free']).toEqual([false, false, false]);
        expect(push.expiresAt).toBeGreaterThanOrEqual(now);
        const others = { sinceTalk: 0, messages: 0, reserved: [] };
        const alone = decide(push, { ...group, voice: 'free', ...others });
        expect(alone).toEqual({ do: 'now' });
      }),
    );
  });

  test('a round decides on every push once, and lets no more go than the day bears', () => {
    fc.assert(
      fc.property(fc.array(pushes, { maxLength: 12 }), groups, (waiting, group) => {
        const round = planRound(
          waiting.map((facts, push) => ({ push, ...facts, isPlain: push % 2 === 0 })),
          group,
        );
        const decided = [...round.leaving.flat(), ...round.undecided.map(({ push }) => push)];
        expect(decided.sort((a, b) => a - b)).toEqual(waiting.map((_, push) => push));
        const unpromised = round.leaving.filter(([first]) => {
          return first !== undefined && waiting[first]?.priority !== 'promised';
        });
        const room = Math.max(0, group.rules.pushesADay - group.leftToday);
        expect(unpromised.length).toBeLessThanOrEqual(room);
      }),
    );
  });
});
