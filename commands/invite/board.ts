/** `邀请榜`: who has brought how many, by net figure (有效 + 待确认 − 已退 − 不算). */
import {
  type Board,
  belowTop,
  type Commanding,
  type Line,
  lines,
  type Measure,
  type Period,
  type Placed,
  sql,
} from '#kit';
import type { Base } from './base.ts';
import { db } from './store/tables.ts';

const MOST_SHOWN = 10;

/** As `netOf` adds it up; a test holds the two together. */
const net = sql<number>`sum(case
  when state in ('pending', 'valid') then 1
  when state in ('left', 'rejected') then -1
  else 0 end)`;

/** Who has brought nobody on balance has no place. */
export const inviteBoard: Board = {
  totals: ({ community, from, to }) =>
    db
      .selectFrom('invite_invitations')
      .select(['inviter_id as member_id', net.as('total')])
      .where('community_id', '=', community)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .groupBy('inviter_id')
      .having(net, '>', 0),
  totalsOfAllTime: ({ community }) =>
    db
      .selectFrom('invite_invitations')
      .select(['inviter_id as member_id', net.as('total')])
      .where('community_id', '=', community)
      .groupBy('inviter_id')
      .having(net, '>', 0),
};

/** Invitations that count: for conditions. */
export const invited: Measure = {
  figures: ({ community, from, to }) =>
    db
      .selectFrom('invite_invitations')
      .select((pick) => ['inviter_id as member_id', pick.fn.countAll<number>().as('total')])
      .where('community_id', '=', community)
      .where('inviter_id', '>=', from)
      .where('inviter_id', '<=', to)
      .where('state', '=', sql.lit('valid' as const))
      .groupBy('inviter_id'),
};

type Asking = Commanding<Base, { readonly period: Period | undefined }>;

export async function showBoard(context: Asking): Promise<void> {
  const { args, house, member, text, say } = context;
  const { period = 'week' } = args;
  const request = { board: 'invite', period, limit: MOST_SHOWN, around: member.id };
  const standing = await house.standing(request);
  if (standing.count === 0) return say(text('boardEmpty'));
  const rowOf = (placed: Placed): Line => row(context, placed);
  await say(
    lines(
      text(`board.${period}`, { n: standing.count }),
      ...standing.top.map(rowOf),
      standing.isApart ? text('more') : undefined,
      ...belowTop(standing, member.id).map(rowOf),
    ),
  );
}

function row({ text, member }: Asking, { member: whose, place, name, total }: Placed): Line {
  return text(whose === member.id ? 'boardOwnRow' : 'boardRow', { place, name, total });
}
