/**
 * SQL that moves what is counted by day from one member to another and back: messages (活跃度), and
 * points that were earned and spent. The latter are summed from the entries themselves, which stay
 * with the member for whom they were made.
 */
import { type RawBuilder, sql } from 'kysely';
import { type Given, type Instant, type MemberId, read, write } from '#kit';
import { MOVES } from './ledger-queries.ts';
import { core } from './tables.ts';

interface Pair {
  from: MemberId;
  into: MemberId;
}

type InMerge = Pair & { merge: number };

function written<Values>(build: (given: Given<Values>) => RawBuilder<unknown>) {
  return write((given: Given<Values>) => ({ compile: () => build(given).compile(core) }));
}

export const keepActivity = written(
  (p: Given<InMerge>) => sql`
    insert into merge_activity
    select ${p.merge}, days.group_id, days.day, days.member_id, days.messages, days.first_at,
      days.last_at
    from activity_days as theirs
    cross join activity_days as days
      on days.group_id = theirs.group_id and days.day = theirs.day
        and days.member_id in (${p.from}, ${p.into})
    where theirs.member_id = ${p.from}`,
);

export const addActivity = written(
  (p: Given<Pair>) => sql`
    insert into activity_days (group_id, day, member_id, messages, first_at, last_at)
    select group_id, day, ${p.into}, messages, first_at, last_at
    from activity_days where member_id = ${p.from}
    on conflict (group_id, day, member_id) do update set
      messages = messages + excluded.messages,
      first_at = min(first_at, excluded.first_at),
      last_at = max(last_at, excluded.last_at)`,
);

export const dropActivity = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('activity_days').where('member_id', '=', p.member),
);

/** What was said since stays with the one who went on; times are theirs again unless that is so. */
export const takeActivity = written(
  (p: Given<InMerge>) => sql`
    update activity_days as now set
      messages = now.messages - theirs.messages,
      first_at = coalesce(own.first_at, now.first_at),
      last_at = iif(now.last_at = max(theirs.last_at, coalesce(own.last_at, 0)),
        coalesce(own.last_at, now.last_at), now.last_at)
    from merge_activity as theirs
    left join merge_activity as own
      on own.merge_id = theirs.merge_id and own.group_id = theirs.group_id
        and own.day = theirs.day and own.member_id = ${p.into}
    where theirs.merge_id = ${p.merge} and theirs.member_id = ${p.from}
      and now.group_id = theirs.group_id and now.day = theirs.day and now.member_id = ${p.into}`,
);

export const dropEmptyActivity = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('activity_days').where('member_id', '=', p.member).where('messages', '<=', 0),
);

export const returnActivity = written(
  (p: Given<InMerge>) => sql`
    insert into activity_days (group_id, day, member_id, messages, first_at, last_at)
    select group_id, day, member_id, messages, first_at, last_at
    from merge_activity where merge_id = ${p.merge} and member_id = ${p.from}`,
);

/** What a member earned and spent on each day, by their own entries. */
const sumsOfDays = (member: RawBuilder<unknown>) => sql`
  select
    entry.community_id,
    coalesce(original.day, entry.day) as day,
    sum(iif(coalesce(original.points, entry.points) > 0, entry.points, 0)) as earned,
    sum(iif(coalesce(original.points, entry.points) < 0, -entry.points, 0)) as spent
  from ledger_entries as entry
  left join ledger_entries as original on original.seq = entry.reversal_of
  where entry.member_id = ${member} and entry.reason not in (${sql.join(MOVES.map(sql.lit))})
  group by 1, 2`;

interface MovedSums {
  /** Whose entries they are. */
  whose: MemberId;
  /** Whose sums they are added to. */
  to: MemberId;
  /** 1, or -1 to take them away again. */
  sign: 1 | -1;
}

/** Adds what one member's entries say of each day to the sums of another. */
export const addSums = written(
  (p: Given<MovedSums>) => sql`
    insert into earned_days (community_id, day, member_id, earned, spent)
    select community_id, day, ${p.to}, earned * ${p.sign}, spent * ${p.sign}
    from (${sumsOfDays(sql`${p.whose}`)})
    where true
    on conflict (community_id, day, member_id) do update set
      earned = earned + excluded.earned,
      spent = spent + excluded.spent`,
);

/** A day on which nothing is left of what was once counted has no row. */
export const dropEmptySums = written(
  (p: Given<{ whose: MemberId; of: MemberId }>) => sql`
    delete from earned_days
    where member_id = ${p.of} and earned = 0 and spent = 0 and (community_id, day) in (
      select community_id, day from (${sumsOfDays(sql`${p.whose}`)})
    )`,
);

/** Points by which entries of one member were taken back from another since they were merged. */
export const takenBackFor = read((p: Given<{ whose: MemberId; by: MemberId; since: Instant }>) =>
  core
    .selectFrom('ledger_entries as original')
    .innerJoin('ledger_entries as back', 'back.reversal_of', 'original.seq')
    .select((pick) => pick.fn.coalesce(pick.fn.sum<number>('back.points'), sql.lit(0)).as('points'))
    .where('original.member_id', '=', p.whose)
    .where('back.member_id', '=', p.by)
    .where('back.at', '>=', p.since),
);
