/** When so many check in at once (扎堆签到) that their answers go out as one message. */
import { after, type Instant, seconds } from '#kit';
import type { Settings } from '../settings.ts';

export interface CrowdFacts {
  /** When the bot learned of this check-in. */
  readonly heardAt: Instant;
  /** When it learned of the one that is `afterMany` check-ins earlier, if there is one. */
  readonly earlier: Instant | undefined;
}

/** Measured by the bot's own clock, so that what was held up together is answered together. */
export function isCrowd(
  { heardAt, earlier }: CrowdFacts,
  { mergeAnswers: { afterMany, withinSeconds } }: Pick<Settings, 'mergeAnswers'>,
): boolean {
  if (afterMany === 0 || earlier === undefined) return false;
  return earlier > after(heardAt, seconds(-withinSeconds));
}
