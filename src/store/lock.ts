/**
 * One program writes to a database at a time. The lock is a small database beside the file, held
 * open in a transaction: the system frees it when the process dies, however it dies.
 */
import { existsSync, realpathSync } from 'node:fs';
import { Fault, type Given, read, tables, write } from '#kit';
import { Connection } from './sqlite.ts';

interface Holder {
  pid: number;
  since: string;
}

const db = tables<{ holder: Holder }>();
const holder = read((_: Given<object>) => db.selectFrom('holder').select(['pid', 'since']));
const forget = write((_: Given<object>) => db.deleteFrom('holder'));
const enter = write((p: Given<Holder>) =>
  db.insertInto('holder').values({ pid: p.pid, since: p.since }),
);

/** Whoever has the lock has it for days; this is for a start that happens at the same moment. */
const PATIENCE_MS = 200;

export interface Lock {
  release(): void;
}

/**
 * Takes the right to write to `file`.
 * @throws Fault `database-in-use` at once when another process has it, naming that process
 */
export function takeLock(file: string, me: Holder): Lock {
  const connection = openLock(file);
  try {
    connection.pragma('journal_mode = delete');
    connection.exec('create table if not exists holder (pid integer, since text)');
    connection.exec('begin immediate');
    connection.run(forget, {});
    connection.run(enter, me);
    connection.exec('commit');
    // From here to the end nobody else can write, but the row above can still be read.
    connection.exec('begin immediate');
  } catch (error) {
    const other = isBusy(error) ? whoHas(connection) : '';
    connection.close();
    if (other === '') throw error;
    throw new Fault('database-in-use', `${file} is in use by ${other}; stop that program first`);
  }
  return { release: () => connection.close() };
}

/** Who has the right to write to `file` now; undefined when nobody has. It takes nothing itself. */
export function whoUses(file: string): string | undefined {
  if (!existsSync(lockOf(file))) return undefined;
  const connection = openLock(file);
  try {
    connection.exec('begin immediate; rollback');
    return undefined;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return whoHas(connection);
  } finally {
    connection.close();
  }
}

function openLock(file: string): Connection {
  const connection = new Connection(lockOf(file), 'write');
  connection.pragma(`busy_timeout = ${PATIENCE_MS}`);
  return connection;
}

/** A link to the database must not be a way around its lock. */
function lockOf(file: string): string {
  return `${existsSync(file) ? realpathSync(file) : file}-lock`;
}

function isBusy(error: unknown): boolean {
  return error instanceof Fault && error.code === 'database-busy';
}

function whoHas(connection: Connection): string {
  const row = connection.get(holder, {});
  return row ? `another qunli (process ${row.pid}, since ${row.since})` : 'another qunli';
}
