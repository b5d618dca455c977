/** The export of the ledger (流水): every entry, oldest first, as the hash chain has them. */

import { sql } from 'kysely';
import type { ExportScope, ExportSource, Feature } from '#kit';
import { LEDGER_COLUMNS } from './columns.ts';
import { inCommunity, inDays, rowsOf, who } from './rows.ts';
import { reasonWords, worded } from './words.ts';

/** @param features whose words for reasons people read */
export function ledgerExport(features: readonly Feature[]): ExportSource {
  return {
    columns: worded(LEDGER_COLUMNS, { reason: reasonWords(features) }),
    rows: (scope) => rowsOf(select(scope)),
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
