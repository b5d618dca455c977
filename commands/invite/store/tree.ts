/** SQL of the tree of invitations (邀请树): whoever counts or may count. */
import { type CommunityId, type Given, type MemberId, type Reader, read } from '#kit';
import { db } from './tables.ts';

const branches = read((p: Given<{ inviter: MemberId }>) =>
  db
    .selectFrom('invite_invitations')
    .select('invitee_id')
    .where('inviter_id', '=', p.inviter)
    .where('state', 'in', ['pending', 'valid'])
    .orderBy('joined_at')
    .orderBy('id'),
);

/** Those whom a member brought, in the order in which they came. */
export async function branchesOf(reader: Reader, inviter: MemberId): Promise<readonly MemberId[]> {
  return (await reader.all(branches, { inviter })).map(({ invitee_id }) => invitee_id);
}

const roots = read((p: Given<{ community: CommunityId; limit: number }>) =>
  db
    .selectFrom('invite_invitations as rows')
    .select((pick) => ['inviter_id', pick.fn.countAll<number>().as('count')])
    .where('community_id', '=', p.community)
    .where('state', 'in', ['pending', 'valid'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('invite_invitations as above')
            .select('above.id')
            .whereRef('above.invitee_id', '=', 'rows.inviter_id')
            .where('above.state', 'in', ['pending', 'valid']),
        ),
      ),
    )
    .groupBy('inviter_id')
    .orderBy('count', 'desc')
    .orderBy('inviter_id')
    .limit(p.limit),
);

/** Inviters whom nobody invited, those with the most newcomers first. */
export async function rootsOf(
  reader: Reader,
  values: { readonly community: CommunityId; readonly limit: number },
): Promise<readonly MemberId[]> {
  return (await reader.all(roots, values)).map(({ inviter_id }) => inviter_id);
}
