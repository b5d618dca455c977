/**
 * What a database holds, as text that can be compared, and what is wrong with it. It reads by a
 * connection of its own and changes nothing.
 */
import { checkIntegrity } from '../../src/store/integrity.ts';
import { checkLedger } from '../../src/store/ledger-check.ts';
import { openForReading } from '../../src/store/open.ts';
import type { Connection } from '../../src/store/sqlite.ts';

/**
 * What may differ between two runs of the same events: how a sending ended, and a push with it,
 * because a kill leaves it unknown; the place of an answer or of a plan among the others, because a
 * file that was being made is made again later; and when the tables were made. Everything else must
 * be the same.
 */
const MAY_DIFFER: Readonly<Record<string, readonly string[]>> = {
  outbox: ['id', 'state', 'attempts', 'not_before', 'body', 'why', 'ended_at'],
  due_items: ['id'],
  pushes: ['id', 'state', 'ended_at'],
  migrations: ['at'],
};

/** The id of a database, by which its own backups are known: no two files share it. */
const MADE_WITH_THE_FILE = /^'database\.id',/;

/** All rows of all tables, by table, each row as one line of SQL literals, in a fixed order. */
export function dumpTables(file: string): ReadonlyMap<string, string> {
  return reading(file, (connection) => {
    const tables = texts(connection, `select name from sqlite_schema where type = 'table'`);
    return new Map(tables.sort().map((table) => [table, dumpTable(connection, table)]));
  });
}

/** One sentence for each table or export whose rows are not the same. */
export function differences(
  found: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): readonly string[] {
  return [...wanted].flatMap(([table, rows]) => {
    const other = found.get(table) ?? '';
    return other === rows ? [] : [`${table} differs: ${firstDifference(other, rows)}`];
  });
}

/** What is wrong with the file or the books by themselves. */
export function faults(file: string): readonly string[] {
  return reading(file, (connection) => [
    ...checkIntegrity(connection),
    ...checkLedger(connection).map(({ why }) => why),
  ]);
}

/** How many sendings ended in which state. */
export function sendStates(file: string): ReadonlyMap<string, number> {
  return reading(file, (connection) => {
    const sql = 'select state, count(*) from outbox group by state';
    const rows = [...connection.iterate({ sql, parameters: [] })];
    return new Map(rows.map(([state, count]) => [String(state), Number(count)]));
  });
}

/** The keys of all events that took effect, each as `group key`. */
export function takenEvents(file: string): ReadonlySet<string> {
  return reading(file, (connection) => {
    if (texts(connection, `select name from sqlite_schema where name = 'inbox'`).length === 0) {
      return new Set();
    }
    const sql = `select platform_id || ' ' || key from inbox join groups on groups.id = group_id`;
    return new Set(texts(connection, sql));
  });
}

/** The first column of a query's rows, as text. */
export function readColumn(file: string, sql: string): readonly string[] {
  return reading(file, (connection) => texts(connection, sql));
}

/** A query's rows, as plain values. */
export function readRows(file: string, sql: string): readonly (readonly unknown[])[] {
  return reading(file, (connection) => [...connection.iterate({ sql, parameters: [] })]);
}

function reading<T>(file: string, work: (connection: Connection) => T): T {
  const connection = openForReading(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

function dumpTable(connection: Connection, table: string): string {
  const hidden = MAY_DIFFER[table] ?? [];
  const columns = texts(connection, `select name from pragma_table_info('${table}')`).filter(
    (column) => !hidden.includes(column),
  );
  const literals = columns.map((column) => `quote("${column}")`).join(` || ',' || `);
  const rows = texts(connection, `select ${literals} from "${table}" order by 1`);
  return rows.filter((row) => !MADE_WITH_THE_FILE.test(row)).join('\n');
}

function texts(connection: Connection, sql: string): string[] {
  return [...connection.iterate({ sql, parameters: [] })].map(([value]) => String(value));
}

function firstDifference(found: string, wanted: string): string {
  const here = found.split('\n');
  const there = wanted.split('\n');
  const at = there.findIndex((row, index) => row !== here[index]);
  const place = at < 0 ? there.length : at;
  return `row ${place + 1} is ${here[place] ?? 'missing'}, should be ${there[place] ?? 'absent'}`;
}
