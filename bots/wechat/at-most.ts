/** Waiting for a gateway, but not for ever: its calls have no deadline of their own. */
import type { Span, Timer, Timers } from '#kit';

/** A gateway that did not answer in time; whether it acted is not known. */
export class Late extends Error {
  override readonly name = 'Late';
}

/** @throws Late when it takes longer than `span`; the work itself goes on unseen */
export async function atMost<T>(timers: Timers, span: Span, work: Promise<T>): Promise<T> {
  let timer: Timer | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = timers.after(span, () => fail(new Late(`no answer within ${span / 1_000} s`)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer?.cancel();
  }
}
