/**
 * What features do when a group that is a community of its own becomes one of another community
 * (加入社群), or goes out of its community and is one of its own again (退出社群).
 */
import type { AdoptionWay } from './adoption.ts';
import type { Base } from './base.ts';
import type { Context } from './context.ts';
import type { CommunityId, GroupId, MemberId } from './ids.ts';
import type { Line } from './phrases.ts';
import type { Tx } from './store.ts';

/** A community that ends: all its people go on in another one. */
export interface Adoption {
  readonly from: CommunityId;
  readonly to: CommunityId;
  readonly group: GroupId;
  /** Everybody, with the number that they have there; some were known there before. */
  readonly people: readonly { readonly from: MemberId; readonly into: MemberId }[];
}

/** What a feature does when the group of the occasion changes its community. */
export interface Adopting<B extends Base = Base> {
  /**
   * What must have ended before, in words that say how; nothing: the group may go.
   * @param way `in`: all of the community counts, `out`: what belongs to this group
   */
  hindrances?(context: Context<B>, way: AdoptionWay): Promise<readonly Line[]>;
  /** What is due in the group is about nothing that is numbered in its community: it goes along. */
  readonly isDueAlong?: boolean;
  /**
   * Takes along what the feature keeps, with the people whose it is; they must earn nothing by it.
   * Without it all of that stays behind.
   */
  carry?(tx: Tx, adoption: Adoption): Promise<void>;
  /** What becomes of what it keeps, for who is to decide. */
  outlook?(context: Context<B>, way: AdoptionWay): Line | undefined;
}
