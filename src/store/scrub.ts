/**
 * What was erased must not linger. Freed space is overwritten at once (`secure_delete`), but two
 * places are left: the write-ahead log, which holds older states of a page, and the slack inside
 * pages that were split or merged, where a test of 50 erasures found a name in one of seven runs.
 */
import { Fault, type Given, write } from '#kit';
import { factOf } from './facts.ts';
import { BUSY_TIMEOUT_MS } from './open.ts';
import type { Connection } from './sqlite.ts';
import { core } from './tables.ts';

/** Stands in `facts` from an erasure until the file was rewritten. */
const SLACK = 'slack.toRewrite';

const noteSlack = write((_: Given<object>) =>
  core
    .insertInto('facts')
    .values({ key: SLACK, value: 'since somebody was erased' })
    .onConflict((conflict) => conflict.doNothing()),
);

const dropSlack = write((_: Given<object>) => core.deleteFrom('facts').where('key', '=', SLACK));

export class Scrub {
  readonly #connection: Connection;
  #isLogWanted = false;
  #isFileWanted = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Somebody is erased in this transaction: the log is emptied after it, the file at night. */
  afterErasure(): void {
    this.#connection.run(noteSlack, {});
    this.emptyLogSoon();
  }

  /** After this transaction, or after the next one at which no reader is at work. */
  emptyLogSoon(): void {
    this.#isLogWanted = true;
  }

  /** Rewrites the whole file after this transaction, if an erasure has left slack in it. */
  atNight(): void {
    this.#isFileWanted = this.#connection.get(factOf, { key: SLACK }) !== undefined;
  }

  /** To be called outside a transaction; what fails is tried again, the commit stands. */
  afterCommit(): void {
    if (this.#isFileWanted) {
      this.#isFileWanted = false;
      this.#isLogWanted = attempt(() => rewriteFile(this.#connection)) || this.#isLogWanted;
    }
    if (this.#isLogWanted) this.#isLogWanted = !attempt(() => emptyLog(this.#connection));
  }
}

/** VACUUM writes live rows alone; it holds up answers for two seconds a 100 MB, hence the night. */
function rewriteFile(connection: Connection): boolean {
  connection.exec('vacuum');
  connection.run(dropSlack, {});
  return true;
}

/** Without waiting for anybody. @returns false when a reader is at work */
function emptyLog(connection: Connection): boolean {
  connection.pragma('busy_timeout = 0');
  try {
    return connection.pragma('wal_checkpoint(truncate)') === 0;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

function attempt(work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}
