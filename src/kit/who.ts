/** SQL that several queries share: who a member is, and which rows are asked for. */
import { type RawBuilder, sql } from 'kysely';
import type { ExportScope } from './export.ts';

/**
 * A common table `who`: each member's community, name and first account. An erased person has
 * neither name nor account; their platform is that of the groups in which they were. One who was
 * merged into another has the name and the account of that other one.
 */
export const who = sql`who as materialized (
  select
    members.id as member_id,
    communities.key as community,
    holders.name,
    coalesce(accounts.platform, (
      select groups.platform from memberships
      join groups on groups.id = memberships.group_id
      where memberships.member_id = holders.id
      order by groups.id limit 1
    )) as platform,
    coalesce(accounts.platform_id, '') as account
  from members
  join members as holders on holders.id = coalesce(members.merged_into, members.id)
  join communities on communities.id = members.community_id
  left join (select member_id, min(account_id) as id from claims group by member_id) as oldest
    on oldest.member_id = holders.id
  left join accounts on accounts.id = oldest.id
)`;

/** Whether a column of community numbers lies within the scope. */
export function inCommunity({ community }: ExportScope, column: string): RawBuilder<boolean> {
  return community === undefined ? sql`true` : sql`${sql.ref(column)} = ${community}`;
}

/** Whether a column of days lies within the scope. */
export function inDays({ from, to }: ExportScope, column: string): RawBuilder<boolean> {
  const day = sql.ref(column);
  const sinceFrom = from === undefined ? sql`true` : sql`${day} >= ${from}`;
  const untilTo = to === undefined ? sql`true` : sql`${day} <= ${to}`;
  return sql`${sinceFrom} and ${untilTo}`;
}

/** 1 for a member whose name passes for a manager's; for a query that reads `members`. */
export const isLookAlike = sql<number>`exists(
  select 1 from look_alikes where look_alikes.member_id = members.id and is_on = 1)`;
