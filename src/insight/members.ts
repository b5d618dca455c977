/**
 * The export of members (成员): who they are, where they stand, how active they are, and the figures
 * that features keep of them.
 */

import { type RawBuilder, sql } from 'kysely';
import {
  type ExportColumn,
  type ExportScope,
  type ExportSource,
  type MemberFigures,
  ROLES,
} from '#kit';
import { MEMBER_COLUMNS } from './columns.ts';
import { inCommunity, inDays, rowsOf, who } from './rows.ts';
import { segmentAsOf } from './segment.ts';
import { ROLE_WORDS, SEGMENT_WORDS, worded } from './words.ts';

/** @param figures what features add; a column of the contract that none of them fills is empty */
export function membersExport(figures: readonly MemberFigures[]): ExportSource {
  const published = new Set(MEMBER_COLUMNS.map(({ key }) => key));
  const more = figures.flatMap(({ columns }) => columns.filter(({ key }) => !published.has(key)));
  const own = worded(MEMBER_COLUMNS, { role: ROLE_WORDS, segment: SEGMENT_WORDS });
  const columns = [...own, ...more];
  return { columns, rows: (scope) => rowsOf(select({ columns, figures, scope })) };
}

interface Selection {
  readonly columns: readonly ExportColumn[];
  readonly figures: readonly MemberFigures[];
  readonly scope: ExportScope;
}

function select({ columns, figures, scope }: Selection) {
  const values = { ...ownValues(scope), ...addedValues(figures) };
  const listed = columns.map(({ key }) => values[key] ?? sql`null`);
  const joins = figures.map((figure, index) => {
    const name = sql.ref(nameOf(index));
    return sql`left join ${figure.select(scope)} as ${name} on ${name}.member_id = members.id`;
  });
  return sql`
    with ${who}, ${spoke(scope)}, ${stood}
    select ${sql.join(listed)}
    from members
    join who on who.member_id = members.id
    left join stood on stood.member_id = members.id
    left join active on active.member_id = members.id
    left join spoke on spoke.member_id = members.id
    left join balances on balances.member_id = members.id
    ${sql.join(joins, sql` `)}
    where members.merged_into is null and ${inCommunity(scope, 'members.community_id')}
    order by members.id`;
}

type Values = Readonly<Record<string, RawBuilder<unknown>>>;

function ownValues({ asOf }: ExportScope): Values {
  const seen = {
    firstSeenAt: sql`stood.first_seen_at`.$castTo<ExportScope['asOf']>(),
    lastSeenAt: sql`stood.last_seen_at`.$castTo<ExportScope['asOf']>(),
    leftAt: sql`stood.left_at`.$castTo<ExportScope['asOf'] | null>(),
  };
  return {
    ...seen,
    memberId: sql`members.id`,
    platform: sql`who.platform`,
    accountId: sql`who.account`,
    name: sql`who.name`,
    community: sql`who.community`,
    groups: sql`coalesce(stood.groups, '')`,
    role: sql`case coalesce(stood.role, ${MEMBER}) ${sql.join(ROLES.map(roleOfPlace), sql` `)} end`,
    joinedAt: sql`stood.joined_at`,
    invitedBy: sql`(
      select inviter_id from memberships
      where member_id = members.id and inviter_id is not null
      order by joined_at, group_id limit 1
    )`,
    messages: sql`coalesce(spoke.messages, 0)`,
    activeDays: sql`coalesce(active.days, 0)`,
    points: sql`coalesce(balances.balance, 0)`,
    segment: segmentAsOf(asOf, seen),
  };
}

/** Only whole numbers have a nought; a text or a time that is not there is nothing. */
function addedValues(figures: readonly MemberFigures[]): Values {
  const pairs = figures.flatMap(({ columns }, index) =>
    columns.map(({ key, kind }) => {
      const value = sql.ref(`${nameOf(index)}.${key}`);
      return [key, kind === 'integer' ? sql`coalesce(${value}, 0)` : sql`${value}`] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

function nameOf(index: number): string {
  return `figures_${index}`;
}

/**
 * Common tables: messages, and days with one, of each member. The days come from an index alone and
 * in its order; summing the messages of all time from the same rows would take three times as long,
 * and each membership knows them.
 */
function spoke(scope: ExportScope) {
  const ofAllTime = sql`select member_id, sum(messages) as messages from memberships`;
  const ofDays = sql`select member_id, sum(messages) as messages from activity_days`;
  const isAllTime = scope.from === undefined && scope.to === undefined;
  return sql`
    active as materialized (
      select member_id, count(*) as days
      from (select distinct member_id, day from activity_days where ${inDays(scope, 'day')})
      group by member_id
    ),
    spoke as materialized (
      ${isAllTime ? ofAllTime : sql`${ofDays} where ${inDays(scope, 'day')}`}
      group by member_id
    )`;
}

const MEMBER = sql.lit(ROLES.indexOf('member'));

/** The highest role of platform or hand counts, as place in the list of roles. */
const place = (column: string) =>
  sql`case ${sql.ref(column)} ${sql.join(ROLES.map(placeOfRole), sql` `)} else ${ROLES.length} end`;

/**
 * A common table: each member's standing over all groups. Somebody who was only named by another,
 * as the one who invited them, has none. Rights are held only in groups that one
 * is in; who has left them all is a mere member and has left when the last was left.
 */
const stood = sql`stood as materialized (
  select
    member_id,
    group_concat(groups.platform_id, ';' order by groups.id) as groups,
    min(case when left_at is null then min(${place('role')}, ${place('given_role')}) end) as role,
    min(joined_at) as joined_at,
    case when count(left_at) = count(*) then max(left_at) end as left_at,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
  from memberships
  join groups on groups.id = memberships.group_id
  group by member_id
)`;

function placeOfRole(role: string, index: number) {
  return sql`when ${sql.lit(role)} then ${sql.lit(index)}`;
}

function roleOfPlace(role: string, index: number) {
  return sql`when ${sql.lit(index)} then ${sql.lit(role)}`;
}
