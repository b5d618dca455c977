/** What comes of reading when something is to be pushed: a rule and what follows it, or why not. */
import type { Day, Instant, MinuteOfDay, Zone } from '#kit';
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
  /** «每天两次»: at which times? */
  | { readonly kind: 'noClocks' }
  /** «每个工作日每2小时»: from when to when? */
  | { readonly kind: 'noHours' }
  /** «13:00-15:00»: a push has a moment and no length. */
  | { readonly kind: 'clockSpan'; readonly from: MinuteOfDay; readonly to: MinuteOfDay }
  /** Times of one phrase that are of two days by the clock: «22点到2点每小时». */
  | { readonly kind: 'overMidnight' }
  /** «除夕晚上12点»: by the clock it is of the day after. */
  | { readonly kind: 'afterMidnight' }
  /** «9点前», «before 9». */
  | { readonly kind: 'vagueClock' }
  /** «noon and 6». */
  | { readonly kind: 'halfClock' }
  /** «每周一9点、周三10点». */
  | { readonly kind: 'twoRules' }
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
  /** What was answered to «at what time?», where the text itself says none. */
  readonly clock?: string;
}

/** A group is not to be reminded more often. */
export const SHORTEST_STEP_MINUTES = 10;

/** What stands behind so many characters, without what joins the two. */
export function rest(text: string, length: number): string {
  return text.slice(length).replace(/^[\s,，:：、。]+/u, '');
}
