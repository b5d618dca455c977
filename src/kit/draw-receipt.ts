/**
 * The receipt (开奖凭证) of a fair draw: everything by which a stranger can recompute who won.
 * It names nobody: entrants are codes. `docs/FAIR-DRAW.md` describes it for who writes a verifier.
 */
import * as z from 'zod';

export const DRAW_FORMAT = 'qunli-draw/1';

/** More kinds of prizes, or more of one, are no lottery that a group could follow. */
export const MOST_PRIZES = 100;
export const MOST_OF_PRIZE = 10_000;
/** Tickets of one entrant: their own and those of bonuses. */
export const MOST_TICKETS = 1_000;
/** Hexadecimal digits of an entrant's code: 80 bits, so that no two of a million are alike. */
export const CODE_DIGITS = 20;
/** Entrants of one lottery; a list of so many has 25 MB. */
export const MOST_ENTRANTS = 1_000_000;
const LONGEST_WORDS = 2_000;

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const hash = hex(64);
const code = hex(CODE_DIGITS);
const words = z.string().max(LONGEST_WORDS);
const index = z
  .int()
  .min(0)
  .max(MOST_PRIZES - 1);

/** What the group has agreed to, in words; `nonce` keeps words that were taken out unguessable. */
const terms = z.strictObject({
  nonce: hash,
  prizes: z.array(words).min(1).max(MOST_PRIZES),
  title: words,
});

/** The frozen list: its hash is published before the public number is known. */
const list = z.strictObject({
  beacon: z.strictObject({ chain: hash, round: z.int().min(1) }).nullable(),
  /** SHA-256 of the seed as text. */
  commitment: hash,
  /** Code and number of tickets of each, sorted by code. */
  entrants: z
    .array(z.tuple([code, z.int().min(1).max(MOST_TICKETS)]))
    .min(1)
    .max(MOST_ENTRANTS),
  format: z.literal(DRAW_FORMAT),
  lottery: z.string().regex(/^c[1-9][0-9]{0,15}-[1-9][0-9]{0,15}$/),
  /** How many there are of each prize, in the order in which they are drawn. */
  prizes: z.array(z.int().min(1).max(MOST_OF_PRIZE)).min(1).max(MOST_PRIZES),
  /** SHA-256 of the terms as canonical JSON. */
  terms: hash,
});

/**
 * Why something happened to an entrant after the list was frozen: a closed list, so that everybody
 * reads in a receipt whose doing it was. `isWorded`: people say why in their own words. `refill`:
 * the next of the same ranking gets the prize.
 */
export const DRAW_REASONS = {
  /** Asked to be forgotten. */
  forgotten: { kind: 'passed', by: 'member', isWorded: false, refill: false },
  /** Left all groups of the community, by themself. */
  left: { kind: 'passed', by: 'member', isWorded: false, refill: false },
  /** Had won as another account of the same person. */
  same: { kind: 'passed', by: 'member', isWorded: false, refill: false },
  /** A manager took them out of this draw, in public, before the public number was out. */
  disqualified: { kind: 'passed', by: 'manager', isWorded: true, refill: false },
  /** Was removed from the group, and keeps the place: a removal passes no prize on. */
  removed: { kind: 'kept', by: 'manager', isWorded: false, refill: false },
  /** Did not claim in time. */
  unclaimed: { kind: 'forfeited', by: 'member', isWorded: false, refill: true },
  /** Was removed and did not claim: the prize goes to nobody. */
  lapsed: { kind: 'forfeited', by: 'manager', isWorded: false, refill: false },
  /** A manager took the prize back, in public. */
  takenBack: { kind: 'redrawn', by: 'manager', isWorded: true, refill: true },
} as const;

export type DrawReason = keyof typeof DRAW_REASONS;
const REASONS = Object.keys(DRAW_REASONS).filter(isReason);

function isReason(name: string): name is DrawReason {
  return Object.hasOwn(DRAW_REASONS, name);
}

/** What happened after the list was frozen; numbered, and never taken back. */
const record = z.strictObject({
  /** When, in milliseconds since 1970. */
  at: z.int().min(0),
  by: z.enum(['member', 'manager']),
  entrant: code,
  /**
   * passed: could not win any more when the ranking came to them. kept: could, although somebody
   * had removed them. forfeited: did not claim in time. redrawn: a manager took the prize back.
   */
  kind: z.enum(['passed', 'kept', 'forfeited', 'redrawn']),
  number: z.int().min(1),
  /** SHA-256 of the words as canonical JSON; null where the reason needs none. */
  reason: hash.nullable(),
  /** Whether the next of the same ranking gets the prize. */
  refill: z.boolean(),
  why: z.enum(REASONS),
  words: z.strictObject({ nonce: hash, text: words }).nullable(),
});

const winner = z.strictObject({
  entrant: code,
  /** Counted from 0. */
  prize: index,
  /** Which of the entrant's tickets won, counted from 1. */
  ticket: z.int().min(1).max(MOST_TICKETS),
});

export const drawReceipt = z.strictObject({
  beacon: z.strictObject({ randomness: hash, signature: hex(96) }).nullable(),
  list,
  listHash: hash,
  records: z.array(record),
  seed: hash,
  terms: terms.nullable(),
  winners: z.array(winner),
});

export type DrawReceipt = z.output<typeof drawReceipt>;
export type DrawList = DrawReceipt['list'];
export type DrawTerms = z.output<typeof terms>;
export type DrawRecord = DrawReceipt['records'][number];
export type DrawWinner = DrawReceipt['winners'][number];

/** Each single prize in the order in which they are drawn, as the index of its kind. */
export function singlePrizes(prizes: DrawList['prizes']): readonly number[] {
  return prizes.flatMap((quantity, prize) => Array.from({ length: quantity }, () => prize));
}
