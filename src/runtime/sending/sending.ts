/** What a community's managers see of the bot accounts' sending, and how they stop it. */
import type { BotAccountInfo, CommunityId, Health, LettersHeld, Span } from '#kit';
import { lettersHeld, queueAnew } from '../../store/held-letters.ts';
import { hold, isHeld, lastRow } from '../../store/holds.ts';
import { botsOfCommunity } from '../../store/serving.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import type { Occasion } from '../occasion.ts';

/** The accounts that serve a community, or could. */
export function accountsOf(
  connection: Statements,
  { community, health }: { community: CommunityId; health: readonly Health[] },
): readonly BotAccountInfo[] {
  const serving = new Set(connection.all(botsOfCommunity, { community }).map(({ bot }) => bot));
  return health
    .filter(({ account }) => serving.has(account))
    .map((one) => ({ ...one, isHeld: isHeld(connection, one.account, community) }));
}

interface Held {
  readonly community: CommunityId;
  readonly accounts: readonly string[];
  readonly isOn: boolean;
}

/** Stops sending after what was said last, or lets what has waited follow it. */
export function holdSending(core: Core, { community, accounts, isOn }: Held): void {
  const { connection } = core;
  const after = lastRow(connection);
  for (const account of accounts) {
    if (!isOn) queueAnew(connection, { account, community, after });
    hold(core, { account, community, isOn });
  }
}

interface Counted {
  readonly occasion: Occasion;
  readonly accounts: readonly string[];
  /** How long an account's platform can wait for an answer. */
  readonly patienceOf: (account: string) => Span;
}

/** What stopped accounts hold back, all together. */
export function countHeld(
  connection: Statements,
  { occasion, accounts, patienceOf }: Counted,
): LettersHeld {
  const { community, now } = occasion;
  return accounts.reduce<LettersHeld>(
    (sum, account) => {
      const patience = patienceOf(account);
      const held = lettersHeld(connection, { account, community: community.id, now, patience });
      return { waiting: sum.waiting + held.waiting, tooOld: sum.tooOld + held.tooOld };
    },
    { waiting: 0, tooOld: 0 },
  );
}
