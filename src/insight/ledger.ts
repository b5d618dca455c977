/** The export of the ledger (流水): every entry, oldest first, as the hash chain has them. */

import { sql } from 'kysely';
import type { ExportScope, ExportSource, Feature } from '#kit';
import { LEDGER_COLUMNS, LEDGER_FOR_PEOPLE } from './columns.ts';
import { inCommunity, inDays, rowsOf, who } from './rows.ts';
import { reasonWords, worded } from './words.ts';

/** @param features whose words for reasons people read */
export function ledgerExport(features: readonly Feature[]): ExportSource {
  const reason = reasonWords(features);
  return {
    columns: LEDGER_COLUMNS,
    rows: (scope) => rowsOf(select(scope)),
    forPeople: {
      columns: worded(LEDGER_FOR_PEOPLE, { reason }),
      rows: (scope) => rowsOf(selectForPeople(scope)),
    },
  };
}

function select(scope: ExportScope) {
  return sql`
    with ${who}
    select
      entry.seq, entry.at, who.community, who.member_id, who.platform, who.account, entry.points,
      entry.balance, entry.reason, coalesce(notes.note, entry.reference), entry.operator_id,
      entry.once, entry.reversal_of
    from ledger_entries as entry
    cross join who on who.member_id = entry.member_id
    left join ledger_notes as notes on notes.seq = entry.seq
    where ${inCommunity(scope, 'entry.community_id')} and ${inDays(scope, 'entry.day')}
    order by entry.seq`;
}

/**
 * Names instead of numbers. The two sides of a gift follow each other and have one reference; that
 * of anything else tells people nothing, unless it is the day that the points are for.
 */
function selectForPeople(scope: ExportScope) {
  return sql`
    with ${who}
    select
      entry.seq, entry.at, who.community, who.name, who.platform, who.account, entry.points,
      entry.balance, entry.reason,
      (
        select members.name from ledger_entries as other
        join members on members.id = other.member_id
        where other.seq in (entry.seq - 1, entry.seq + 1) and other.reference = entry.reference
          and other.points = -entry.points and other.member_id <> entry.member_id
      ),
      coalesce(notes.note, case when entry.reference glob ${DAY} then entry.reference end),
      operators.name, entry.reversal_of
    from ledger_entries as entry
    cross join who on who.member_id = entry.member_id
    left join ledger_notes as notes on notes.seq = entry.seq
    left join members as operators on operators.id = entry.operator_id
    where ${inCommunity(scope, 'entry.community_id')} and ${inDays(scope, 'entry.day')}
    order by entry.seq`;
}

const DAY = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
