/** The last call (截止提醒): that something open to everybody ends soon; one rule for whatever ends. */
import { type Instant, instantOf, minutes } from './instant.ts';

export interface Ending {
  readonly opensAt: Instant;
  readonly endsAt: Instant;
  /** So long before its end; 0 for never. */
  readonly minutesBefore: number;
}

/** @returns undefined where it is so short that the call would follow right upon its opening */
export function lastCallAt({ opensAt, endsAt, minutesBefore }: Ending): Instant | undefined {
  const at = instantOf(endsAt - minutes(minutesBefore));
  return minutesBefore > 0 && at - opensAt >= endsAt - at ? at : undefined;
}
