/** After a downtime (停机): streaks go on over days on which nobody could check in. */
import type { MakingGood, Repair } from '#kit';
import type { CheckIn } from './base.ts';
import { daysAway } from './rules/away.ts';
import { coverDay } from './store/away.ts';

/** Pays nothing and lets nobody's streak grow. */
export async function keepStreaks(context: MakingGood<CheckIn>): Promise<readonly Repair[]> {
  const { tx, group, community, downtime, away, settings, text, now: at } = context;
  if (!group) return [];
  let kept = 0;
  for (const day of daysAway({ downtime, away, calendar: community.calendar }, settings)) {
    kept += await coverDay(tx, { group: group.id, community: community.id, day, at });
  }
  return kept > 0 ? [{ about: 'streaks', line: text('streaksKept') }] : [];
}
