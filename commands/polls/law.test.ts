/**
 * Laws of polls (投票): whatever members press, say and take back, in whatever order and however
 * often it is delivered, each counts once, and the result is that of a tally kept by hand.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { type Ballot, ballotOf, ballotText, decideBallot, ordersOf } from './rules/ballot.ts';
import { KINDS, type Kind } from './rules/terms.ts';

const MEMBERS = ['小明', '小红', '小刚', '小丽'];
const OPTIONS = 4;

const step = fc.record({
  who: fc.constantFrom(...MEMBERS),
  how: fc.constantFrom('press' as const, 'say' as const, 'command' as const),
  options: fc.uniqueArray(fc.integer({ min: 1, max: OPTIONS }), { minLength: 1, maxLength: 3 }),
  isTwice: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const polls = fc.constantFrom(
  { terms: '', kind: 'single', most: 1, mayChange: true },
  { terms: '+不可改', kind: 'single', most: 1, mayChange: false },
  { terms: '+多选2', kind: 'multiple', most: 2, mayChange: true },
  { terms: '+多选3 +不可改', kind: 'multiple', most: 3, mayChange: false },
  { terms: '+排序', kind: 'ranked', most: 4, mayChange: true },
) satisfies fc.Arbitrary<Asked>;

interface Asked {
  readonly terms: string;
  readonly kind: Kind;
  readonly most: number;
  readonly mayChange: boolean;
}

/** A tally kept by hand, in other words than the rules'. */
class Tally {
  readonly ballots = new Map<string, readonly number[]>();

  take({ who, how, options }: Step, { kind, most, mayChange }: Asked): void {
    const before = this.ballots.get(who);
    if (before && !mayChange) return;
    // One number only is an answer to a question with one choice.
    if (how === 'say' && most === 1 && options.length > 1) return;
    if (how === 'press' && kind !== 'single' && !mayChange) return;
    const [first = 0] = options;
    const wanted = how === 'press' ? pressed(kind, before ?? [], first) : options;
    if (wanted.length > most) return;
    if (wanted.length === 0) this.ballots.delete(who);
    else this.ballots.set(who, kind === 'ranked' ? wanted : [...wanted].sort());
  }
}

function pressed(kind: Kind, before: readonly number[], option: number): readonly number[] {
  if (kind === 'single') return [option];
  return before.includes(option) ? before.filter((one) => one !== option) : [...before, option];
}

test('nobody counts twice, and the ballots are those of a tally kept by hand', async () => {
  await fc.assert(
    fc.asyncProperty(polls, fc.array(step, { maxLength: 25 }), async (asked, steps) => {
      await using chat = await openChat({ features, settings: { 'points.chatPoints': 0 } });
      const tally = new Tally();
      await chat.member('群主').becomes('owner');
      await chat.member('群主').says(`发起投票 哪个 | 甲 | 乙 | 丙 | 丁 | ${asked.terms}`);
      for (const one of steps) {
        tally.take(one, asked);
        const { who, how, options, isTwice } = one;
        const member = chat.member(who);
        const typed = options.join(' ');
        const id = chat.freshId();
        if (how === 'press') await member.presses(`polls:1:${options[0]}`);
        else await member.says(how === 'say' ? typed : `投票 1 ${typed}`, { id });
        // The platform delivers what was said once more.
        if (isTwice && how !== 'press') await member.says(typed, { id });
      }
      const kept = exportedRows(chat, { what: 'polls' }).filter(({ name }) => name !== null);
      expect(new Map(kept.map(({ name, options }) => [name, options]))).toEqual(
        new Map([...tally.ballots].map(([name, ballot]) => [name, ballot.join()])),
      );
      expect(kept).toHaveLength(tally.ballots.size);
      expect(chat.errors).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('in a secret poll there are as many ballots as members who have cast one', async () => {
  const kinds = fc.constantFrom('', '+多选2', '+排序');
  const whispers = fc.array(step, { maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(kinds, whispers, async (terms, steps) => {
      await using chat = await openChat({ features, settings: { 'points.chatPoints': 0 } });
      const boss = chat.member('群主');
      await boss.becomes('owner');
      for (const name of MEMBERS) await chat.member(name).says('早');
      await boss.says(`发起投票 哪个 | 甲 | 乙 | 丙 | 丁 | +匿名 ${terms}`);
      const most = new Map([
        ['', 1],
        ['+多选2', 2],
      ]);
      const first = new Map<string, readonly number[]>();
      for (const { who, options } of steps) {
        if (options.length <= (most.get(terms) ?? OPTIONS) && !first.has(who))
          first.set(who, options);
        await chat.member(who).whispers(`投票 1 ${options.join(' ')}`);
      }
      await boss.says('结束投票 1');
      const rows = exportedRows(chat, { what: 'polls' }).filter(({ options }) => options !== null);
      const sums = sumsByHand([...first.values()], terms === '+排序');
      const told = first.size < 3 ? {} : sums;
      expect(Object.fromEntries(rows.map(({ options, ballots }) => [options, ballots]))).toEqual(
        told,
      );
      expect(rows.every(({ name, memberId, at }) => [name, memberId, at].every(isNothing))).toBe(
        true,
      );
      expect(chat.errors).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

/** How many ballots hold each option, or each order of options. */
function sumsByHand(
  ballots: readonly (readonly number[])[],
  isRanked: boolean,
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const kind of ballots.flatMap((one) => (isRanked ? [one.join()] : one.map(String)))) {
    sums[kind] = (sums[kind] ?? 0) + 1;
  }
  return sums;
}

function isNothing(value: unknown): boolean {
  return value === null;
}

const ballot = fc.uniqueArray(fc.integer({ min: 1, max: OPTIONS }), { maxLength: OPTIONS });

test('a ballot that is decided upon is one that can be kept, and read back as it was', () => {
  const facts = fc.record({
    isOpen: fc.boolean(),
    terms: fc.record({
      kind: fc.constantFrom(...KINDS),
      most: fc.integer({ min: 1, max: OPTIONS }),
      mayChange: fc.boolean(),
      isSecret: fc.boolean(),
    }),
    options: fc.constant(OPTIONS),
    before: fc.option(fc.oneof(ballot, fc.constant('hidden' as const)), { nil: undefined }),
    chosen: fc.oneof(ballot, fc.array(fc.integer({ min: -1, max: 9 }))),
    isPressed: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const outcome = decideBallot(given);
      if (!given.isOpen) expect(outcome.kind).toBe('closed');
      if (outcome.kind !== 'cast' && outcome.kind !== 'changed') return;
      const cast: Ballot = outcome.ballot;
      expect(cast.length).toBeLessThanOrEqual(given.terms.most);
      expect(new Set(cast).size).toBe(cast.length);
      expect(cast.every((option) => option >= 1 && option <= OPTIONS)).toBe(true);
      expect(ballotOf(ballotText(cast))).toEqual(cast);
      if (given.before !== undefined) expect(given.terms.mayChange).toBe(true);
    }),
  );
});

test('of five options there are 325 orders, of which none is listed twice', () => {
  const orders = ordersOf([1, 2, 3, 4, 5]).map(ballotText);
  expect([orders.length, new Set(orders).size]).toEqual([325, 325]);
});
