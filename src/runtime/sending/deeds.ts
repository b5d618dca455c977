/** What is done in a group, as an action of its platform, where that can do it. */
import type { Capabilities, Deed, GroupDeed, PlatformId } from '#kit';

/** Whether a platform can do it. */
export function isPossible(deed: GroupDeed, can: Capabilities): boolean {
  switch (deed.do) {
    case 'recall':
      return can.recall !== 'none';
    case 'inviteLink':
    case 'revokeLink':
      return can.inviteLinks;
    default:
      return can[deed.do];
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
