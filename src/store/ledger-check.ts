/**
 * The second path to the books: recomputes the chain, every balance, the treasuries and the day
 * sums from the entries alone, and says what does not agree. It only reads.
 */

import { sql } from 'kysely';
import { type Day, type Given, type MemberId, read } from '#kit';
import { CHAIN_START, hashEntry, type Link } from './ledger-chain.ts';
import { type EntryRow, MOVES } from './ledger-queries.ts';
import type { Connection } from './sqlite.ts';
import { core } from './tables.ts';

export interface Mismatch {
  readonly what: 'chain' | 'balance' | 'treasury' | 'day';
  /** Which entry, member, community or day, and what was found, in English for the operator. */
  readonly why: string;
}

/** More mismatches than this are counted, not listed. */
const MOST_LISTED = 20;
/** Entries read at a time; keeps memory flat however long the ledger is. */
const PAGE = 5_000;

/** Entries that are looked at one by one at every start. */
const NEWEST = 5_000;

/** @returns an empty list when the books are in order */
export function checkLedger(connection: Connection): readonly Mismatch[] {
  return [...chainFaults(connection, WHOLE), ...sumFaults(connection)].slice(0, MOST_LISTED);
}

/**
 * As {@link checkLedger}, but of a long chain only the newest links: a million take ten seconds.
 * All sums are recomputed, so that nobody starts on a wrong balance; the older links are checked
 * while the bot runs.
 */
export function checkForStart(connection: Connection): readonly Mismatch[] {
  const before = connection.get(linkBefore, { newest: NEWEST });
  const from = before ? { last: before, after: before.seq } : WHOLE;
  return [...chainFaults(connection, from), ...sumFaults(connection)].slice(0, MOST_LISTED);
}

const linkBefore = read((p: Given<{ newest: number }>) =>
  core
    .selectFrom('ledger_entries')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(sql<number>`${p.newest}`),
);

/** From where a chain is followed. */
interface From {
  readonly last: Link;
  /** Entries behind this number. */
  readonly after: number;
}

/** It begins below the first entry, lest one is slipped in before it. */
const WHOLE: From = { last: CHAIN_START, after: Number.MIN_SAFE_INTEGER };

const page = read((p: Given<{ after: number; limit: number }>) =>
  core
    .selectFrom('ledger_entries')
    .selectAll()
    .where('seq', '>', p.after)
    .orderBy('seq')
    .limit(p.limit),
);

function* chainFaults(connection: Connection, from: From): Generator<Mismatch> {
  let { last, after } = from;
  for (;;) {
    const entries = connection.all(page, { after, limit: PAGE });
    for (const entry of entries) {
      const why = brokenLink(last, entry);
      if (why) yield { what: 'chain', why };
      last = entry;
      after = entry.seq;
    }
    if (entries.length < PAGE) return;
  }
}

function brokenLink(last: Link, entry: EntryRow): string | undefined {
  if (entry.seq !== last.seq + 1) return `entry ${entry.seq} comes right after ${last.seq}`;
  const hash = hashEntry(last.hash, entry);
  return Buffer.compare(hash, entry.hash) === 0 ? undefined : `entry ${entry.seq} was changed`;
}

/** Each row is a member, community or day whose cached figure is not the sum of the entries. */
const wrongBalances = read((_: Given<object>) =>
  core
    .selectFrom((from) =>
      from
        .selectFrom('ledger_entries')
        .select((pick) => [
          'member_id',
          pick.fn.max('community_id').as('community_id'),
          pick.fn.sum<number>('points').as('points'),
          pick.fn.max('seq').as('seq'),
        ])
        .groupBy('member_id')
        .as('sums'),
    )
    .fullJoin('balances', 'balances.member_id', 'sums.member_id')
    .select([
      sql<number>`coalesce(sums.member_id, balances.member_id)`.as('id'),
      'balances.balance as found',
      'sums.points as wanted',
    ])
    .where(
      sql<boolean>`(balances.balance, balances.last_seq, balances.community_id)
        is not (sums.points, sums.seq, sums.community_id)`,
    ),
);

const wrongTreasuries = read((_: Given<object>) =>
  core
    .selectFrom((from) =>
      from
        .selectFrom('ledger_entries')
        .select((pick) => ['community_id', pick.fn.sum<number>('points').as('points')])
        .groupBy('community_id')
        .as('sums'),
    )
    .fullJoin('treasuries', 'treasuries.community_id', 'sums.community_id')
    .select([
      sql<number>`coalesce(sums.community_id, treasuries.community_id)`.as('id'),
      'treasuries.balance as found',
      sql<number | null>`-sums.points`.as('wanted'),
    ])
    .where(sql<boolean>`treasuries.balance is not -sums.points`),
);

/**
 * What the entries say of each day, less what is kept of it. A reversal counts towards the day and
 * the side of what it takes back; what a merged member earned counts for who goes on; a balance
 * that is carried over counts nowhere.
 */
const wrongDays = read((_: Given<object>) =>
  core
    .selectFrom((from) =>
      from
        .selectFrom('ledger_entries as entry')
        .leftJoin('ledger_entries as original', 'original.seq', 'entry.reversal_of')
        .leftJoin('members as gone', 'gone.id', 'entry.member_id')
        .select([
          'entry.community_id',
          sql<MemberId>`coalesce(gone.merged_into, entry.member_id)`.as('member_id'),
          sql<Day>`coalesce(original.day, entry.day)`.as('day'),
          sql<number>`iif(coalesce(original.points, entry.points) > 0, entry.points, 0)`.as(
            'earned',
          ),
          sql<number>`iif(coalesce(original.points, entry.points) < 0, -entry.points, 0)`.as(
            'spent',
          ),
        ])
        .where('entry.reason', 'not in', MOVES.map(sql.lit))
        .unionAll(
          from
            .selectFrom('earned_days')
            .select([
              'community_id',
              'member_id',
              'day',
              sql<number>`-earned`.as('earned'),
              sql<number>`-spent`.as('spent'),
            ]),
        )
        .as('sums'),
    )
    .select((pick) => [
      'member_id',
      'day',
      pick.fn.sum<number>('earned').as('earned'),
      pick.fn.sum<number>('spent').as('spent'),
    ])
    .groupBy(['community_id', 'member_id', 'day'])
    .having(sql<boolean>`sum(earned) <> 0 or sum(spent) <> 0`),
);

function* sumFaults(connection: Connection): Generator<Mismatch> {
  for (const row of connection.all(wrongBalances, {})) yield mismatch('balance', 'member', row);
  for (const row of connection.all(wrongTreasuries, {}))
    yield mismatch('treasury', 'community', row);
  for (const { member_id, day, earned, spent } of connection.all(wrongDays, {})) {
    const why = `${day} of member ${member_id} lacks ${earned} earned and ${spent} spent points`;
    yield { what: 'day', why };
  }
}

function mismatch(
  what: Mismatch['what'],
  whose: string,
  { id, found, wanted }: { id: number; found: number | null; wanted: number | null },
): Mismatch {
  return {
    what,
    why: `${what} of ${whose} ${id} is ${found ?? 0}, its entries say ${wanted ?? 0}`,
  };
}
