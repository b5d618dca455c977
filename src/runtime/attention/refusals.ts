/** Which kinds of pushes managers have turned off, or a member does not want to be mentioned by. */
import type { CommunityId, MemberId } from '#kit';
import { refusedBy } from '../../store/push-wishes.ts';
import type { Statements } from '../../store/sqlite.ts';

/** Whether a feature's kind of push is refused. */
export type IsRefused = (feature: string, kind: string) => boolean;

/** @param member whose wishes count; 0 for those of the community */
export function refusalsIn(
  connection: Statements,
  community: CommunityId,
  member: MemberId | 0 = 0,
): IsRefused {
  const refused = connection.all(refusedBy, { community, member });
  return (feature, kind) => refused.some((one) => one.feature === feature && one.kind === kind);
}
