/**
 * A progress bar for long work, on standard error and only where that is a terminal.
 *
 * @clack/prompts has one too, but it puts the keyboard into raw mode and ends the process with
 * exit code 0 at Ctrl-C: an export that was broken off would look done.
 */
import type { Clock } from '#kit';
import { realClock } from '../host.ts';

/** Work shorter than this needs no bar. */
const PATIENCE_MS = 300;
/** Time between two pictures of the bar. */
const REDRAW_MS = 100;
const WIDTH = 30;
const CLEAR_LINE = '\r\u001b[K';

export interface Progress {
  /** Tells how much is done so far. */
  to(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

export interface ProgressOptions {
  /** What is being done, e.g. `members`. */
  readonly title: string;
  readonly total: number;
  /** What is counted, e.g. `rows`. */
  readonly unit: string;
}

/** Where the bar is drawn: standard error, or a test's stand-in. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What a test puts in the place of the terminal and the clock. */
export interface Surroundings {
  readonly screen?: Screen;
  readonly clock?: Clock;
}

/** @returns a bar, or nothing that shows when nobody watches */
export function openProgress(
  options: ProgressOptions,
  { screen = process.stderr, clock = realClock }: Surroundings = {},
): Progress {
  if (screen.isTTY !== true) return { to: () => undefined, end: () => undefined };
  let nextAt = clock.now() + PATIENCE_MS;
  let isShown = false;
  return {
    to(done) {
      const now = clock.now();
      if (now < nextAt) return;
      nextAt = now + REDRAW_MS;
      isShown = true;
      screen.write(`${CLEAR_LINE}${barOf(options, done)}`);
    },
    end() {
      if (isShown) screen.write(CLEAR_LINE);
    },
  };
}

function barOf({ title, total, unit }: ProgressOptions, done: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const filled = Math.round(share * WIDTH);
  const bar = '━'.repeat(filled) + '─'.repeat(WIDTH - filled);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${title} ${bar} ${percent} %  ${done.toLocaleString('en')} ${unit}`;
}
