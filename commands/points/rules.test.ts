import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, type MemberId, MOST_POINTS, parseMemberId, parsePoints, type Role } from '#kit';
import {
  type AdjustFacts,
  chatCap,
  decideAdjust,
  decideGive,
  decideSecond,
  type GiveFacts,
  mayRefuse,
  type SecondFacts,
} from './rules.ts';

const amount = fc.integer({ min: 1, max: MOST_POINTS });

describe('what talk earns in a day', () => {
  test.for([
    [1, 10, 10],
    [3, 10, 9],
    [10, 10, 10],
    [11, 10, 0],
    [0, 10, 0],
    [1, 0, 0],
  ] as const)('%i points with a cap of %i come to at most %i', ([chatPoints, dailyCap, most]) => {
    expect(chatCap({ chatPoints, dailyCap })).toBe(most);
  });
});

describe('a gift', () => {
  const settings = { giveSmallest: 5, giveDailyMost: 100 };
  const facts = (more: Partial<GiveFacts> = {}): GiveFacts => ({
    isOneself: false,
    points: points(10),
    given: 0,
    settings,
    ...more,
  });

  test.for<[string, Partial<GiveFacts>, object]>([
    ['is made', {}, { kind: 'give' }],
    ['is made up to the last point of the day', { given: 90 }, { kind: 'give' }],
    ['is refused beyond it', { given: 91 }, { kind: 'overDay', left: 9 }],
    [
      'is refused when more was given than is allowed now',
      { given: 500 },
      { kind: 'overDay', left: 0 },
    ],
    ['is refused below the smallest', { points: points(4) }, { kind: 'tooFew', smallest: 5 }],
    ['is refused to oneself', { isOneself: true }, { kind: 'toOneself' }],
  ])('%s', ([, more, outcome]) => {
    expect(decideGive(facts(more))).toEqual(outcome);
  });

  test('never makes a day exceed its limit', () => {
    fc.assert(
      fc.property(fc.array(amount), amount, (gifts, giveDailyMost) => {
        let given = 0;
        for (const gift of gifts) {
          const limits = { ...settings, giveSmallest: 1, giveDailyMost };
          const outcome = decideGive(facts({ points: points(gift), given, settings: limits }));
          if (outcome.kind === 'give') given += gift;
          else expect(outcome).toEqual({ kind: 'overDay', left: giveDailyMost - given });
        }
        expect(given).toBeLessThanOrEqual(giveDailyMost);
      }),
    );
  });
});

const [one, two, three] = [member(1), member(2), member(3)];
const limits = { managerMost: 1_000, managerDaily: 10_000, secondManagerAbove: 500 };

describe('a manager', () => {
  const facts = (more: Partial<AdjustFacts> = {}): AdjustFacts => ({
    manager: { id: one, role: 'manager' },
    target: { id: two },
    points: 10,
    moved: 0,
    alone: 0,
    settings: limits,
    ...more,
  });

  test.for<[string, Partial<AdjustFacts>, object]>([
    ['adds', {}, { kind: 'post' }],
    ['takes', { points: -10 }, { kind: 'post' }],
    ['alone adds the set amount', { points: 500 }, { kind: 'post' }],
    ['needs a second one above it', { points: 501 }, { kind: 'needsSecond' }],
    ['needs a second one for it in two halves', { points: 1, alone: 500 }, { kind: 'needsSecond' }],
    [
      'needs a second one to take it in parts',
      { points: -2, alone: -499 },
      { kind: 'needsSecond' },
    ],
    ['alone makes good what they took', { points: 500, alone: -400 }, { kind: 'post' }],
    ['is not freed by what they took', { points: 501, alone: -400 }, { kind: 'needsSecond' }],
    ['needs a second one to take that much, too', { points: -501 }, { kind: 'needsSecond' }],
    ['cannot move more than the most', { points: -1_001 }, { kind: 'tooMany', most: 1_000 }],
    ['uses up the day', { points: 10, moved: 9_990 }, { kind: 'post' }],
    ['cannot go beyond the day', { points: 11, moved: 9_990 }, { kind: 'overDay', left: 10 }],
    ['cannot pay themselves', { target: { id: one } }, { kind: 'toOneself' }],
    ['may fine themselves', { target: { id: one }, points: -10 }, { kind: 'post' }],
    [
      'who is the owner may pay themselves',
      { target: { id: one }, manager: { id: one, role: 'owner' } },
      { kind: 'post' },
    ],
  ])('%s', ([, more, outcome]) => {
    expect(decideAdjust(facts(more))).toEqual(outcome);
  });

  test('never moves more than the limits say', () => {
    fc.assert(
      fc.property(amount, amount, fc.nat(), (points, managerMost, moved) => {
        const settings = { ...limits, managerMost };
        const { kind } = decideAdjust(facts({ points, moved, settings }));
        if (kind !== 'post') return;
        expect(points).toBeLessThanOrEqual(Math.min(managerMost, limits.secondManagerAbove));
        expect(points + moved).toBeLessThanOrEqual(limits.managerDaily);
      }),
    );
  });
});

