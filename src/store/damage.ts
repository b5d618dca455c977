/**
 * What is said of a damaged database, and which errors mean that it is: SQL that was right when
 * the file was made fails only on a file that is no longer what it was.
 */
import { Fault } from '#kit';

/** The fault of a database that cannot be used, with what to do about it. */
export function damaged(file: string, why: string): Fault {
  return new Fault(
    'database-damaged',
    `${file}: the database is damaged (${why}); put the newest good backup back with ` +
      '«npx qunli restore FILE», the damaged file is set aside',
  );
}

/**
 * Looks at a database whose schema is known.
 * @throws Fault `database-damaged` where SQLite finds no table, column or key that must be there
 */
export function examine<T>(file: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}
