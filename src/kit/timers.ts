/** Waiting, as the runtime and the bots need it; the host makes it real. */
import type { Span } from './instant.ts';

export interface Timer {
  cancel(): void;
}

export interface Timers {
  /** Calls back once after a real span, however long; never early. */
  after(span: Span, then: () => void): Timer;
  /** Lets sockets and timers have their turn. */
  breathe(): Promise<void>;
}
