/** SQL of linked accounts (关联): which accounts are one person, and what a link has changed. */
import { sql } from 'kysely';
import {
  type AccountId,
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  type PlatformId,
  read,
  write,
} from '#kit';
import { core } from './tables.ts';

/** An account with the number of its person, if it has one. */
export interface OfPerson {
  readonly id: AccountId;
  readonly person: AccountId | null;
}

/** The accounts of the person behind one of them, that one included, oldest first. */
export const accountsOfPerson = read((p: Given<{ account: AccountId }>) =>
  core
    .selectFrom('accounts as own')
    .innerJoin('accounts as others', (join) =>
      join.on(sql<boolean>`others.id = own.id or others.person = own.person`),
    )
    .select(['others.id', 'others.person'])
    .where('own.id', '=', p.account)
    .orderBy('others.id'),
);

export const claimsOfAccount = read((p: Given<{ account: AccountId }>) =>
  core
    .selectFrom('claims')
    .select(['community_id', 'member_id'])
    .where('account_id', '=', p.account)
    .orderBy('community_id'),
);

export const setPerson = write((p: Given<{ account: AccountId; person: AccountId | null }>) =>
  core.updateTable('accounts').set({ person: p.person }).where('id', '=', p.account),
);

/** An account of a linked person has written in private: that is where to write to them. */
export const noteTalk = write((p: Given<{ platform: string; id: PlatformId; at: Instant }>) =>
  core
    .updateTable('accounts')
    .set({ talked_at: p.at })
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.id)
    .where('person', 'is not', null),
);

/** The member's account on a platform: the newest, for ids that change are replaced by new ones. */
export const accountOn = read((p: Given<{ member: MemberId; platform: string }>) =>
  core
    .selectFrom('claims')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .select('accounts.platform_id')
    .where('claims.member_id', '=', p.member)
    .where('accounts.platform', '=', p.platform)
    .where('accounts.platform_id', 'is not', null)
    .orderBy('accounts.id', 'desc')
    .limit(1),
);

export const moveClaim = write(
  (p: Given<{ account: AccountId; community: CommunityId; member: MemberId }>) =>
    core
      .updateTable('claims')
      .set({ member_id: p.member })
      .where('account_id', '=', p.account)
      .where('community_id', '=', p.community),
);

export const dropClaim = write((p: Given<{ account: AccountId; community: CommunityId }>) =>
  core
    .deleteFrom('claims')
    .where('account_id', '=', p.account)
    .where('community_id', '=', p.community),
);

export const addLink = write((p: Given<{ at: Instant; undoUntil: Instant }>) =>
  core.insertInto('links').values({ at: p.at, undo_until: p.undoUntil }).returning('id'),
);

interface LinkedAccount {
  link: number;
  account: AccountId;
  isAdded: 0 | 1;
  person: AccountId | null;
}

export const addLinkAccount = write((p: Given<LinkedAccount>) =>
  core.insertInto('link_accounts').values({
    link_id: p.link,
    account_id: p.account,
    is_added: p.isAdded,
    person: p.person,
  }),
);

export const addLinkClaim = write(
  (p: Given<{ link: number; account: AccountId; community: CommunityId }>) =>
    core
      .insertInto('link_claims')
      .values({ link_id: p.link, account_id: p.account, community_id: p.community }),
);

export const linkClaims = read((p: Given<{ link: number }>) =>
  core
    .selectFrom('link_claims')
    .select(['account_id', 'community_id'])
    .where('link_id', '=', p.link)
    .orderBy('account_id')
    .orderBy('community_id'),
);

export const linkAccounts = read((p: Given<{ link: number }>) =>
  core
    .selectFrom('link_accounts')
    .innerJoin('accounts', 'accounts.id', 'link_accounts.account_id')
    .select([
      'accounts.id',
      'accounts.platform',
      'accounts.platform_id',
      'link_accounts.is_added',
      'link_accounts.person',
    ])
    .where('link_id', '=', p.link)
    .orderBy('accounts.id'),
);

/** The newest link of whoever is behind a member, while it can be undone. */
export const newestLink = read((p: Given<{ member: MemberId; now: Instant }>) =>
  core
    .selectFrom('claims')
    .innerJoin('link_accounts', 'link_accounts.account_id', 'claims.account_id')
    .innerJoin('links', 'links.id', 'link_accounts.link_id')
    .select(['links.id', 'links.at', 'links.undo_until'])
    .where('claims.member_id', '=', p.member)
    .where('links.undo_until', '>', p.now)
    .orderBy('links.id', 'desc')
    .limit(1),
);

/** Links too old to be undone of which something is still kept. */
export const endedLinks = read((p: Given<{ now: Instant }>) =>
  core
    .selectFrom('links')
    .select('id')
    .where('undo_until', '<=', p.now)
    .where((where) =>
      where.exists(
        where
          .selectFrom('link_accounts')
          .select('account_id')
          .whereRef('link_accounts.link_id', '=', 'links.id'),
      ),
    )
    .orderBy('id'),
);

/** Links by which anybody came to a member, or went from it, in whatever community. */
export const linksAbout = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('claims')
    .innerJoin('link_accounts', 'link_accounts.account_id', 'claims.account_id')
    .select('link_accounts.link_id as id')
    .distinct()
    .where('claims.member_id', '=', p.member)
    .union(
      core
        .selectFrom('merges')
        .select('link_id as id')
        .where((where) =>
          where.or([where('from_id', '=', p.member), where('into_id', '=', p.member)]),
        ),
    ),
);

export const dropLinkAccounts = write((p: Given<{ link: number }>) =>
  core.deleteFrom('link_accounts').where('link_id', '=', p.link),
);

export const dropLinkClaims = write((p: Given<{ link: number }>) =>
  core.deleteFrom('link_claims').where('link_id', '=', p.link),
);