describe('a second manager', () => {
  const facts = (more: Partial<SecondFacts> = {}): SecondFacts => ({
    state: 'open',
    expiresAt: instantOf(1_000),
    now: instantOf(999),
    points: 800,
    second: { id: three, role: 'manager' },
    requester: { id: one, role: 'manager' },
    target: { id: two },
    ...more,
  });

  test.for<[string, Partial<SecondFacts>, string]>([
    ['agrees', {}, 'agree'],
    ['is too late at the last moment', { now: instantOf(1_000) }, 'expired'],
    ['is too late when the time has been called', { state: 'expired' }, 'expired'],
    ['cannot agree twice', { state: 'agreed' }, 'notOpen'],
    ['cannot agree to what was refused', { state: 'refused' }, 'notOpen'],
    ['is somebody else than who asked', { second: { id: one, role: 'owner' } }, 'ownRequest'],
    ['is somebody else than who profits', { second: { id: two, role: 'admin' } }, 'toOneself'],
    ['may agree to their own fine', { second: { id: two, role: 'admin' }, points: -800 }, 'agree'],
    [
      'cannot agree with one who is no manager any more',
      { requester: role(one, 'helper') },
      'void',
    ],
    ['cannot agree with one who is gone', { requester: undefined }, 'void'],
    ['cannot agree about one who is gone', { target: undefined }, 'void'],
  ])('%s', ([, more, kind]) => {
    expect(decideSecond(facts(more)).kind).toBe(kind);
  });

  test('refuses, unless it is about themselves', () => {
    expect(mayRefuse({ refuser: three, requester: one, target: two })).toBe(true);
    expect(mayRefuse({ refuser: two, requester: one, target: two })).toBe(false);
    expect(mayRefuse({ refuser: one, requester: one, target: one })).toBe(true);
  });
});

describe('an amount of points', () => {
  test('is read in exactly one way', () => {
    const unit = fc.constantFrom(...'0123456789+-.,e _０９٣๕');
    const texts = fc.oneof(fc.string({ unit }), fc.double().map(String));
    fc.assert(
      fc.property(texts, (text) => {
        const read = parsePoints(text);
        if (read !== undefined) expect(String(read)).toBe(text);
      }),
    );
  });

  test('is read whenever it is a plain number within bounds', () => {
    fc.assert(fc.property(amount, (value) => parsePoints(String(value)) === value));
  });
});

function points(value: number) {
  return parsePoints(String(value)) ?? raise();
}

function member(id: number): MemberId {
  return parseMemberId(id) ?? raise();
}

function role(id: MemberId, named: Role) {
  return { id, role: named };
}

function raise(): never {
  throw new Error('a test is wrong');
}
