/**
 * Whose sending somebody has stopped; kept, so that it outlives a restart. Of an account that
 * serves several communities, each can stop only what is said in its own groups.
 */
import { sql } from 'kysely';
import { type CommunityId, type Given, read } from '#kit';
import { dropFact, factOf, setFact } from './facts.ts';
import type { Statements } from './sqlite.ts';
import type { Core } from './store.ts';
import { core } from './tables.ts';

const lastOutboxRow = read((_: Given<object>) =>
  core.selectFrom('outbox').select('id').orderBy('id', 'desc').limit(1),
);

/** More than one community is served by this account. */
const othersServed = read((p: Given<{ bot: string; community: CommunityId }>) =>
  core
    .selectFrom('groups')
    .select('id')
    .where('bot', '=', p.bot)
    .where('community_id', '<>', p.community)
    .limit(1),
);

/** Groups in which an account may say nothing, with the last word that was said there. */
const heldGroups = read((p: Given<{ prefix: string }>) =>
  core
    .selectFrom('facts')
    .innerJoin('groups', (join) =>
      join.on(sql<boolean>`facts.key = ${p.prefix} || groups.community_id`),
    )
    .select(['groups.platform_id', 'facts.value']),
);

/** The fact that is there while a bot account may send nothing at all. */
export const holdKey = (account: string): string => `hold.${account}`;

const communityKey = (account: string, community: CommunityId): string =>
  `${holdKey(account)}:${community}`;

/** What a bot account may not send at present. */
export interface Hold {
  /** Whether something on a lane of the outbox must wait; the last word never does. */
  stops(lane: string, row: number): boolean;
}

const anyHold = read((p: Given<{ key: string; prefix: string }>) =>
  core
    .selectFrom('facts')
    .select('key')
    .where((where) =>
      // The next character after the colon ends the range of what begins with the prefix.
      where.or([
        where('key', '=', p.key),
        where.and([
          where('key', '>', sql<string>`${p.prefix} || ':'`),
          where('key', '<', sql<string>`${p.prefix} || ';'`),
        ]),
      ]),
    )
    .limit(1),
);

/** Whether anybody has stopped anything of a bot account's sending. */
export function isAnyHeld(connection: Statements, account: string): boolean {
  const key = holdKey(account);
  return connection.get(anyHold, { key, prefix: key }) !== undefined;
}

/** What was stopped of a bot account's sending. */
export function holdOf(connection: Statements, account: string): Hold {
  const whole = connection.get(factOf, { key: holdKey(account) });
  const groups = connection.all(heldGroups, { prefix: `${holdKey(account)}:` });
  const lastWords = new Map(groups.map(({ platform_id: id, value }) => [`g:${id}`, Number(value)]));
  return {
    stops: (lane, row) => {
      const lastWord = whole ? Number(whole.value) : lastWords.get(lane);
      return lastWord !== undefined && lastWord !== row;
    },
  };
}

/** The row of what was said last; 0 when nothing ever was. */
export function lastRow(connection: Statements): number {
  return connection.get(lastOutboxRow, {})?.id ?? 0;
}

/** What a stop holds back of a bot account; undefined where nothing is stopped. */
export function holdBy(
  connection: Statements,
  { account, community }: { account: string; community: CommunityId },
): { readonly isWhole: boolean; readonly lastWord: number } | undefined {
  const whole = connection.get(factOf, { key: holdKey(account) });
  const fact = whole ?? connection.get(factOf, { key: communityKey(account, community) });
  return fact && { isWhole: whole !== undefined, lastWord: Number(fact.value) };
}

/** Whether a community hears nothing from a bot account because somebody wants it so. */
export function isHeld(connection: Statements, account: string, community: CommunityId): boolean {
  return holdBy(connection, { account, community }) !== undefined;
}

/** A community stops what a bot account says, after what was said last, or lets it go on. */
export function hold(
  { connection, lettersChanged }: Pick<Core, 'connection' | 'lettersChanged'>,
  { account, community, isOn }: { account: string; community: CommunityId; isOn: boolean },
): void {
  const isShared = connection.get(othersServed, { bot: account, community }) !== undefined;
  const key = isShared ? communityKey(account, community) : holdKey(account);
  lettersChanged();
  if (isOn) {
    connection.run(setFact, { key, value: `${lastRow(connection)}` });
    return;
  }
  connection.run(dropFact, { key });
  connection.run(dropFact, { key: communityKey(account, community) });
}
