/** What a poll (投票) asks and how: its terms, as somebody drafts them and as they then stand. */
import { type Condition, type Instant, plainWord } from '#kit';

export const KINDS = ['single', 'multiple', 'ranked'] as const;
export type Kind = (typeof KINDS)[number];

/** When its result is shown: any time, to whoever has cast a ballot, or once it is closed. */
export const SHOWS = ['always', 'voted', 'closed'] as const;
export type Shows = (typeof SHOWS)[number];

/** A poll that has more is not read to its end. */
export const MOST_OPTIONS = 20;
/**
 * Of more options than five there are so many orders that somebody could know a ballot again by
 * its order, and buy it.
 */
export const MOST_RANKED_IN_SECRET = 5;
/** With fewer secret ballots, sums would tell who has cast which. */
export const FEWEST_SECRET = 3;
/** In graphemes. */
export const LONGEST_TITLE = 60;
/** In graphemes. */
export const LONGEST_OPTION = 30;

/** What is typed before a poll is opened; all but title and options may be left out. */
export interface Draft {
  readonly title: string;
  readonly options: readonly string[];
  readonly kind: Kind;
  /** How many options one ballot may hold; undefined: all of them. */
  readonly most?: number | undefined;
  readonly isSecret: boolean;
  readonly shows?: Shows | undefined;
  readonly mayChange?: boolean | undefined;
  /** So many members must cast a ballot; 0 for none. */
  readonly quorum: number;
  readonly condition?: Condition | undefined;
  readonly closesAt?: Instant | undefined;
}

export interface Terms extends Draft {
  readonly most: number;
  readonly shows: Shows;
  readonly mayChange: boolean;
  readonly closesAt: Instant;
}

export const EMPTY: Draft = {
  title: '',
  options: [],
  kind: 'single',
  isSecret: false,
  quorum: 0,
};

/**
 * The terms of a draft. Of a secret poll nobody's ballot is known, so none can be changed; and its
 * result waits for the end, since two results with one ballot between them would give that away.
 */
export function termsOf(draft: Draft, closesAt: Instant): Terms {
  const { kind, options, isSecret, shows = 'always', mayChange = true } = draft;
  return {
    ...draft,
    most: mostOf(draft, options.length),
    shows: isSecret ? 'closed' : shows,
    mayChange: !isSecret && mayChange,
    closesAt: draft.closesAt ?? closesAt,
    kind: kind === 'multiple' && draft.most === 1 ? 'single' : kind,
  };
}

function mostOf({ kind, most }: Draft, options: number): number {
  if (kind === 'single') return 1;
  return kind === 'ranked' ? options : Math.min(most ?? options, options);
}

export type DraftProblem =
  | 'noTitle'
  | 'fewOptions'
  | 'manyOptions'
  | 'sameOptions'
  | 'manyOrders'
  | 'otherNumber';

/** What is wrong with a draft; undefined when it can be opened. */
export function draftProblem(draft: Draft): DraftProblem | undefined {
  const { title, options, kind, isSecret } = draft;
  if (title === '') return 'noTitle';
  if (options.length < 2) return 'fewOptions';
  if (options.length > MOST_OPTIONS) return 'manyOptions';
  if (new Set(options.map(plainWord)).size < options.length) return 'sameOptions';
  if (options.some((option, index) => isOtherNumber(option, index, options))) return 'otherNumber';
  const isTold = kind === 'ranked' && isSecret && options.length > MOST_RANKED_IN_SECRET;
  return isTold ? 'manyOrders' : undefined;
}

/** «2» as the first option: nobody could tell what an answer «2» means. */
function isOtherNumber(option: string, index: number, { length }: readonly string[]): boolean {
  const plain = plainWord(option);
  if (!/^[0-9]{1,2}$/.test(plain)) return false;
  const number = Number(plain);
  return number !== index + 1 && number >= 1 && number <= length;
}

/**
 * Whether a poll of the platform's own shows the same figures as ours: named, always shown, changed
 * at will, for everybody, one option or as many as one likes.
 */
export function isNative({ kind, most, options, ...terms }: Terms): boolean {
  const { isSecret, shows, mayChange, quorum, condition } = terms;
  if (isSecret || shows !== 'always' || !mayChange || quorum > 0 || condition) return false;
  return kind === 'single' || (kind === 'multiple' && most === options.length);
}
