/** What comes of reading when something is to be pushed: a rule and what follows it, or why not. */
import type { Day, Instant, Zone } from '#kit';
import type { CronProblem } from '../times/calendars.ts';
import type { When } from '../times/when.ts';

export type ReadWhen =
  | { readonly kind: 'when'; readonly when: When; readonly content: string }
  | WhenProblem;

export type WhenProblem =
  /** Neither days nor a time were understood. */
  | { readonly kind: 'noTime' }
  /** Days, but no time of day. */
  | { readonly kind: 'noClock' }
  /** A time of day alone, where what is changed has no days to keep. */
  | { readonly kind: 'noDays' }
  /** «2月30日». */
  | { readonly kind: 'noSuchDay' }
  /** «25点». */
  | { readonly kind: 'noSuchTime' }
  | { readonly kind: 'past' }
  | { readonly kind: 'tooOften' }
  /** More of something than a rule can hold. */
  | { readonly kind: 'tooMuch' }
  | { readonly kind: 'cron'; readonly problem: CronProblem };

export interface Now {
  readonly now: Instant;
  readonly today: Day;
  readonly zone: Zone;
  /** The rule that is changed: what is not said of its days, times and range stays. */
  readonly before?: When;
}

/** What stands behind so many characters, without what joins the two. */
export function rest(text: string, length: number): string {
  return text.slice(length).replace(/^[\s,，:：、。]+/u, '');
}
