/**
 * Automatic backups while the bot runs: one after every so many hours in which something was
 * written, each checked right after it is made; old ones are removed.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  after,
  type Clock,
  type Instant,
  instantOf,
  type Log,
  minutes,
  type Span,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { copyInBackground } from './copy.ts';
import { backupName, backupsAmong, superfluous, timeOfBackup } from './keeping.ts';

/** A bot that has just started has better things to do; so does one whose last backup failed. */
const PAUSE: Span = minutes(1);
const RETRY: Span = minutes(10);

export interface BackupOptions {
  /** The database. */
  readonly file: string;
  /** Made when the first backup is. */
  readonly folder: string;
  /** Time between two backups, which is the most that a lost disk can cost. */
  readonly every: Span;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface Backups {
  /** Makes no new ones and breaks off the one that was begun; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Begins to make backups; the newest one there counts, so restarts neither add nor skip any. */
export function keepBackups(options: BackupOptions): Backups {
  const { clock, timers, log } = options;
  const stopping = new AbortController();
  let timer: Timer | undefined;
  let running: Promise<void> = Promise.resolve();
  const next = (wait: Span): void => {
    if (stopping.signal.aborted) return;
    timer = timers.after(wait, () => {
      running = backUp(options, stopping.signal).then(
        () => next(options.every),
        (error: unknown) => {
          if (stopping.signal.aborted) return;
          log.error({ error }, 'the automatic backup failed; it is tried again in 10 minutes');
          next(RETRY);
        },
      );
    });
  };
  next(firstWait(options, clock.now()));
  return {
    async stop() {
      stopping.abort();
      timer?.cancel();
      await running;
    },
  };
}

function firstWait({ folder, every }: BackupOptions, now: Instant): Span {
  const newest = newestBackup(folder);
  const made = newest === undefined ? undefined : timeOfBackup(newest);
  const left = made === undefined ? PAUSE : spanBetween(now, after(made, every));
  if (left < PAUSE) return PAUSE;
  // A clock that was set back must not put the next backup off.
  return left > every ? every : left;
}

/** Makes one backup now, unless nothing was written since the newest, and removes old ones. */
export async function backUp(options: BackupOptions, signal?: AbortSignal): Promise<void> {
  const { file, folder, clock, log } = options;
  mkdirSync(folder, { recursive: true });
  if (!isChanged(file, newestBackup(folder))) return;
  removeUnfinished(folder);
  const target = join(folder, backupName(clock.now()));
  const bytes = await copyInBackground({ file, target }, signal);
  const removed = superfluous(readdirSync(folder));
  for (const name of removed) rmSync(join(folder, name), { force: true });
  log.info({ file: target, bytes, removed: removed.length }, 'backup made and verified');
}

/** Where the automatic backups of a database are kept: beside it. */
export function backupFolder(file: string): string {
  return join(dirname(file), 'backups');
}

/** The name of the newest automatic backup in a folder. */
export function newestBackup(folder: string): string | undefined {
  return existsSync(folder) ? backupsAmong(readdirSync(folder))[0] : undefined;
}

/** When anything was written to a database last. */
export function lastWritten(file: string): Instant {
  const times = [file, `${file}-wal`].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return instantOf(Math.floor(Math.max(...times)));
}

function isChanged(file: string, newest: string | undefined): boolean {
  const made = newest === undefined ? undefined : timeOfBackup(newest);
  return made === undefined || lastWritten(file) >= made;
}

/** What a crash left of a backup that was being made. */
function removeUnfinished(folder: string): void {
  const left = readdirSync(folder).filter((name) => /^qunli-.*[.]unfinished/.test(name));
  for (const name of left) rmSync(join(folder, name), { force: true });
}
