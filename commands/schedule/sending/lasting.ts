/** How long a push of a schedule is worth sending. */
import { minutes, type Span } from '#kit';
import type { When } from '../times/when.ts';

/** A platform that is away must not cost a push; one that is older would only confuse. */
const ONCE_LASTS = minutes(30);
const RECURRING_LASTS = minutes(120);

/** How long a slot may wait for a better moment. */
export function lastingOf({ kind }: When): Span {
  return kind === 'once' ? ONCE_LASTS : RECURRING_LASTS;
}
