/** The bot accounts that serve a community, for its managers: how they are, and holding them. */
import type { BotAccountInfo, CommunityId, Health } from '#kit';
import { isHeld } from '../store/holds.ts';
import { botsOfCommunity } from '../store/serving.ts';
import type { Statements } from '../store/sqlite.ts';

/** Those that serve the community's groups, or could. */
export function accountsOf(
  connection: Statements,
  community: CommunityId,
  health: readonly Health[],
): readonly BotAccountInfo[] {
  const serving = new Set(connection.all(botsOfCommunity, { community }).map(({ bot }) => bot));
  return health
    .filter(({ account }) => serving.has(account))
    .map((each) => ({ ...each, isHeld: isHeld(connection, each.account, community) }));
}
