/**
 * The database as the runtime uses it: one writer behind a queue, whose transactions consist of
 * steps that share one commit, and a reader on a connection of its own.
 */
import {
  type Community,
  type CommunityId,
  Fault,
  type Instant,
  isPassing,
  localDay,
  type Reader,
  type Tx,
} from '#kit';
import type { Founding } from './communities.ts';
import { Directory } from './directory.ts';
import { dropFact, FROZEN, factOf, setFact } from './facts.ts';
import { ChainEnd } from './ledger-chain.ts';
import type { Mismatch } from './ledger-check.ts';
import { moveTreasury } from './ledger-queries.ts';
import { Purses } from './purses.ts';
import type { Rider } from './rider.ts';
import { Scrub } from './scrub.ts';
import type { Connection } from './sqlite.ts';
import { Tally } from './tally.ts';
import { StoredReader, StoredTx, type TxSetting } from './tx.ts';

/** One shared commit. */
export interface Unit {
  readonly core: Core;
  /**
   * Runs `work` in a savepoint of its own: when it throws, what it wrote is undone and the other
   * steps of the commit stand.
   */
  readonly step: Step;
  /**
   * Runs `work`, whose steps share one savepoint: when one of them throws, all of them are undone.
   * For many small steps of which hardly any ever fails; a savepoint of its own would cost each as
   * much as its work.
   */
  span<T>(work: (step: SmallStep) => Promise<T>): Promise<T>;
}

export type Step = <T>(at: Instant, work: (tx: Tx, core: Core) => Promise<T>) => Promise<T>;
/** Most messages need nothing that is to be waited for: then this is over when it returns. */
export type SmallStep = (
  at: Instant,
  work: (tx: Tx, core: Core) => Promise<void> | void,
) => Promise<void> | void;

/** What only the runtime may use inside a step. */
export interface Core {
  readonly connection: Connection;
  readonly directory: Directory;
  readonly scrub: Scrub;
  readonly tally: Tally;
  readonly purses: Purses;
  /** The books did not balance at the last check: no points go out. */
  readonly isFrozen: boolean;
  /** To be called by whoever moves, drops or holds what is already planned in the outbox. */
  lettersChanged(): void;
}

/** Tells the store what a community's settings say; the runtime reads them. */
export type CommunityOf = (community: CommunityId) => Community;

export interface StoreOptions {
  readonly writer: Connection;
  readonly reader: Connection;
  readonly communityOf: CommunityOf;
  /** With what new communities begin; absent: with the defaults. */
  readonly founding?: Founding;
}

export class Store {
  readonly reader: Reader;
  readonly #core: Core;
  readonly #writer: Connection;
  readonly #chain: ChainEnd;
  readonly #purses: Purses;
  readonly #onRollback: (() => void)[] = [];
  readonly #setting: TxSetting;
  readonly #unit: Unit;
  #rider: Rider | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #isFrozen: boolean;

