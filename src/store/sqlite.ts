/**
 * The only door to better-sqlite3: one connection, whose statements are prepared once, and which
 * turns SQLite's errors into faults. How a file is opened safely is in `open.ts`.
 */
import Database from 'better-sqlite3';
import { type Compiled, compile, Fault, type Prepared, type Read, Slot, type Write } from '#kit';

type Parameter = Slot | string | number | null;
type Row = readonly (string | number | null)[];

/** Runs prepared statements. */
export interface Statements {
  get<Values, Result>(query: Read<Values, Result>, values: Values): Result | undefined;
  all<Values, Result>(
    query: Read<Values, Result> | Write<Values, Result>,
    values: Values,
  ): readonly Result[];
  /** @returns how many rows changed */
  run<Values, Result>(query: Write<Values, Result>, values: Values): number;
}

/** What frames a transaction and its steps. */
export type Control =
  | 'begin immediate'
  | 'commit'
  | 'rollback'
  | 'savepoint step'
  | 'release step'
  | 'rollback to step';

export class Connection implements Statements {
  readonly #db: Database.Database;
  readonly #controls = new Map<Control, Database.Statement>();

  /**
   * @param file a path; the file is made when it is not there and `mode` is `write`
   * @param mode `look` reads alone, but clears its traces away as a writer does when it leaves last
   * @throws Fault when it cannot be opened
   */
  constructor(file: string, mode: 'write' | 'read' | 'look') {
    const options = { readonly: mode === 'read', fileMustExist: mode === 'look' };
    this.#db = guarded(file, () => new Database(file, options));
    if (mode === 'look') this.pragma('query_only = 1');
  }

  get<Values, Result>(query: Read<Values, Result>, values: Values): Result | undefined {
    return this.#prepared(query).get(values);
  }

  all<Values, Result>(
    query: Read<Values, Result> | Write<Values, Result>,
    values: Values,
  ): readonly Result[] {
    return this.#prepared(query).all(values);
  }

  run<Values, Result>(query: Write<Values, Result>, values: Values): number {
    return this.#prepared(query).run(values);
  }

  /** Streams rows as plain values; for exports, which read more than fits in memory. */
  *iterate({ sql, parameters }: Compiled): IterableIterator<Row> {
    try {
      yield* this.#db.prepare<unknown[], Row>(sql).raw().iterate(parameters);
    } catch (error) {
      throw asFault(error, this.#db.name);
    }
  }

  /** Runs a script of statements once: schema steps, VACUUM. */
  exec(sql: string): void {
    guarded(this.#db.name, () => this.#db.exec(sql));
  }

  /** Runs one of the few statements that frame every transaction, prepared once. */
  control(sql: Control): void {
    let statement = this.#controls.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#controls.set(sql, statement);
    }
    const ready = statement;
    guarded(this.#db.name, () => ready.run());
  }

  /** Reads or sets a pragma. @returns its first value */
  pragma(text: string): unknown {
    return guarded(this.#db.name, () => this.#db.pragma(text, { simple: true }));
  }

  /** Whether a transaction is open; SQLite ends it by itself when the disk is full. */
  get isInTransaction(): boolean {
    return this.#db.inTransaction;
  }

  close(): void {
    this.#db.close();
  }

  #prepared<Values, Result>(
    query: Read<Values, Result> | Write<Values, Result>,
  ): Prepared<Values, Result> {
    const known = query.prepared.get(this);
    if (known) return known;
    const { sql, parameters } = compile(query);
    const fresh = prepare<Values, Result>(this.#db, { sql, parameters });
    query.prepared.set(this, fresh);
    return fresh;
  }
}

/** The hot path runs through here: no closure per call, only the `try`. */
function prepare<Values, Result>(
  db: Database.Database,
  { sql, parameters }: Compiled,
): Prepared<Values, Result> {
  const statement = db.prepare<unknown[], Result>(sql);
  const bind = binder<Values>(parameters);
  return {
    get(values) {
      try {
        return statement.get(bind(values));
      } catch (error) {
        throw asFault(error, db.name);
      }
    },
    all(values) {
      try {
        return statement.all(bind(values));
      } catch (error) {
        throw asFault(error, db.name);
      }
    },
    run(values) {
      try {
        return statement.run(bind(values)).changes;
      } catch (error) {
        throw asFault(error, db.name);
      }
    },
  };
}

/** Puts named values in the order of the question marks; the driver refuses a missing one. */
function binder<Values>(parameters: readonly Parameter[]): (values: Values) => unknown[] {
  return (values) => {
    const named = Object(values);
    const bound: unknown[] = [];
    for (const parameter of parameters) {
      bound.push(parameter instanceof Slot ? Reflect.get(named, parameter.name) : parameter);
    }
    return bound;
  };
}

/** Runs a call of the driver; what it throws for reasons outside our code becomes a fault. */
function guarded<T>(file: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw asFault(error, file);
  }
}

/**
 * A fault when the driver failed for reasons outside our code; otherwise the error itself: a bug.
 */
function asFault(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  return faultFor(error.code, { file, cause: error }) ?? error;
}

/** @param sqliteCode such as `SQLITE_FULL`; undefined for codes that only a bug of ours brings */
export function faultFor(
  sqliteCode: string,
  { file, cause }: { readonly file: string; readonly cause: Error },
): Fault | undefined {
  const kind = FAULTS.find(([prefix]) => sqliteCode.startsWith(prefix));
  if (!kind) return undefined;
  const [, code, says, retry] = kind;
  return new Fault(code, `${file}: ${says}`, { cause, ...(retry ? { retry } : {}) });
}

const FAULTS = [
  [
    'SQLITE_FULL',
    'disk-full',
    'the disk is full; free some space, nothing was half-written',
    'later',
  ],
  ['SQLITE_IOERR_SHORT_READ', 'database-damaged', 'the file ends too early', undefined],
  [
    'SQLITE_IOERR',
    'disk-broken',
    'the disk cannot be read or written; look for its errors in the system log',
    'later',
  ],
  ['SQLITE_READONLY', 'read-only', 'the file or its folder is read-only', 'later'],
  [
    'SQLITE_CANTOPEN',
    'file-unreadable',
    'the file cannot be opened; check the folder and its rights',
    undefined,
  ],
  ['SQLITE_BUSY', 'database-busy', 'another program is writing to the file', 'later'],
  ['SQLITE_NOTADB', 'database-foreign', 'this is not a database', undefined],
  ['SQLITE_CORRUPT', 'database-damaged', 'the database is damaged', undefined],
] as const;
