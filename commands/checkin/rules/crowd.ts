/** When so many check in at once (扎堆签到) that their answers go out as one message. */
import { after, type Instant, seconds } from '#kit';
import type { Settings } from '../settings.ts';

export interface CrowdFacts {
  /** When the bot learned of this check-in. */
  readonly heardAt: Instant;
  /** When it learned of those before, newest first. */
  readonly before: readonly Instant[];
}

/** Measured by the bot's own clock, so that what was held up together is answered together. */
export function isCrowd(
  { heardAt, before }: CrowdFacts,
  { mergeAnswers: { afterMany, withinSeconds } }: Pick<Settings, 'mergeAnswers'>,
): boolean {
  const nth = before[afterMany - 1];
  return nth !== undefined && nth > after(heardAt, seconds(-withinSeconds));
}
