/**
 * Links of accounts (关联) on their tables: who would be linked, what a link has changed, and how it
 * is forgotten. Merging the members themselves is `merging.ts`.
 */
import type { AccountId, CommunityId, Instant, MemberId, PlatformId } from '#kit';
import { accountByPlatform, addAccount, addClaim } from './directory-queries.ts';
import * as query from './link-queries.ts';
import { dropMergeRows, dropNameOfMerged, mergesOf } from './merge-queries.ts';
import { claimedBy } from './people-queries.ts';
import type { Statements } from './sqlite.ts';

/** The accounts of one person, and their member in each community. */
export interface Side {
  readonly accounts: readonly query.OfPerson[];
  readonly members: ReadonlyMap<CommunityId, MemberId>;
}

/** The person behind an account; one that was never seen becomes known. */
export function sideOf(
  connection: Statements,
  account: { readonly platform: string; readonly id: PlatformId },
): Side {
  const outside = { platform: account.platform, platformId: account.id };
  const known =
    connection.get(accountByPlatform, outside) ?? connection.all(addAccount, outside)[0];
  if (!known) throw new Error('an account was not stored');
  return sideOfAccount(connection, known.id);
}

/** The person behind a member. @returns undefined for one who has no account any more */
export function sideOfMember(connection: Statements, member: MemberId): Side | undefined {
  const claim = connection.get(claimedBy, { member });
  return claim && sideOfAccount(connection, claim.account_id);
}

function sideOfAccount(connection: Statements, account: AccountId): Side {
  const claims = connection.all(query.claimsOfAccount, { account });
  return {
    accounts: connection.all(query.accountsOfPerson, { account }),
    members: new Map(claims.map(({ community_id, member_id }) => [community_id, member_id])),
  };
}

interface NewLink {
  readonly at: Instant;
  readonly undoUntil: Instant;
  readonly added: Side;
  readonly own: Side;
}

/** Makes the accounts of both sides one person's. @returns the number of the link */
export function openLink(connection: Statements, { at, undoUntil, added, own }: NewLink): number {
  const [row] = connection.all(query.addLink, { at, undoUntil });
  if (!row) throw new Error('a link was not stored');
  const both = [
    ...own.accounts.map((account) => ({ ...account, isAdded: 0 as const })),
    ...added.accounts.map((account) => ({ ...account, isAdded: 1 as const })),
  ];
  const oldest = both.reduce((least, one) => (one.id < least.id ? one : least)).id;
  for (const { id: account, person, isAdded } of both) {
    connection.run(query.addLinkAccount, { link: row.id, account, isAdded, person });
    connection.run(query.setPerson, { account, person: oldest });
  }
  return row.id;
}

interface Shared {
  readonly link: number;
  readonly community: CommunityId;
  readonly member: MemberId;
  /** Those who had no member in the community. */
  readonly accounts: readonly query.OfPerson[];
}

/** Where only one side had a member, the accounts of the other stand for that member, too. */
export function shareMember(
  connection: Statements,
  { link, community, member, accounts }: Shared,
): void {
  for (const { id: account } of accounts) {
    connection.run(addClaim, { account, community, member });
    connection.run(query.addLinkClaim, { link, account, community });
  }
}

/**
 * Gives each side its accounts back. A member who came into being since stays with those who were
 * there before the link.
 */
export function partAccounts(connection: Statements, link: number): void {
  const accounts = connection.all(query.linkAccounts, { link });
  const added = new Set(accounts.filter(({ is_added }) => is_added === 1).map(({ id }) => id));
  const merges = connection.all(mergesOf, { link });
  const theirs = new Set<CommunityId>(merges.map(({ community_id }) => community_id));
  for (const { account_id: account, community_id: community } of connection.all(query.linkClaims, {
    link,
  })) {
    connection.run(query.dropClaim, { account, community });
    if (!added.has(account)) theirs.add(community);
  }
  for (const account of added) {
    for (const { community_id: community } of connection.all(query.claimsOfAccount, { account })) {
      if (!theirs.has(community)) connection.run(query.dropClaim, { account, community });
    }
    for (const { community_id: community, from_id: member } of merges) {
      connection.run(query.moveClaim, { account, community, member });
    }
  }
  for (const { id: account, person } of accounts)
    connection.run(query.setPerson, { account, person });
}

/** Drops all that is kept to undo a link; bare numbers stay, so that none is given twice. */
export function forgetLink(connection: Statements, link: number): void {
  for (const { id: merge, from_id: member } of connection.all(mergesOf, { link })) {
    for (const drop of dropMergeRows) connection.run(drop, { merge });
    connection.run(dropNameOfMerged, { member });
  }
  connection.run(query.dropLinkAccounts, { link });
  connection.run(query.dropLinkClaims, { link });
}

/** Forgets how to undo what is too old for it. */
export function pruneLinks(connection: Statements, now: Instant): void {
  for (const { id } of connection.all(query.endedLinks, { now })) forgetLink(connection, id);
}

/** Forgets how to undo whatever link the member had a part in. */
export function forgetLinksOf(connection: Statements, member: MemberId): void {
  for (const { id } of connection.all(query.linksAbout, { member })) forgetLink(connection, id);
}
