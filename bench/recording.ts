/**
 * Records what our program really writes: each statement that changes something, with its values,
 * by watching the driver. The records are the work that a bare loop has to do as well.
 */
import Database from 'better-sqlite3';

/** One run of a statement; `how` says whether rows came back. */
export interface Written {
  readonly sql: string;
  readonly how: 'run' | 'all' | 'get';
  readonly values: readonly unknown[];
}

export interface Recording {
  /** What each transaction wrote, in order. */
  readonly commits: readonly (readonly Written[])[];
  /** Forgets what was written until now. */
  restart(): void;
}

const FRAME = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i;
const COMMIT = /^\s*commit\b/i;
const HOW = ['run', 'all', 'get'] as const;

/** Watches every statement that is prepared from now on, in this process, for good. */
export function record(): Recording {
  const commits: (readonly Written[])[] = [];
  let open: Written[] = [];
  const end = () => {
    if (open.length > 0) commits.push(open);
    open = [];
  };
  watch((statement, sql) => {
    if (COMMIT.test(sql)) tap({ statement, how: 'run', note: end });
    if (statement.readonly || FRAME.test(sql)) return;
    for (const how of HOW) {
      tap({ statement, how, note: (values) => open.push({ sql, how, values }) });
    }
  });
  const restart = () => {
    commits.length = 0;
    open = [];
  };
  return { commits, restart };
}

function watch(onPrepared: (statement: Database.Statement, sql: string) => void): void {
  const prepare: unknown = Reflect.get(Database.prototype, 'prepare');
  if (typeof prepare !== 'function') throw new Error('the driver has no prepare');
  Reflect.set(Database.prototype, 'prepare', function watched(this: unknown, sql: string) {
    const statement: Database.Statement = Reflect.apply(prepare, this, [sql]);
    onPrepared(statement, sql);
    return statement;
  });
}

interface Tap {
  readonly statement: Database.Statement;
  readonly how: Written['how'];
  readonly note: (values: readonly unknown[]) => void;
}

function tap({ statement, how, note }: Tap): void {
  const original: unknown = Reflect.get(statement, how);
  if (typeof original !== 'function') throw new Error(`a statement cannot ${how}`);
  const value = (...values: readonly unknown[]) => {
    note(values);
    return Reflect.apply(original, statement, values);
  };
  Reflect.defineProperty(statement, how, { value });
}
