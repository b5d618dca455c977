/** How long a push of a schedule is worth sending, and whether it comes again. */
import { minutes, type Span } from '#kit';
import type { When } from '../times/when.ts';
import type { Run } from './run.ts';

/** A platform that is away must not cost a push; one that is older would only confuse. */
const ONCE_LASTS = minutes(30);
const RECURRING_LASTS = minutes(120);

/** How long a slot may wait for a better moment. */
export function lastingOf({ kind }: When): Span {
  return kind === 'once' ? ONCE_LASTS : RECURRING_LASTS;
}

/** Whether it does not come again by itself: planned for one moment, or sent beside its times. */
export function comesOnce({ kind }: When, { by }: Run): boolean {
  return kind === 'once' || by !== undefined;
}
