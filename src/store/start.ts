/**
 * Makes a database ready: takes the lock, opens, checks the file, brings it to this program's
 * schema (after a backup), and checks the books. What it refuses, it refuses with a sentence for
 * people.
 */
import { existsSync } from 'node:fs';
import { Fault, formatInstant, type Instant } from '#kit';
import { copyDatabase } from './backup.ts';
import { type Founding, keepFounding } from './communities.ts';
import { FROZEN, factOf } from './facts.ts';
import { checkIntegrity } from './integrity.ts';
import { checkForStart, checkLedger, type Mismatch } from './ledger-check.ts';
import { type Lock, takeLock } from './lock.ts';
import { hasHistory, migrate, pendingSteps, type Schema } from './migrate.ts';
import { openForReading, openForWriting } from './open.ts';
import { coreSchema } from './schema.ts';
import type { Connection } from './sqlite.ts';

export interface StartOptions {
  readonly file: string;
  readonly features: readonly Schema[];
  readonly now: Instant;
  /** The process that will hold the lock. */
  readonly pid: number;
  /** For communities made before it was kept with what they began. */
  readonly founding?: Founding;
}

export interface Database {
  readonly writer: Connection;
  readonly reader: Connection;
  /** What is wrong with the books; spending stays frozen until they are right again. */
  readonly mismatches: readonly Mismatch[];
  close(): void;
}

/** @throws Fault with a message for the operator */
export function startDatabase(options: StartOptions): Database {
  const { file, now } = options;
  const writer = openForWriting(file);
  let lock: Lock | undefined;
  try {
    lock = takeLock(file, { pid: options.pid, since: formatInstant(now) });
    prepare(writer, options);
    if (options.founding) writer.run(keepFounding, options.founding);
    const reader = openForReading(file);
    return {
      writer,
      reader,
      mismatches: booksOf(writer),
      close: closer(writer, reader, lock),
    };
  } catch (error) {
    writer.close();
    lock?.release();
    throw error;
  }
}

/** Books that were wrong are only right again when all of them are. */
function booksOf(writer: Connection): readonly Mismatch[] {
  const wereWrong = writer.get(factOf, { key: FROZEN }) !== undefined;
  return wereWrong ? checkLedger(writer) : checkForStart(writer);
}

/** The schemas of core and features, in the order in which they are made. */
export function allSchemas(features: readonly Schema[]): readonly Schema[] {
  return [{ owner: 'core', steps: coreSchema }, ...features];
}

function prepare(writer: Connection, { file, features, now }: StartOptions): void {
  const problems = checkIntegrity(writer);
  if (problems.length > 0) {
    const why = problems[0] ?? '';
    throw new Fault(
      'database-damaged',
      `${file}: the database is damaged (${why}); put the newest good backup back with ` +
        '«npx qunli restore FILE», the damaged file is set aside',
    );
  }
  const pending = pendingSteps(writer, allSchemas(features));
  const isFilled = pending.length > 0 && writer.pragma('page_count') !== 0 && hasHistory(writer);
  if (isFilled) copyDatabase(writer, freeName(`${file}.before-update`));
  migrate(writer, pending, now);
}

/** Never over an older copy: `….before-update`, `….before-update-2`, … */
function freeName(wanted: string): string {
  let name = wanted;
  for (let copy = 2; existsSync(name); copy += 1) name = `${wanted}-${copy}`;
  return name;
}

function closer(writer: Connection, reader: Connection, lock: Lock): () => void {
  return () => {
    reader.close();
    try {
      writer.pragma('wal_checkpoint(truncate)');
    } finally {
      // What a full disk keeps in the log is read from there at the next start.
      writer.close();
      lock.release();
    }
  };
}
