/** What features do in a group (禁言, 移出群, 撤回), as it leaves by the outbox. */
import type { Capabilities, Deed, GroupDeed, PlatformId } from '#kit';

/** Whether a platform can do it. */
export function isPossible(deed: GroupDeed, can: Capabilities): boolean {
  switch (deed.do) {
    case 'recall':
      return can.recall !== 'none';
    case 'mute':
    case 'remove':
      return can[deed.do];
    default:
      return can.inviteLinks;
  }
}

/** @returns undefined where the member has no account that could be dealt with */
export function actionOf(
  deed: GroupDeed,
  { group, account }: { group: PlatformId; account: PlatformId | undefined },
): Deed | undefined {
  const to = { group };
  if (deed.do === 'recall') return { do: 'recall', to, id: deed.message };
  if (deed.do === 'inviteLink' || deed.do === 'revokeLink') return { ...deed, to };
  if (account === undefined) return undefined;
  return deed.do === 'mute'
    ? { do: 'mute', to, member: account, seconds: deed.seconds }
    : { do: 'remove', to, member: account };
}
