/**
 * Linking (关联): several accounts that are one person. Where both had a member in a community, one
 * of the two is merged (合并) into the other, and until the link is old it can be parted again.
 */
import type { CommunityId, MemberId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Tx } from './store.ts';

/** Two members of one community, of whom one goes into the other. */
export interface MergedPair {
  readonly from: MemberId;
  readonly into: MemberId;
  readonly community: CommunityId;
  /** Numbers the merge; for `once` keys, since the same two may be merged again later. */
  readonly merge: number;
}

/** How the figures that a feature keeps of two members become those of one, and go apart again. */
export interface Merging {
  /**
   * Moves what is kept of `from` to `into`, which must earn nothing by it.
   * @returns what {@link Merging.part} needs; plain JSON, erased with the person
   */
  merge(tx: Tx, pair: MergedPair): Promise<unknown>;
  /** Gives back to `from` what came from them; what came since stays with `into`. */
  part(tx: Tx, pair: MergedPair & { readonly data: unknown }): Promise<void>;
}

export interface LinkRequest {
  /** The account that is to be one person with… */
  readonly account: { readonly platform: string; readonly id: PlatformId };
  /** …the person behind this member, who stays. */
  readonly into: MemberId;
}

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly link: number }
  /** They are one person already. */
  | { readonly kind: 'same' }
  /** The books did not balance at the last check: no points are moved. */
  | { readonly kind: 'frozen' };

/** What two members of one community have been merged, and what parting them would move. */
export interface MergeInfo {
  readonly community: CommunityId;
  readonly from: MemberId;
  readonly into: MemberId;
  /** Points that go back; less than came when they are spent. */
  readonly points: number;
  /** Points that should go back but are spent. */
  readonly spent: number;
}

/** A link that can still be undone. */
export interface LinkInfo {
  readonly link: number;
  readonly at: Instant;
  readonly undoUntil: Instant;
  /** The accounts that came by it. */
  readonly accounts: readonly { readonly platform: string; readonly id: PlatformId }[];
  readonly merges: readonly MergeInfo[];
}

export type UnlinkOutcome = { readonly kind: 'unlinked' | 'gone' | 'frozen' };
