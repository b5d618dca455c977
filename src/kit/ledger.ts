/**
 * The ledger of points (流水): append-only, whole points, one entry per `once` key. One entry is both
 * sides of a transfer between the community's treasury and a member, so the sum over everybody and
 * the treasury is always zero.
 */

import type { Day } from './day.ts';
import type { CommunityId, MemberId } from './ids.ts';
import type { Instant } from './instant.ts';

export interface Posting {
  /** Of a member who was merged into another, that other one is meant. */
  readonly member: MemberId;
  /** Signed whole points, not zero; see `MOST_POINTS`. */
  readonly points: number;
  /** A code such as `checkin`; the feature's phrases say it in words. */
  readonly reason: string;
  /** Makes a redelivery harmless: the ledger keeps one entry per key. No personal data in it. */
  readonly once: string;
  /** What it was for, e.g. a day. No personal data in it: it can never be changed. */
  readonly reference?: string | undefined;
  /** Free words of a person; kept beside the ledger so that they can be erased. */
  readonly note?: string | undefined;
  /** The manager who ordered it. */
  readonly operator?: MemberId | undefined;
  /** Lets the balance fall below zero: only for taking back what should not have been paid. */
  readonly mayOwe?: boolean | undefined;
}

export interface Reversing extends Pick<Posting, 'reason' | 'note' | 'operator' | 'mayOwe'> {
  /** Who gives it back, while the entry's member is being merged into them; else that member. */
  readonly member?: MemberId;
}

export type PostOutcome =
  | { readonly kind: 'posted'; readonly seq: number; readonly balance: number }
  /** The same posting was made before; nothing changed. */
  | { readonly kind: 'repeated'; readonly seq: number; readonly balance: number }
  /** The member has too few points; nothing changed. */
  | { readonly kind: 'short'; readonly balance: number }
  /** The books did not balance at the last check; points go in, none go out. */
  | { readonly kind: 'frozen' };

export interface LedgerEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly member: MemberId;
  readonly points: number;
  /** The member's balance after this entry. */
  readonly balance: number;
  readonly reason: string;
  readonly reference: string | undefined;
  readonly note: string | undefined;
  readonly operator: MemberId | undefined;
  readonly once: string;
  readonly reversalOf: number | undefined;
}

/** Points that were earned or lost in a span of days. */
export interface LedgerSums {
  readonly earned: number;
  readonly spent: number;
}

export interface LedgerReader {
  balanceOf(member: MemberId): Promise<number>;
  /** Newest first; `before` continues a page. */
  entriesOf(
    member: MemberId,
    page: { readonly limit: number; readonly before?: number | undefined },
  ): Promise<readonly LedgerEntry[]>;
  entry(seq: number): Promise<LedgerEntry | undefined>;
  entryByOnce(once: string): Promise<LedgerEntry | undefined>;
  /** The newest entry that `operator` made by hand in the community and that still stands. */
  lastBy(operator: MemberId, reasons: readonly string[]): Promise<LedgerEntry | undefined>;
  /** Sum of the points (as absolute value) that `operator` moved by hand on `day`. */
  movedBy(operator: MemberId, day: Day): Promise<number>;
  sumsOn(member: MemberId, day: Day): Promise<LedgerSums>;
  /** Points that all members of the community hold together. */
  circulation(community: CommunityId): Promise<number>;
}

export interface Ledger extends LedgerReader {
  /**
   * Appends one entry and moves the balance, in the transaction that it belongs to.
   * @throws Fault `ledger-conflict` when `once` is known with another content
   */
  post(posting: Posting): Promise<PostOutcome>;
  /**
   * Takes an entry back by a counter-entry. An entry is taken back at most once.
   * @returns `short` when the points are already spent and `mayOwe` is not set
   */
  reverse(seq: number, how: Reversing): Promise<PostOutcome>;
}
