/** The ledger on its tables. Every posting moves entry, balance, treasury and day sums together. */
import {
  type CommunityId,
  type Day,
  Fault,
  type Instant,
  isPoints,
  type Ledger,
  type LedgerEntry,
  type LedgerReader,
  type LedgerSums,
  type MemberId,
  type Posting,
  type PostOutcome,
  type Reversing,
} from '#kit';
import { type ChainEnd, hashEntry } from './ledger-chain.ts';
import * as query from './ledger-queries.ts';
import type { Purse, Purses } from './purses.ts';
import type { Statements } from './sqlite.ts';
import type { Tally } from './tally.ts';

/** How far back `lastBy` looks among one manager's postings. */
const MOST_SEARCHED = 50;

export class StoredLedgerReader implements LedgerReader {
  protected readonly connection: Statements;

  constructor(connection: Statements) {
    this.connection = connection;
  }

  async balanceOf(member: MemberId): Promise<number> {
    return this.connection.get(query.purse, { member })?.balance ?? 0;
  }

  async entriesOf(
    member: MemberId,
    { limit, before = Number.MAX_SAFE_INTEGER }: { limit: number; before?: number | undefined },
  ): Promise<readonly LedgerEntry[]> {
    return this.connection.all(query.newestOf, { member, limit, before }).map(asEntry);
  }

  async entry(seq: number): Promise<LedgerEntry | undefined> {
    const row = this.connection.get(query.bySeq, { seq });
    return row && asEntry(row);
  }

  async entryByOnce(once: string): Promise<LedgerEntry | undefined> {
    const row = this.connection.get(query.byOnce, { once });
    return row && asEntry(row);
  }

  async lastBy(operator: MemberId, reasons: readonly string[]): Promise<LedgerEntry | undefined> {
    const rows = this.connection.all(query.standingBy, { operator, limit: MOST_SEARCHED });
    const row = rows.find(({ reason }) => reasons.includes(reason));
    return row && asEntry(row);
  }

  async movedBy(operator: MemberId, day: Day): Promise<number> {
    return this.connection.get(query.movedBy, { operator, day })?.moved ?? 0;
  }

  async sumsOn(member: MemberId, day: Day): Promise<LedgerSums> {
    const purse = this.connection.get(query.purse, { member });
    const whose = purse && { community: purse.community_id, member: purse.id, day };
    const sums = whose && this.connection.get(query.sumsOn, whose);
    return sums ?? { earned: 0, spent: 0 };
  }

  async circulation(community: CommunityId): Promise<number> {
    return -(this.connection.get(query.treasury, { community })?.balance ?? 0);
  }
}

/** What a ledger stands among. */
export interface LedgerSetting {
  readonly chain: ChainEnd;
  readonly purses: Purses;
  readonly isFrozen: boolean;
  readonly tally: Tally;
  dayIn(community: CommunityId, at: Instant): Day;
  moveTreasury(community: CommunityId, by: number): void;
}

export class StoredLedger extends StoredLedgerReader implements Ledger {
  readonly #setting: LedgerSetting;
  readonly #at: Instant;

  /** @param at when everything is posted */
  constructor(connection: Statements, setting: LedgerSetting, at: Instant) {
    super(connection);
    this.#setting = setting;
    this.#at = at;
  }

  async post(posting: Posting): Promise<PostOutcome> {
    if (!isPoints(Math.abs(posting.points))) {
      throw new RangeError(`not an amount of points: ${posting.points}`);
    }
    return this.#append(posting, undefined);
  }

  async reverse(seq: number, how: Reversing): Promise<PostOutcome> {
    const original = this.connection.get(query.bySeq, { seq });
    if (!original) throw new RangeError(`the ledger has no entry ${seq}`);
    const known = this.connection.get(query.reversalOf, { seq });
    if (known) return { kind: 'repeated', seq: known.seq, balance: known.balance };
    const counter = {
      ...how,
      member: how.member ?? original.member_id,
      points: -original.points,
      once: `back:${seq}`,
      reference: original.reference ?? undefined,
    };
    return this.#append(counter, original);
  }

