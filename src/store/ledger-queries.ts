/** SQL of the ledger. Entries are only ever inserted; triggers refuse anything else. */

import { sql } from 'kysely';
import { type CommunityId, type Day, type Given, type MemberId, read, write } from '#kit';
import { type CoreTables, core } from './tables.ts';

export type EntryRow = CoreTables['ledger_entries'];

/**
 * Reasons of entries that carry a balance from one member to another who is the same person, or
 * back: nothing is earned or spent by them, and no day counts them.
 */
export const MOVES: readonly string[] = ['merged', 'parted', 'adopted'];

/** What a member has; of one who was merged into another, what that other one has. */
export const purse = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('members as asked')
    .innerJoin('members', (join) =>
      join.on(sql<boolean>`members.id = coalesce(asked.merged_into, asked.id)`),
    )
    .leftJoin('balances', 'balances.member_id', 'members.id')
    .select(['members.id', 'members.community_id', 'balances.balance'])
    .where('asked.id', '=', p.member),
);

export const tail = read((_: Given<object>) =>
  core.selectFrom('ledger_entries').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
);

const withNote = core
  .selectFrom('ledger_entries')
  .leftJoin('ledger_notes', 'ledger_notes.seq', 'ledger_entries.seq')
  .selectAll('ledger_entries')
  .select('ledger_notes.note');

export const byOnce = read((p: Given<{ once: string }>) => withNote.where('once', '=', p.once));

export const bySeq = read((p: Given<{ seq: number }>) =>
  withNote.where('ledger_entries.seq', '=', p.seq),
);

export const reversalOf = read((p: Given<{ seq: number }>) =>
  withNote.where('reversal_of', '=', p.seq),
);

export const newestOf = read((p: Given<{ member: MemberId; before: number; limit: number }>) =>
  withNote
    .where('member_id', '=', p.member)
    .where('ledger_entries.seq', '<', p.before)
    .orderBy('ledger_entries.seq', 'desc')
    .limit(p.limit),
);

/** What a manager posted by hand and nobody took back, newest first. */
export const standingBy = read((p: Given<{ operator: MemberId; limit: number }>) =>
  withNote
    .where('operator_id', '=', p.operator)
    .where('reversal_of', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('ledger_entries as back')
            .select('back.seq')
            .whereRef('back.reversal_of', '=', 'ledger_entries.seq'),
        ),
      ),
    )
    .orderBy('ledger_entries.seq', 'desc')
    .limit(p.limit),
);

export const movedBy = read((p: Given<{ operator: MemberId; day: Day }>) =>
  core
    .selectFrom('ledger_entries')
    .select(sql<number>`coalesce(sum(abs(points)), 0)`.as('moved'))
    .where('operator_id', '=', p.operator)
    .where('day', '=', p.day)
    .where('reversal_of', 'is', null),
);

export const sumsOn = read((p: Given<{ community: CommunityId; member: MemberId; day: Day }>) =>
  core
    .selectFrom('earned_days')
    .select(['earned', 'spent'])
    .where('community_id', '=', p.community)
    .where('day', '=', p.day)
    .where('member_id', '=', p.member),
);

export const treasury = read((p: Given<{ community: CommunityId }>) =>
  core.selectFrom('treasuries').select('balance').where('community_id', '=', p.community),
);

/** Adds nothing when the key is known: then the posting was made before. */
export const append = write((p: Given<EntryRow>) =>
  core
    .insertInto('ledger_entries')
    .values({
      seq: p.seq,
      at: p.at,
      day: p.day,
      community_id: p.community_id,
      member_id: p.member_id,
      points: p.points,
      balance: p.balance,
      reason: p.reason,
      reference: p.reference,
      operator_id: p.operator_id,
      once: p.once,
      reversal_of: p.reversal_of,
      hash: p.hash,
    })
    .onConflict((conflict) => conflict.column('once').doNothing()),
);

export const addNote = write((p: Given<{ seq: number; note: string }>) =>
  core.insertInto('ledger_notes').values({ seq: p.seq, note: p.note }),
);

export const eraseNotes = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('ledger_notes').where(
    'seq',
    'in',
    core
      .selectFrom('ledger_entries')
      .select('seq')
      .where((where) =>
        where.or([where('member_id', '=', p.member), where('operator_id', '=', p.member)]),
      ),
  ),
);

interface Balance {
  readonly community: CommunityId;
  readonly member: MemberId;
  readonly balance: number;
  readonly seq: number;
}

export const setBalance = write((p: Given<Balance>) =>
  core
    .insertInto('balances')
    .values({
      member_id: p.member,
      community_id: p.community,
      balance: p.balance,
      last_seq: p.seq,
    })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({
        balance: sql`excluded.balance`,
        last_seq: sql`excluded.last_seq`,
      }),
    ),
);

export const moveTreasury = write((p: Given<{ community: CommunityId; by: number }>) =>
  core
    .insertInto('treasuries')
    .values({ community_id: p.community, balance: p.by })
    .onConflict((conflict) =>
      conflict.column('community_id').doUpdateSet({
        balance: sql`treasuries.balance + excluded.balance`,
      }),
    ),
);

export const countEarned = write(
  (
    p: Given<{
      community: CommunityId;
      day: Day;
      member: MemberId;
      earned: number;
      spent: number;
    }>,
  ) =>
    core
      .insertInto('earned_days')
      .values({
        community_id: p.community,
        day: p.day,
        member_id: p.member,
        earned: p.earned,
        spent: p.spent,
      })
      .onConflict((conflict) =>
        conflict.columns(['community_id', 'day', 'member_id']).doUpdateSet({
          earned: sql`earned_days.earned + excluded.earned`,
          spent: sql`earned_days.spent + excluded.spent`,
        }),
      ),
);
