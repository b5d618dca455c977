/** The rules of invitations as tables: who counts, who is held, who is refused. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, instantOf, minutes, parseDay, seededRandom } from '#kit';
import { parseAmount, parseSpan } from './rules/campaign.ts';
import { codeOfLink, drawCode, linkName, parseCode } from './rules/code.ts';
import { lastRound, netOf, newTiers, nextTier } from './rules/figures.ts';
import { isReady, judgeClaim, judgeJoin, mayBeginAgain } from './rules/judge.ts';
import { settings as schema } from './settings.ts';

const settings = schema.parse({});
const NOW = instantOf(Date.parse('2026-03-10T09:00:00+08:00'));
const ago = (span: number) => instantOf(NOW - span);

describe('a newcomer whose inviter the platform knows', () => {
  const good = {
    isBot: false,
    isAddedByStaff: false,
    isRing: false,
    joinedAt: NOW,
    firstSeenAt: NOW,
  };
  test.for([
    ['counts later', {}, { state: 'pending' }],
    ['is a bot', { isBot: true }, { state: 'rejected', reason: 'bot' }],
    ['was added by an admin', { isAddedByStaff: true }, { state: 'rejected', reason: 'added' }],
    ['closes a ring', { isRing: true }, { state: 'rejected', reason: 'ring' }],
    ['was here before', { firstSeenAt: ago(days(9)) }, { state: 'rejected', reason: 'old' }],
    ['spoke a moment before the join', { firstSeenAt: ago(minutes(1)) }, { state: 'pending' }],
  ] as const)('%s', ([, facts, verdict]) => {
    expect(judgeJoin({ ...good, ...facts })).toEqual(verdict);
  });
});

describe('a newcomer who says who invited them', () => {
  const good = {
    isOneself: false,
    isInviterGone: false,
    isRing: false,
    now: NOW,
    firstSeenAt: ago(days(1)),
    joinedAt: ago(days(1)),
    inviterSeenAt: ago(days(30)),
  };
  test.for([
    ['is believed', {}, { state: 'pending' }],
    ['names themselves', { isOneself: true }, { state: 'refused', why: 'oneself' }],
    ['names who has left', { isInviterGone: true }, { state: 'refused', why: 'inviterGone' }],
    ['names whom they invited', { isRing: true }, { state: 'refused', why: 'ring' }],
    ['is late', { firstSeenAt: ago(days(8)) }, { state: 'refused', why: 'old' }],
    ['was not seen joining', { joinedAt: undefined }, { state: 'held', reason: 'unseen' }],
    ['names who came later', { inviterSeenAt: NOW }, { state: 'held', reason: 'later' }],
  ] as const)('%s', ([, facts, verdict]) => {
    expect(judgeClaim({ ...good, ...facts }, settings)).toEqual(verdict);
  });
});

test.for([
  [3, 3, true],
  [2.999, 3, false],
  [3, 2, false],
  [30, 0, false],
] as const)('after %f days with talk on %i of them it counts: %s', ([stayed, daysTalked, is]) => {
  const joinedAt = instantOf(NOW - Math.round(stayed * days(1)));
  expect(isReady({ joinedAt, now: NOW, daysTalked }, settings)).toBe(is);
});

test.for([
  ['gone', 1, 60, true],
  ['gone', 1, 1_440, true],
  ['gone', 1, 1_441, false],
  ['gone', 2, 1, false],
  ['removed', 1, 1, false],
  ['erased', 1, 1, false],
] as const)(
  'who is %s in round %i may begin again %i minutes later: %s',
  ([reason, round, late, may]) => {
    expect(mayBeginAgain({ leftAt: ago(minutes(late)), now: NOW, round, reason })).toBe(may);
  },
);

test('the net figure is what stays and may stay, less what left or did not count', () => {
  expect(netOf({ valid: 5, pending: 3, left: 2, rejected: 1, held: 9 })).toBe(5);
});

test('tiers are reached once each, also several at once, and the next one is known', () => {
  const { tiers } = settings;
  const friends = (valid: number, held: readonly number[]) =>
    newTiers(tiers, { valid, held: held.map((one) => ({ friends: one })) }).map(
      (one) => one.friends,
    );
  expect(friends(2, [])).toEqual([]);
  expect(friends(5, [])).toEqual([3, 5]);
  expect(friends(5, [3])).toEqual([5]);
  expect(friends(12, [3, 5, 10])).toEqual([]);
  expect(nextTier(tiers, 3)).toEqual({ tier: { friends: 5, points: 60 }, missing: 2 });
  expect(nextTier(tiers, 10)).toBeUndefined();
});

test('every code can be read however it is typed, and stands in a name of 32 at most', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const code = drawCode(seededRandom(seed, 'code'));
      const typed = ` ${code.slice(0, 3).toLowerCase()}－${code.slice(3)} `;
      expect(parseCode(typed)).toBe(code);
      expect(codeOfLink(linkName(code))).toBe(code);
      expect(linkName(code).length).toBeLessThanOrEqual(32);
    }),
  );
});

test.for(['', 'friends', '大家好', '他', '2', '12345678901', 'K7M2Q!'])(
  '«%s» is no code',
  (typed) => {
    expect(parseCode(typed)).toBeUndefined();
  },
);

const today = parseDay('2026-03-10');
assert(today);

test.for([
  ['7', '2026-03-10', '2026-03-16'],
  ['7 天', '2026-03-10', '2026-03-16'],
  ['１４天', '2026-03-10', '2026-03-23'],
  ['1 day', '2026-03-10', '2026-03-10'],
  ['2026-03-12 2026-03-20', '2026-03-12', '2026-03-20'],
  ['3月12日到3月20日', '2026-03-12', '2026-03-20'],
  ['3-12 至 3-20', '2026-03-12', '2026-03-20'],
  ['3/12 - 3/20', '2026-03-12', '2026-03-20'],
  ['12.28~1.5', '2026-12-28', '2027-01-05'],
] as const)('«%s» is %s to %s', ([typed, from, to]) => {
  expect(parseSpan(typed, today)).toEqual({ from, to });
});

test.for([
  '',
  '0',
  '下周',
  '999',
  '2026-03-09 2026-03-20',
  '2026-03-20 2026-03-12',
  '2-30 3-1',
  '3-12',
])('«%s» is no span of days to come', (typed) => {
  expect(parseSpan(typed, today)).toBeUndefined();
});

test.for([
  ['20', 20],
  ['２０', 20],
  ['20 积分', 20],
  ['20 points', 20],
  ['0', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['1001', undefined],
  ['二十', undefined],
] as const)('«%s» is %s points', ([typed, amount]) => {
  expect(parseAmount(typed, 1_000)).toBe(amount);
});

test('a tier that is reached anew after accounts have parted has a number of its own', () => {
  const tiers = [
    { friends: 3, round: 1 },
    { friends: 3, round: 4 },
    { friends: 5, round: 9 },
  ];
  expect([3, 5, 10].map((friends) => lastRound(tiers, friends))).toEqual([4, 9, 0]);
});
