/** `Reader` and `Tx` on a connection. A `Tx` lives for one step and throws when used afterwards. */
import type {
  Instant,
  Ledger,
  LedgerReader,
  People,
  PeopleReader,
  Read,
  Reader,
  Tx,
  Write,
} from '#kit';
import type { Directory } from './directory.ts';
import { type LedgerSetting, StoredLedger, StoredLedgerReader } from './ledger.ts';
import { StoredPeople, StoredPeopleReader } from './people.ts';
import type { Connection, Statements } from './sqlite.ts';

export class StoredReader implements Reader {
  readonly ledger: LedgerReader;
  readonly people: PeopleReader;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.ledger = new StoredLedgerReader(connection);
    this.people = new StoredPeopleReader(connection);
  }

  async get<Values, Row>(query: Read<Values, Row>, values: Values): Promise<Row | undefined> {
    return this.#connection.get(query, values);
  }

  async all<Values, Row>(query: Read<Values, Row>, values: Values): Promise<readonly Row[]> {
    return this.#connection.all(query, values);
  }
}

/** What all transactions stand among; each message opens one. */
export interface TxSetting {
  readonly connection: Connection;
  readonly directory: Directory;
  readonly ledger: LedgerSetting;
  readonly emptyLog: () => void;
}

/** A connection on loan to one step; every use after the step's end throws. */
class Lease implements Statements {
  readonly #connection: Connection;
  #isOver = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get<Values, Row>(query: Read<Values, Row>, values: Values): Row | undefined {
    return this.#use().get(query, values);
  }

  all<Values, Row>(query: Read<Values, Row> | Write<Values, Row>, values: Values): readonly Row[] {
    return this.#use().all(query, values);
  }

  run<Values, Row>(statement: Write<Values, Row>, values: Values): number {
    return this.#use().run(statement, values);
  }

  end(): void {
    this.#isOver = true;
  }

  #use(): Connection {
    if (this.#isOver) throw new Error('a transaction was used after its end');
    return this.#connection;
  }
}

export class StoredTx implements Tx {
  readonly at: Instant;
  readonly #setting: TxSetting;
  readonly #lease: Lease;

  constructor(setting: TxSetting, at: Instant) {
    this.#setting = setting;
    this.#lease = new Lease(setting.connection);
    this.at = at;
  }

  get ledger(): Ledger {
    return new StoredLedger(this.#lease, this.#setting.ledger, this.at);
  }

  get people(): People {
    return new StoredPeople(this.#lease, this.#setting.directory, this.at);
  }

  async get<Values, Row>(query: Read<Values, Row>, values: Values): Promise<Row | undefined> {
    return this.#lease.get(query, values);
  }

  async all<Values, Row>(query: Read<Values, Row>, values: Values): Promise<readonly Row[]> {
    return this.#lease.all(query, values);
  }

  async run<Values, Row>(statement: Write<Values, Row>, values: Values): Promise<number> {
    return this.#lease.run(statement, values);
  }

  async returning<Values, Row>(
    statement: Write<Values, Row>,
    values: Values,
  ): Promise<readonly Row[]> {
    return this.#lease.all(statement, values);
  }

  emptyLog(): void {
    this.#setting.emptyLog();
  }

  end(): void {
    this.#lease.end();
  }
}
