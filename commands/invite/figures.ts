/** Figures of invitations (邀请) for others: the export, and a column in the export of members. */
import {
  compileNow,
  type ExportSource,
  inCommunity,
  inDays,
  type MemberFigures,
  type MemberId,
  sql,
  who,
} from '#kit';
import { INVITATION_COLUMNS, MEMBER_COLUMNS } from './columns.ts';
import { db } from './store/tables.ts';

export const invitations: ExportSource = {
  columns: INVITATION_COLUMNS,
  rows(scope) {
    const query = sql`
      with ${who}
      select
        rows.id, invitees.community, rows.invitee_id, invitees.platform, invitees.account,
        invitees.name, rows.inviter_id, inviters.account, inviters.name, rows.how, rows.state,
        coalesce(rows.reason, ''), rows.joined_at, rows.since, rows.points, rows.campaign
      from invite_invitations as rows
      join who as invitees on invitees.member_id = rows.invitee_id
      join who as inviters on inviters.member_id = rows.inviter_id
      where ${inCommunity(scope, 'rows.community_id')} and ${inDays(scope, 'rows.day')}
      order by rows.id`;
    return compileNow({ compile: () => query.compile(db) });
  },
};

/** Newcomers of each member that count. */
export const memberFigures: MemberFigures = {
  columns: MEMBER_COLUMNS,
  select: (scope) => sql<{ readonly member_id: MemberId }>`(
    select inviter_id as member_id, count(*) as invited
    from invite_invitations
    where state = 'valid' and ${inCommunity(scope, 'community_id')} and ${inDays(scope, 'day')}
    group by inviter_id
  )`,
};
