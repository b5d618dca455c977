/**
 * Notices that npx was stopped. npx runs a program through a shell and passes a signal on to that
 * shell alone, which ends without telling anybody: the program would go on as an orphan.
 */
import { seconds, type Timer, type Timers } from '#kit';

/** How long an orphan may go on. Asking costs one system call. */
const PERIOD = seconds(0.5);

/** The part of `process` that matters here; a test has its own. */
export interface Launched {
  /** The process that started this one, or whoever has adopted it since. */
  readonly ppid: number;
}

export interface LauncherWatch {
  /** Resolves when the process that started this one has ended. */
  readonly gone: Promise<void>;
  /** Looks no more. */
  stop(): void;
}

/** Looks every half second whether the program still has the parent that it has now. */
export function watchLauncher(program: Launched, timers: Timers): LauncherWatch {
  const launcher = program.ppid;
  let timer: Timer | undefined;
  const gone = new Promise<void>((resolve) => {
    const look = (): void => {
      if (program.ppid !== launcher) resolve();
      else timer = timers.after(PERIOD, look);
    };
    look();
  });
  return { gone, stop: () => timer?.cancel() };
}
