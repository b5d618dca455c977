/**
 * One look at all that waits in a group: what leaves now, and together with what; what waits on,
 * and until when; what ends. Pure.
 */
import type { Instant, PushPriority } from '#kit';
import { type Decision, decide, type GroupFacts, isEarly, type PushFacts } from './decide.ts';

/** More than so many reminders in one message are not read. */
const MOST_TOGETHER = 5;

export interface Candidate<P> extends PushFacts {
  readonly push: P;
  /** It may be read together with others: it is nothing but text. */
  readonly isPlain: boolean;
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
export const RANK: Readonly<Record<PushPriority, number>> = { promised: 0, planned: 1, low: 2 };

/** @param waiting oldest first */
export function planRound<P>(waiting: readonly Candidate<P>[], facts: GroupFacts): Round<P> {
  const rest = waiting
    .filter((one) => !isEarly(one, facts))
    .sort((a, b) => RANK[a.priority] - RANK[b.priority]);
  const leaving: (readonly P[])[] = [];
  const undecided: { push: P; decision: Held }[] = [];
  let now = facts;
  for (let next = rest.shift(); next; next = rest.shift()) {
    const decision = decide(next, now);
    if (decision.do !== 'now') {
      undecided.push({ push: next.push, decision });
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
