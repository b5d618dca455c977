/** SQL of who has heard that a question to their group is over. */
import { type Given, type GroupId, type Instant, type MemberId, write } from '#kit';
import { core } from './tables.ts';

export interface LatePress {
  readonly group: GroupId;
  readonly feature: string;
  readonly key: string;
  readonly member: MemberId;
  readonly at: Instant;
}

/** No row changes where the member has heard it. */
export const addLatePress = write((p: Given<LatePress>) =>
  core
    .insertInto('late_presses')
    .values({
      group_id: p.group,
      feature: p.feature,
      key: p.key,
      member_id: p.member,
      at: p.at,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

export const dropLatePressesOf = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('late_presses').where('member_id', '=', p.member),
);

export const pruneLatePresses = write((p: Given<{ before: Instant }>) =>
  core.deleteFrom('late_presses').where('at', '<', p.before),
);
