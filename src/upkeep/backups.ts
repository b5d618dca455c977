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

/** A database, and where its backups are. */
export interface BackupPlace {
  /** The database. */
  readonly file: string;
  /** Made when the first backup is; other databases may have theirs there, too. */
  readonly folder: string;
}

export interface BackupOptions extends BackupPlace {
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

function firstWait({ every, ...place }: BackupOptions, now: Instant): Span {
  const made = newestBackup(place)?.made;
  const left = made === undefined ? PAUSE : spanBetween(now, after(made, every));
  if (left < PAUSE) return PAUSE;
  // A clock that was set back must not put the next backup off.
  return left > every ? every : left;
}

/** Makes one backup now, unless nothing was written since the newest, and removes old ones. */
export async function backUp(options: BackupOptions, signal?: AbortSignal): Promise<void> {
  const { file, folder, clock, log } = options;
  mkdirSync(folder, { recursive: true });
  if (!isChanged(options)) return;
  removeUnfinished(options);
  const target = join(folder, backupName(file, clock.now()));
  const bytes = await copyInBackground({ file, target }, signal);
  const removed = superfluous(file, readdirSync(folder));
  for (const name of removed) rmSync(join(folder, name), { force: true });
  log.info({ file: target, bytes, removed: removed.length }, 'backup made and verified');
}

/** Where the automatic backups of a database are kept: beside it. */
export function backupFolder(file: string): string {
  return join(dirname(file), 'backups');
}

/** An automatic backup. */
export interface Backup {
  readonly path: string;
  /** When it was begun. */
  readonly made: Instant;
}

/** The newest automatic backup of a database. */
export function newestBackup({ file, folder }: BackupPlace): Backup | undefined {
  const [name] = existsSync(folder) ? backupsAmong(file, readdirSync(folder)) : [];
  const made = name === undefined ? undefined : timeOfBackup(file, name);
  return name === undefined || made === undefined ? undefined : { path: join(folder, name), made };
}

/** When anything was written to a database last. */
export function lastWritten(file: string): Instant {
  const times = [file, `${file}-wal`].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return instantOf(Math.floor(Math.max(...times)));
}

function isChanged(place: BackupPlace): boolean {
  const newest = newestBackup(place);
  return newest === undefined || lastWritten(place.file) >= newest.made;
}

/** What a crash left of a backup of this database that was being made. */
function removeUnfinished({ file, folder }: BackupPlace): void {
  for (const name of readdirSync(folder)) {
    const [, begun = ''] = UNFINISHED.exec(name) ?? [];
    if (timeOfBackup(file, begun) !== undefined) rmSync(join(folder, name), { force: true });
  }
}

const UNFINISHED = /^(.+)[.]unfinished(?:-\w+)?$/s;
