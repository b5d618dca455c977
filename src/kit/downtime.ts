/**
 * Downtime (停机): a time in which the bot heard nothing of a group, because the program was off or
 * its account was not connected. What fell into it is made good (补偿) by each feature for itself.
 */
import { type Instant, instantOf, minutes } from './instant.ts';
import type { Line } from './phrases.ts';

/** Whoever was away for less was missed by hardly anybody: that is no downtime. In ms. */
export const LEAST_DOWNTIME = minutes(10);

/** From `from` on, up to but without `to`. */
export interface Downtime {
  readonly from: Instant;
  readonly to: Instant;
}

/** What a feature has made good, for the one message in which the group hears of it. */
export interface Repair {
  /** What it is about, such as `poll:2`: said again of the same, the later line counts. */
  readonly about: string;
  /** A few words without a full stop, because others follow: «投票 2 号延长到 08:20». */
  readonly line: Line;
}

/** A downtime as managers see it. */
export interface DowntimeInfo extends Downtime {
  /** What was made good in the community's groups, as they were told; none where nothing was. */
  readonly repairs: readonly string[];
}

/** How much of a period lies within some others, which may overlap; in ms. */
export function sharedWith(period: Downtime, others: readonly Downtime[]): number {
  let shared = 0;
  let reached: number = period.from;
  for (const { from, to } of [...others].sort((one, other) => one.from - other.from)) {
    const begin = Math.max(from, reached);
    const end = Math.min(to, period.to);
    shared += Math.max(0, end - begin);
    reached = Math.max(reached, end);
  }
  return shared;
}

/** What falls due so shortly after the bot is back was missed all the same: nobody could see it. */
const SHORTLY_AFTER = 30 * 60 * 1_000;
/** A deadline moves by no more than this. */
const LONGEST_EXTENSION = 12 * 60 * 60 * 1_000;

/**
 * The deadline in place of one that fell into a downtime or within 30 minutes after it: so much
 * after its end as it was long, at most 12 hours. It never comes earlier than it was.
 * @returns undefined where the deadline stays
 */
export function extendedDeadline(deadline: Instant, { from, to }: Downtime): Instant | undefined {
  if (deadline < from || deadline > to + SHORTLY_AFTER) return undefined;
  const later = to + Math.min(to - from, LONGEST_EXTENSION);
  return later > deadline ? instantOf(later) : undefined;
}
