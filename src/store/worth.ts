/**
 * Until when a letter is worth sending. An answer is, as long as its platform has patience; what
 * was to last longer than an answer was said unasked, and nobody waits for it.
 */
import { sql } from 'kysely';
import { after, type Given, type Instant, instantOf, minutes, type Span } from '#kit';

/** An answer that could not be sent for so long would only confuse. */
export const LIFETIME = minutes(10);

export interface Kept {
  readonly at: Instant;
  readonly expires_at: Instant;
}

/** @param patience of the platform by which it leaves */
export function worthUntil({ at, expires_at }: Kept, patience: Span): Instant {
  if (isUnasked({ at, expires_at })) return expires_at;
  return instantOf(Math.min(expires_at, after(at, patience)));
}

/** Whether it was said unasked. */
export function isUnasked({ at, expires_at }: Kept): boolean {
  return expires_at - at > LIFETIME;
}

/** {@link worthUntil} of a row of the outbox. */
export function worthUntilIn({ patience }: Pick<Given<{ patience: Span }>, 'patience'>) {
  return sql<Instant>`iif(expires_at - at > ${sql.lit(LIFETIME)}, expires_at,
    min(expires_at, at + ${patience}))`;
}
