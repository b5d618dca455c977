/**
 * SQL as typed values: written with Kysely's builder, compiled once, run many times with named
 * values. Nothing here touches a database; a query runs only on a `Reader` or a `Tx`.
 */
import {
  type Compilable,
  DummyDriver,
  type Expression,
  Kysely,
  type LimitNode,
  type OffsetNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';

/** For what the builder cannot say; values in `${…}` are bound, never spliced in. */
export { sql };

/** The values of a query while it is being written: `p.member` stands for what is given later. */
export type Given<Values> = { readonly [K in keyof Values]-?: Expression<Values[K]> };

/** A query that one connection has prepared. */
export interface Prepared<Values, Row> {
  get(values: Values): Row | undefined;
  all(values: Values): Row[];
  /** @returns how many rows changed */
  run(values: Values): number;
}

interface Query<Values, Row> {
  readonly build: (given: Given<Values>) => Compilable<Row>;
  /** By connection: a query is prepared once on each. */
  readonly prepared: WeakMap<object, Prepared<Values, Row>>;
}

/** Reads rows. */
export interface Read<Values, Row> extends Query<Values, Row> {
  readonly kind: 'read';
}

/** Changes rows; `Row` is what it returns, if it says `returning`. */
export interface Write<Values, Row = never> extends Query<Values, Row> {
  readonly kind: 'write';
}

/**
 * A builder for the tables that `Tables` describes.
 * @example const db = tables<{ checkin_day: CheckinDayRow }>();
 */
export function tables<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new Compiler(),
    },
  });
}

/**
 * SQLite looks at the value of a bound LIMIT to plan by it, and therefore plans anew whenever the
 * statement is run, which costs up to ten times as much as running it. Behind a sign it does not.
 */
class Compiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    this.append('limit +');
    this.visitNode(node.limit);
  }

  protected override visitOffset(node: OffsetNode): void {
    this.append('offset +');
    this.visitNode(node.offset);
  }
}

/**
 * A query that only reads.
 * @example const dayOf = read((p: Given<{ member: MemberId }>) =>
 *   db.selectFrom('checkin_day').select('day').where('member_id', '=', p.member));
 */
export function read<Values, Row>(
  build: (given: Given<Values>) => Compilable<Row>,
): Read<Values, Row> {
  return { kind: 'read', build, prepared: new WeakMap() };
}

/** A statement that changes rows: insert, update or delete. */
export function write<Values, Row>(
  build: (given: Given<Values>) => Compilable<Row>,
): Write<Values, Row> {
  return { kind: 'write', build, prepared: new WeakMap() };
}

/** SQL ready for a driver, and the names of the values in the order of its question marks. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly (Slot | string | number | null)[];
}

/** Marks the place of a named value among a statement's parameters. */
export class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Turns a query into SQL; called once for each query by the store. */
export function compile<Values, Row>(query: Read<Values, Row> | Write<Values, Row>): Compiled {
  const { sql: text, parameters } = query.build(slots<Values>()).compile();
  return { sql: text, parameters: parameters.map(asParameter) };
}

/**
 * SQL of a query that already holds its values, for exports.
 * @throws TypeError when it holds anything but text, numbers and null
 */
export function compileNow(query: Compilable): Compiled {
  const { sql: text, parameters } = query.compile();
  return { sql: text, parameters: parameters.map(asParameter) };
}

/** An object that gives a placeholder for whatever name is asked of it. */
function slots<Values>(): Given<Values> {
  return new Proxy<Given<Values>>(Object.create(null), {
    get: (_, name) => sql`${new Slot(String(name))}`,
  });
}

function asParameter(value: unknown): Slot | string | number | null {
  if (value instanceof Slot || value === null) return value;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`a query holds a ${typeof value}; only text, numbers and null are bound`);
}
