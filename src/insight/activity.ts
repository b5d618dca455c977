/** The export of activity (活跃): one row per group, day and member who spoke. */

import { sql } from 'kysely';
import type { ExportScope, ExportSource } from '#kit';
import { ACTIVITY_COLUMNS } from './columns.ts';
import { inCommunity, inDays, rowsOf, who } from './rows.ts';

export const activityExport: ExportSource = {
  columns: ACTIVITY_COLUMNS,
  rows: (scope) => rowsOf(select(scope)),
};

/** In the order of the table's key, so that nothing is sorted; `cross join` keeps it outermost. */
function select(scope: ExportScope) {
  return sql`
    with ${who}
    select
      spoke.day, who.community, groups.platform_id, who.member_id, who.platform, who.account,
      who.name, spoke.messages, spoke.first_at, spoke.last_at
    from activity_days as spoke
    cross join groups on groups.id = spoke.group_id
    cross join who on who.member_id = spoke.member_id
    where ${inCommunity(scope, 'groups.community_id')} and ${inDays(scope, 'spoke.day')}
    order by spoke.group_id, spoke.day, spoke.member_id`;
}