  constructor(options: StoreOptions) {
    this.#writer = options.writer;
    this.reader = new StoredReader(options.reader);
    const isFrozen = () => this.#isFrozen;
    this.#purses = new Purses(options.writer);
    this.#core = {
      connection: options.writer,
      directory: new Directory(options.writer, options.founding),
      tally: new Tally(),
      scrub: new Scrub(options.writer),
      purses: this.#purses,
      get isFrozen() {
        return isFrozen();
      },
      lettersChanged: () => this.#rider?.forget(),
    };
    this.#chain = new ChainEnd(options.writer);
    this.#setting = this.#settingOfAll(options.communityOf);
    this.#unit = {
      core: this.#core,
      step: (at, work) => this.#saved(() => this.#leased(at, work)),
      span: (work) => this.#saved(() => work((at, inner) => this.#lent(at, inner))),
    };
    this.#isFrozen = this.#writer.get(factOf, { key: FROZEN }) !== undefined;
  }

  /** Whoever remembers rows must forget them when a step is undone. */
  onRollback(forget: () => void): void {
    this.#onRollback.push(forget);
  }

  /** From now on it rides along on every commit. */
  carry(rider: Rider): void {
    this.#rider = rider;
  }

  /**
   * Runs `work` as one transaction, after those that wait already. Resolves when it is durable.
   * @throws Fault when the disk refuses; then nothing of it is stored
   */
  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const done = this.#queue.then(() => this.#commit(work));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** One step in a commit of its own. */
  write<T>(at: Instant, work: (tx: Tx, core: Core) => Promise<T>): Promise<T> {
    return this.transact((unit) => unit.step(at, work));
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** Stops points from going out while the books are wrong, and starts it when they are right. */
  async freeze(mismatches: readonly Mismatch[], at: Instant): Promise<void> {
    const isWrong = mismatches.length > 0;
    if (!isWrong && !this.#isFrozen) return;
    await this.write(at, async (_, { connection }) => {
      if (isWrong) connection.run(setFact, { key: FROZEN, value: mismatches[0]?.why ?? '' });
      else connection.run(dropFact, { key: FROZEN });
    });
    this.#isFrozen = isWrong;
  }

  /** Waits for what is queued. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  async #commit<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    this.#writer.control('begin immediate');
    try {
      const result = await work(this.#unit);
      this.#core.tally.flush();
      this.#rider?.board(this.#writer);
      this.#writer.control('commit');
      this.#rider?.arrived();
      this.#core.scrub.afterCommit();
      return result;
    } catch (error) {
      this.#core.tally.drop();
      this.#forget();
      this.#rider?.missed();
      if (this.#writer.isInTransaction) this.#writer.control('rollback');
      throw error;
    }
  }

  async #saved<T>(work: () => Promise<T>): Promise<T> {
    this.#writer.control('savepoint step');
    try {
      const result = await work();
      this.#writer.control('release step');
      this.#core.tally.keepStep();
      return result;
    } catch (error) {
      this.#undo(error);
      throw error;
    }
  }

  async #leased<T>(at: Instant, work: (tx: Tx, core: Core) => Promise<T>): Promise<T> {
    const tx = new StoredTx(this.#setting, at);
    try {
      return await work(tx, this.#core);
    } finally {
      tx.end();
    }
  }

  /** Not `async`, for it is called for every message. */
  #lent(at: Instant, work: Parameters<SmallStep>[1]): Promise<void> | void {
    const tx = new StoredTx(this.#setting, at);
    let waits: Promise<void> | void | undefined;
    try {
      waits = work(tx, this.#core);
    } finally {
      if (!waits) tx.end();
    }
    return waits?.finally(() => tx.end());
  }

  #undo(error: unknown): void {
    this.#core.tally.dropStep();
    this.#forget();
    // On a full disk SQLite has ended the whole transaction already, and with it the other steps.
    if (this.#writer.isInTransaction) {
      this.#writer.control('rollback to step');
      this.#writer.control('release step');
    } else if (!isPassing(error)) {
      throw new Fault('disk-full', 'the transaction was ended', { retry: 'later', cause: error });
    }
  }

  #settingOfAll(communityOf: CommunityOf): TxSetting {
    const isFrozen = () => this.#isFrozen;
    return {
      connection: this.#writer,
      directory: this.#core.directory,
      emptyLog: () => this.#core.scrub.emptyLogSoon(),
      ledger: {
        chain: this.#chain,
        purses: this.#purses,
        tally: this.#core.tally,
        get isFrozen() {
          return isFrozen();
        },
        dayIn: (community, at) => localDay(at, communityOf(community).calendar),
        moveTreasury: (community, by) => this.#writer.run(moveTreasury, { community, by }),
      },
    };
  }

  #forget(): void {
    this.#core.directory.forget();
    this.#chain.forget();
    this.#purses.forget();
    this.#rider?.forget();
    for (const forget of this.#onRollback) forget();
  }
}
