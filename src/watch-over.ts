/**
 * What goes on beside every running bot, on platforms or at a terminal: automatic backups, and the
 * hourly check of the books.
 */
import { type Clock, hours, type Log, type Timers } from '#kit';
import { watchBooks } from './books/watch.ts';
import type { Config } from './config.ts';
import type { Mismatch } from './store/ledger-check.ts';
import { type Backups, backupFolder, keepBackups } from './upkeep/backups.ts';

export interface Watched {
  readonly config: Pick<Config, 'file' | 'backupHours'>;
  readonly app: {
    /** Takes what is wrong with the books, and nothing when they are right. */
    reviewBooks(mismatches: readonly Mismatch[]): Promise<void>;
  };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logOf: (part: string) => Log;
}

export interface Watch {
  /** Begins nothing new and breaks off what was begun; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Begins to watch; when the books are wrong the app is told, and it tells those who must know. */
export function watchOver(watched: Watched): Watch {
  const { config, app, timers, logOf } = watched;
  const backups = backUp(watched);
  const books = watchBooks({
    file: config.file,
    timers,
    log: logOf('books'),
    onChecked: (mismatches) => app.reviewBooks(mismatches),
  });
  return {
    async stop() {
      await Promise.all([backups?.stop(), books.stop()]);
    },
  };
}

function backUp({ config, clock, timers, logOf }: Watched): Backups | undefined {
  const { file, backupHours } = config;
  if (backupHours === 0) return undefined;
  const folder = backupFolder(file);
  return keepBackups({
    file,
    folder,
    every: hours(backupHours),
    clock,
    timers,
    log: logOf('backups'),
  });
}
