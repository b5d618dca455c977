/** SQL of leave days (请假) that are taken back. */
import { type Day, type Given, type MemberId, sql, type Tx, write } from '#kit';
import { db } from './tables.ts';

interface Since {
  readonly member: MemberId;
  readonly from: Day;
}

const LEAVE = sql.lit('leave' as const);

const endedLeave = write((p: Given<Since>) =>
  db
    .deleteFrom('checkin_days')
    .where('member_id', '=', p.member)
    .where('day', '>=', p.from)
    .where('kind', '=', LEAVE)
    .where('is_ours', '=', 0)
    // A late message must not tear a streak that has gone on since.
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('checkin_days as later')
            .select('later.day')
            .whereRef('later.member_id', '=', 'checkin_days.member_id')
            .whereRef('later.day', '>', 'checkin_days.day')
            .where('later.kind', '<>', LEAVE),
        ),
      ),
    ),
);

/** Takes back the leave days from `from` on. @returns how many there were */
export function endLeave(tx: Tx, values: Since): Promise<number> {
  return tx.run(endedLeave, values);
}

const allLeave = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('checkin_days').where('member_id', '=', p.member).where('kind', '=', LEAVE),
);

/** Forgets when a person was absent. */
export async function eraseLeave(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(allLeave, { member });
}
