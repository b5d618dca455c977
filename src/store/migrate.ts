/**
 * Brings a file to the schema of this program: numbered steps, each with a hash, all or nothing.
 * A file made by a newer program is refused, and so is one whose released steps differ.
 */
import { hash } from 'node:crypto';
import { Fault, type Given, type Instant, read, type SchemaStep, tables, write } from '#kit';
import type { Connection } from './sqlite.ts';

/** Whose steps: the core's or a feature's. */
export interface Schema {
  readonly owner: string;
  readonly steps: readonly SchemaStep[];
}

interface MigrationRow {
  owner: string;
  step: number;
  name: string;
  hash: string;
  at: Instant;
}

const db = tables<{ migrations: MigrationRow }>();
const applied = read((_: Given<object>) =>
  db.selectFrom('migrations').selectAll().orderBy('owner').orderBy('step'),
);
const record = write((p: Given<MigrationRow>) =>
  db
    .insertInto('migrations')
    .values({ owner: p.owner, step: p.step, name: p.name, hash: p.hash, at: p.at }),
);

export interface Pending extends SchemaStep {
  readonly owner: string;
  readonly step: number;
}

/**
 * Compares a file with the program's steps.
 * @returns the steps that are still to be taken, in order
 * @throws Fault `database-newer` or `database-damaged` when the file's history is not ours
 */
export function pendingSteps(connection: Connection, schemas: readonly Schema[]): Pending[] {
  const history = hasHistory(connection) ? connection.all(applied, {}) : [];
  for (const row of history) checkKnown(row, schemas);
  return schemas.flatMap(({ owner, steps }) => {
    const done = history.filter((row) => row.owner === owner).length;
    return steps.slice(done).map((step, index) => ({ ...step, owner, step: done + index + 1 }));
  });
}

/** Takes the steps in one transaction: after a crash the file is old or new, never between. */
export function migrate(connection: Connection, pending: readonly Pending[], at: Instant): void {
  if (pending.length === 0) return;
  connection.exec('begin immediate');
  try {
    connection.exec(CREATE_HISTORY);
    for (const { owner, step, name, sql } of pending) {
      connection.exec(sql);
      connection.run(record, { owner, step, name, hash: hashOf(sql), at });
    }
    connection.exec('commit');
  } catch (error) {
    if (connection.isInTransaction) connection.exec('rollback');
    throw error;
  }
}

/** The hash of a step's SQL; also what the house test keeps of released steps. */
export function hashOf(sql: string): string {
  return hash('sha256', sql, 'hex');
}

const CREATE_HISTORY = `
  create table if not exists migrations (
    owner text not null,
    step integer not null,
    name text not null,
    hash text not null,
    at integer not null,
    primary key (owner, step)
  ) strict, without rowid`;

/** Whether a file has ever been made ready by a Qunli; an empty one has not. */
export function hasHistory(connection: Connection): boolean {
  return connection.pragma("table_info('migrations')") !== undefined;
}

/** A feature that was taken out leaves its tables; only a known owner's unknown step is «newer». */
function checkKnown(row: MigrationRow, schemas: readonly Schema[]): void {
  const schema = schemas.find(({ owner }) => owner === row.owner);
  if (!schema) return;
  const step = schema.steps[row.step - 1];
  if (!step) {
    throw new Fault(
      'database-newer',
      `the database was made by a newer Qunli (${row.owner}, step ${row.step} «${row.name}»); ` +
        'install that version, or restore a backup from before the update',
    );
  }
  if (hashOf(step.sql) === row.hash) return;
  throw new Fault(
    'database-damaged',
    `step ${row.step} «${row.name}» of ${row.owner} is not the one that made this database`,
  );
}
