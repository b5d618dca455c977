/**
 * Has the whole ledger checked again and again while the bot runs: right after a start, at which
 * only the sums and the newest entries of a long one were looked at, and then every hour.
 */
import { hours, type Log, type Span, seconds, type Timer, type Timers } from '#kit';
import type { Mismatch } from '../store/ledger-check.ts';
import { checkInBackground } from './check.ts';

/** A bot that has just started has better things to do. */
const PAUSE: Span = seconds(10);
const EVERY: Span = hours(1);

export interface WatchOptions {
  /** The database. */
  readonly file: string;
  readonly timers: Timers;
  readonly log: Log;
  /** Told of each check, also of those that found nothing. */
  onChecked(mismatches: readonly Mismatch[]): Promise<void>;
}

export interface Watch {
  /** Begins no new check and breaks off the one that was begun; resolves when it has ended. */
  stop(): Promise<void>;
}

export function watchBooks({ file, timers, log, onChecked }: WatchOptions): Watch {
  const stopping = new AbortController();
  let timer: Timer | undefined;
  let running: Promise<void> = Promise.resolve();
  const check = async (): Promise<void> => {
    try {
      await onChecked(await checkInBackground({ file }, stopping.signal));
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ error }, 'the books could not be checked');
    }
    next(EVERY);
  };
  const next = (wait: Span): void => {
    if (stopping.signal.aborted) return;
    timer = timers.after(wait, () => {
      running = check();
    });
  };
  next(PAUSE);
  return {
    async stop() {
      stopping.abort();
      timer?.cancel();
      await running;
    },
  };
}
