/** SQL: who is in a group now, the latest seen first. */
import { type Given, read } from '#kit';
import type { Outside } from './directory-queries.ts';
import { core } from './tables.ts';

/** Members of one group who have an account on its platform; at most `limit`. */
export const membersOfGroup = read((p: Given<Outside & { limit: number }>) =>
  core
    .selectFrom('groups')
    .innerJoin('memberships', 'memberships.group_id', 'groups.id')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .innerJoin('claims', 'claims.member_id', 'members.id')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .select([
      'accounts.platform_id as account',
      'members.name',
      'memberships.role',
      'memberships.given_role',
      'memberships.messages',
    ])
    .where('groups.platform', '=', p.platform)
    .where('groups.platform_id', '=', p.platformId)
    .where('accounts.platform', '=', p.platform)
    .where('memberships.left_at', 'is', null)
    .orderBy('memberships.last_seen_at', 'desc')
    .orderBy('members.id')
    .limit(p.limit),
);