  /** Whether there are enough points is decided here: nobody else writes. */
  #append(asked: Posting, original: query.EntryRow | undefined): PostOutcome {
    const { purses, isFrozen } = this.#setting;
    const purse = purses.of(asked.member);
    if (!purse) throw new RangeError(`there is no member ${asked.member}`);
    const posting = { ...asked, member: purse.member };
    const balance = purse.balance + posting.points;
    const takes = posting.points < 0;
    if (takes && isFrozen) return this.#earlier(posting) ?? { kind: 'frozen' };
    if (takes && balance < 0 && posting.mayOwe !== true) {
      return this.#earlier(posting) ?? { kind: 'short', balance: purse.balance };
    }
    const entry = this.#entry(posting, { purse: { ...purse, balance }, original });
    if (this.connection.run(query.append, entry) === 0) return this.#known(posting);
    this.#move(entry);
    if (posting.note !== undefined) {
      this.connection.run(query.addNote, { seq: entry.seq, note: posting.note });
    }
    this.#count(entry, original);
    return { kind: 'posted', seq: entry.seq, balance };
  }

  /** What became of the same posting, if it was made before. */
  #earlier(posting: Posting): PostOutcome | undefined {
    const known = this.connection.get(query.byOnce, { once: posting.once });
    if (!known) return undefined;
    const whose = this.#setting.purses.of(known.member_id)?.member ?? known.member_id;
    return repeated({ ...known, member_id: whose }, posting);
  }

  /** The key is there already, so its entry is. */
  #known(posting: Posting): PostOutcome {
    const earlier = this.#earlier(posting);
    if (earlier) return earlier;
    throw new Error(`«${posting.once}» was refused without a reason`);
  }

  #entry(
    posting: Posting,
    { purse, original }: { purse: Purse; original: query.EntryRow | undefined },
  ): query.EntryRow {
    const { last } = this.#setting.chain;
    const entry = {
      seq: last.seq + 1,
      at: this.#at,
      day: this.#setting.dayIn(purse.community, this.#at),
      community_id: purse.community,
      member_id: posting.member,
      points: posting.points,
      balance: purse.balance,
      reason: posting.reason,
      reference: posting.reference ?? null,
      operator_id: posting.operator ?? null,
      once: posting.once,
      reversal_of: original?.seq ?? null,
    };
    return Object.assign(entry, { hash: hashEntry(last.hash, entry) });
  }

  /** Moves everything that the entries add up to: balance, treasury, end of the chain. */
  #move(entry: query.EntryRow): void {
    const { community_id: community, member_id: member, balance, seq } = entry;
    this.connection.run(query.setBalance, { community, member, balance, seq });
    this.#setting.purses.changeTo({ member, community, balance });
    this.#setting.chain.moveTo(entry);
    this.#setting.tally.add({
      key: `treasury ${community}`,
      by: -entry.points,
      write: (by) => this.#setting.moveTreasury(community, by),
    });
  }

  /** What is taken back is taken off the day on which it was earned, not off today. */
  #count(entry: query.EntryRow, original: query.EntryRow | undefined): void {
    if (query.MOVES.includes(entry.reason)) return;
    const isEarned = (original?.points ?? entry.points) > 0;
    this.connection.run(query.countEarned, {
      community: entry.community_id,
      day: original?.day ?? entry.day,
      member: entry.member_id,
      earned: isEarned ? entry.points : 0,
      spent: isEarned ? 0 : -entry.points,
    });
  }
}

function repeated(known: query.EntryRow, posting: Posting): PostOutcome {
  const isSame =
    known.member_id === posting.member &&
    known.points === posting.points &&
    known.reason === posting.reason &&
    known.reference === (posting.reference ?? null) &&
    known.operator_id === (posting.operator ?? null);
  if (isSame) return { kind: 'repeated', seq: known.seq, balance: known.balance };
  throw new Fault('ledger-conflict', `«${posting.once}» was posted before with another content`);
}

function asEntry(row: query.EntryRow & { note: string | null }): LedgerEntry {
  return {
    seq: row.seq,
    at: row.at,
    member: row.member_id,
    points: row.points,
    balance: row.balance,
    reason: row.reason,
    reference: row.reference ?? undefined,
    note: row.note ?? undefined,
    operator: row.operator_id ?? undefined,
    once: row.once,
    reversalOf: row.reversal_of ?? undefined,
  };
}
