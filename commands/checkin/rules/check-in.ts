/** May this member check in (签到) now, and what becomes of the streak? */
import type { Day, MinuteOfDay } from '#kit';
import type { Settings } from '../settings.ts';
import { type NextOpening, waitUntil } from './opening.ts';
import { type Growth, growthBy, type History, inCycle, streakAt } from './streak.ts';

export interface CheckInFacts {
  /** The local day to which the message belongs. */
  readonly today: Day;
  /** What the community's clock showed. */
  readonly minute: MinuteOfDay;
  readonly history: History;
}

export type CheckInOutcome =
  | { readonly kind: 'already'; readonly how: 'own' | 'madeUp'; readonly streak: number }
  | { readonly kind: 'closed'; readonly opens: NextOpening }
  | {
      readonly kind: 'done';
      readonly streak: number;
      /** The streak that earns bonuses. */
      readonly growth: Growth;
    };

/** A day of leave, or without the bot, can still be checked in; one that was made up cannot. */
export function decideCheckIn(
  { today, minute, history }: CheckInFacts,
  { windows, cycle }: Pick<Settings, 'windows' | 'cycle'>,
): CheckInOutcome {
  const how = history.find(({ day }) => day === today)?.kind;
  if (how === 'own' || how === 'madeUp') {
    return { kind: 'already', how, streak: streakAt(today, history) };
  }
  const opens = waitUntil(minute, windows);
  if (opens !== undefined) return { kind: 'closed', opens };
  const growth = growthBy(today, inCycle(history, { day: today, cycle }));
  const streak = cycle === 'none' ? growth.after : growthBy(today, history).after;
  return { kind: 'done', streak, growth };
}
