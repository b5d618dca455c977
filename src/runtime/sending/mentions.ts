/** By which account a member is named on a platform. */
import type { Member, Piece, PlatformId } from '#kit';
import { accountOn } from '../../store/link-queries.ts';
import type { Core } from '../../store/store.ts';

interface OnPlatform {
  readonly platform: string;
  readonly member: Member;
}

/** A member who has no account on this platform is named, not mentioned. */
export function mentionIn(core: Core, on: OnPlatform): Piece {
  const { member } = on;
  const mention = accountFor(core, on);
  return mention === undefined ? member.name : { mention, name: member.name };
}

/** The account that acts, if it is one of the platform, or else one that the member has there. */
export function accountFor(
  { connection }: Pick<Core, 'connection'>,
  { platform, member }: OnPlatform,
): PlatformId | undefined {
  if (member.platform === platform) return member.account;
  const found = connection.get(accountOn, { member: member.id, platform });
  return found?.platform_id ?? undefined;
}
