/** SQL of roles that end: whoever leaves a group takes none along, and none is there on return. */
import { type Given, type GroupId, type Instant, type MemberId, write } from '#kit';
import { core } from './tables.ts';

/** Takes back what a member was in a group that they left at this moment, and in no other. */
export const endRoles = write((p: Given<{ group: GroupId; member: MemberId; at: Instant }>) =>
  core
    .updateTable('memberships')
    .set({ role: 'member', given_role: null })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member)
    .where('left_at', '=', p.at),
);
