/**
 * One look at all that waits in a group: what leaves now, and together with what; what waits on,
 * and until when; what ends. Pure.
 */
import type { Instant, PushPriority } from '#kit';
import {
  type Decision,
  decide,
  type GroupFacts,
  isEarly,
  type PushFacts,
  type Reserved,
} from './decide.ts';

/** Less than a rank. */
const ONCE_FIRST = 0.5;
/** More than so many reminders in one message are not read. */
const MOST_TOGETHER = 5;

export interface Candidate<P> extends PushFacts {
  readonly push: P;
  /** It may be read together with others: it is nothing but text. */
  readonly isPlain: boolean;
  /** Of what comes only once: how it is told to those that must leave it a place. */
  readonly place?: Omit<Reserved, 'at'> | undefined;
}

export interface Round<P> {
  /** Messages that leave now, each made of one push or of several small ones. */
  readonly leaving: readonly (readonly P[])[];
  readonly undecided: readonly { readonly push: P; readonly decision: Held }[];
  /** The first moment of those whose time has not come; there are some when a clock is put back. */
  readonly earlyUntil: Instant | undefined;
}

type Held = Exclude<Decision, { readonly do: 'now' }>;

/** What matters most comes first. */
const RANK: Readonly<Record<PushPriority, number>> = { promised: 0, planned: 1, low: 2 };

/** What does not come again goes before what does: the lowest is first. */
export function rankOf({ isOnce, priority }: Pick<PushFacts, 'isOnce' | 'priority'>): number {
  return RANK[priority] - (isOnce ? ONCE_FIRST : 0);
}

/** @param waiting oldest first */
export function planRound<P>(waiting: readonly Candidate<P>[], facts: GroupFacts): Round<P> {
  const rest = waiting.filter((one) => !isEarly(one, facts)).sort((a, b) => rankOf(a) - rankOf(b));
  const leaving: (readonly P[])[] = [];
  const undecided: { push: P; decision: Held }[] = [];
  let now = facts;
  for (let next = rest.shift(); next; next = rest.shift()) {
    const decision = decide(next, now);
    if (decision.do !== 'now') {
      undecided.push({ push: next.push, decision });
      now = keepingPlace(now, next, decision);
      continue;
    }
    const others = togetherWith(next, rest, now);
    for (const other of others) rest.splice(rest.indexOf(other), 1);
    leaving.push([next, ...others].map(({ push }) => push));
    now = afterLeaving(now);
  }
  const early = waiting.filter((one) => isEarly(one, facts)).map(({ plannedAt }) => plannedAt);
  return { leaving, undecided, earlyUntil: early.reduce(sooner, undefined) };
}

/** Small reminders that could leave at the same moment leave in the same message. */
function togetherWith<P>(
  first: Candidate<P>,
  rest: readonly Candidate<P>[],
  facts: GroupFacts,
): readonly Candidate<P>[] {
  if (first.priority !== 'low' || !first.isPlain) return [];
  return rest
    .filter((one) => one.priority === 'low' && one.isPlain && decide(one, facts).do === 'now')
    .slice(0, MOST_TOGETHER - 1);
}

/** What waits, and does not come again, keeps its place from those behind it. */
function keepingPlace<P>(
  facts: GroupFacts,
  { place }: Candidate<P>,
  decision: Exclude<Decision, { do: 'now' }>,
): GroupFacts {
  if (!place || decision.do === 'never') return facts;
  return { ...facts, reserved: [{ ...place, at: decision.at }, ...facts.reserved] };
}

function afterLeaving(facts: GroupFacts): GroupFacts {
  const { now, leftToday, sinceTalk } = facts;
  return { ...facts, leftToday: leftToday + 1, sinceTalk: sinceTalk + 1, lastLeftAt: now };
}

/** When it is worth looking again; undefined when nothing waits. */
export function nextLook<P>({ undecided, earlyUntil }: Round<P>): Instant | undefined {
  const later = undecided.flatMap(({ decision }) => (decision.do === 'later' ? decision.at : []));
  return later.reduce(sooner, earlyUntil);
}

function sooner(first: Instant | undefined, at: Instant): Instant {
  return first === undefined || at < first ? at : first;
}
