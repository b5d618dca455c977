/** What becomes of one ballot (一票): pure; the store has looked up what the member cast before. */
import type { Kind, Terms } from './terms.ts';

/** Numbers of options from 1: in the member's order in a ranked poll, else ascending. */
export type Ballot = readonly number[];

export interface BallotFacts {
  readonly isOpen: boolean;
  readonly terms: Pick<Terms, 'kind' | 'most' | 'mayChange' | 'isSecret'>;
  /** How many options there are. */
  readonly options: number;
  /** What the member has cast; `hidden` where only that they have is known. */
  readonly before: Ballot | 'hidden' | undefined;
  /** What was said, pressed or ticked; empty: taken back. */
  readonly chosen: Ballot;
  /** One press is one option: it joins those before, or leaves them. */
  readonly isPressed: boolean;
}

export type BallotOutcome =
  | { readonly kind: 'cast'; readonly ballot: Ballot }
  | { readonly kind: 'changed'; readonly ballot: Ballot; readonly before: Ballot }
  | { readonly kind: 'takenBack'; readonly before: Ballot }
  | { readonly kind: 'same' }
  | { readonly kind: 'closed' }
  /** Cast already, and ballots of this poll stand. */
  | { readonly kind: 'stands' }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'noSuchOption' }
  /** Several options by single presses need a ballot that can be changed. */
  | { readonly kind: 'sayAll' };

export function decideBallot(facts: BallotFacts): BallotOutcome {
  const { isOpen, terms, options, before, isPressed } = facts;
  const { kind, most, mayChange } = terms;
  if (!isOpen) return { kind: 'closed' };
  if (before !== undefined && (before === 'hidden' || !mayChange)) return { kind: 'stands' };
  if (isPressed && kind !== 'single' && !mayChange) return { kind: 'sayAll' };
  const ballot = tidy(kind, isPressed ? joined(facts, before ?? []) : facts.chosen);
  if (ballot.some((option) => option < 1 || option > options)) return { kind: 'noSuchOption' };
  if (ballot.length > most) return { kind: 'tooMany' };
  return compared(ballot, before);
}

function compared(ballot: Ballot, before: Ballot | undefined): BallotOutcome {
  if (ballot.length === 0) return before ? { kind: 'takenBack', before } : { kind: 'same' };
  if (before === undefined) return { kind: 'cast', ballot };
  return ballot.join() === before.join() ? { kind: 'same' } : { kind: 'changed', ballot, before };
}

/** A press turns an option on or off; in a poll with one choice it replaces the other. */
function joined({ terms, chosen }: BallotFacts, before: Ballot): Ballot {
  if (terms.kind === 'single') return chosen;
  const left = before.filter((option) => !chosen.includes(option));
  return left.length < before.length ? left : [...before, ...chosen];
}

/** Each option once. */
function tidy(kind: Kind, chosen: Ballot): Ballot {
  const once = [...new Set(chosen)];
  return kind === 'ranked' ? once : once.sort((one, other) => one - other);
}

/** As a ballot is kept: «2», «1,3», in a ranked poll «2,1,3». */
export function ballotText(ballot: Ballot): string {
  return ballot.join(',');
}

/** Every ballot that can be cast in a ranked poll: each order of some of the options, or all. */
export function ordersOf(options: Ballot): readonly Ballot[] {
  return options.flatMap((first) => {
    const others = options.filter((option) => option !== first);
    return [[first], ...ordersOf(others).map((order) => [first, ...order])];
  });
}

/** Reads {@link ballotText}. */
export function ballotOf(text: string): Ballot {
  return text === '' ? [] : text.split(',').map(Number);
}
