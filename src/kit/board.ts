/** Leaderboards (排行榜): which figure, over which days, and who stands where. */
import type { AliasableExpression } from 'kysely';
import { type Day, monthOf, weekOf } from './day.ts';
import type { CommunityId, MemberId } from './ids.ts';
import type { DisplayName } from './name.ts';
import type { Given } from './sql.ts';

export const PERIODS = ['day', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

export interface BoardSpan {
  readonly community: CommunityId;
  readonly from: Day;
  readonly to: Day;
}

/** Which sums make a board: a select of {@link Totals}, which the house places and names. */
export interface Board {
  /** Sum per member over a span of days. */
  totals(given: Given<BoardSpan>): AliasableExpression<Totals>;
  /** Sum per member over all time. */
  totalsOfAllTime(given: Given<Pick<BoardSpan, 'community'>>): AliasableExpression<Totals>;
}

/** A board's own query gives one such row per member; members without a figure have none. */
export interface Totals {
  readonly member_id: MemberId;
  readonly total: number;
}

export interface Placed {
  readonly member: MemberId;
  readonly name: DisplayName;
  readonly total: number;
  /** 1 is first; equal totals share a place. */
  readonly place: number;
}

export interface Standing {
  readonly top: readonly Placed[];
  /** The member who asks with the neighbours above and below; empty when they have no place. */
  readonly near: readonly Placed[];
  /** Whether others stand between the last of `top` and the first of `near`. */
  readonly isApart: boolean;
  /** How many members have a place. */
  readonly count: number;
}

/** Those of `near` that are to be shown below `top`: nobody when the member is among the first. */
export function belowTop({ top, near }: Standing, member: MemberId): readonly Placed[] {
  const shown = new Set(top.map((placed) => placed.member));
  return shown.has(member) ? [] : near.filter((placed) => !shown.has(placed.member));
}

/** The days of a period that contains `today`; undefined means all time. */
export function daysOf(period: Period, today: Day): { from: Day; to: Day } | undefined {
  switch (period) {
    case 'day':
      return { from: today, to: today };
    case 'week':
      return weekOf(today);
    case 'month':
      return monthOf(today);
    case 'all':
      return undefined;
  }
}
