/** What features may know and change of members. Roles are read anew at each call. */
import {
  type CommunityId,
  type Group,
  type GroupId,
  type Instant,
  instantOf,
  type Language,
  type Member,
  type MemberFacts,
  type MemberId,
  markedName,
  mayActAs,
  type People,
  type PeopleReader,
  type PlatformAccount,
  type Present,
  type Role,
} from '#kit';
import { activeDaysOf } from './activity.ts';
import type { Directory } from './directory.ts';
import { eraseNotes } from './ledger-queries.ts';
import { forgetLinksOf } from './links.ts';
import { holdersIn } from './look-alikes.ts';
import * as memberships from './memberships.ts';
import { mergedInto } from './merge-queries.ts';
import * as query from './people-queries.ts';
import type { Statements } from './sqlite.ts';

export class StoredPeopleReader implements PeopleReader {
  protected readonly connection: Statements;

  constructor(connection: Statements) {
    this.connection = connection;
  }

  async find(member: MemberId): Promise<Member | undefined> {
    const row = this.connection.get(query.memberById, { member });
    if (!row || row.platform_id === null || row.platform === null) return undefined;
    return {
      id: row.id,
      community: row.community_id,
      platform: row.platform,
      account: row.platform_id,
      name: markedName(row.name, row.is_look_alike === 1),
      role: highestRole(this.connection.all(memberships.standings, { member })),
    };
  }

  async facts(member: MemberId): Promise<MemberFacts | undefined> {
    const row = this.connection.get(query.memberById, { member });
    const standings = this.connection.all(memberships.standings, { member });
    if (!row || standings.length === 0) return undefined;
    return {
      language: row.language ?? undefined,
      messages: standings.reduce((sum, { messages }) => sum + messages, 0),
      activeDays: this.connection.get(activeDaysOf, { member })?.days ?? 0,
      firstSeenAt: instantOf(Math.min(...standings.map((s) => s.first_seen_at))),
      lastSeenAt: instantOf(Math.max(...standings.map((s) => s.last_seen_at))),
      isHidden: row.is_hidden === 1,
    };
  }

  async groupsOf(member: MemberId): Promise<readonly Group[]> {
    return this.connection.all(memberships.groupsOf, { member }).map(asGroup);
  }

  async isGone(member: MemberId): Promise<boolean> {
    const standings = this.connection.all(memberships.standings, { member });
    return standings.length > 0 && standings.every(({ left_at }) => left_at !== null);
  }

  async everywhere(member: MemberId): Promise<readonly MemberId[]> {
    return this.connection.all(query.samePerson, { member }).map(({ member_id }) => member_id);
  }

  async homeOf(member: MemberId): Promise<CommunityId | undefined> {
    return this.connection.get(query.homeOf, { member })?.community_id;
  }

  async mergedInto(member: MemberId): Promise<readonly MemberId[]> {
    return this.connection.all(mergedInto, { member }).map(({ id }) => id);
  }

  async group(group: GroupId): Promise<Group | undefined> {
    const row = this.connection.get(query.groupById, { group });
    return row && asGroup(row);
  }

  async groups(community: CommunityId): Promise<readonly Group[]> {
    return this.connection.all(query.groupsOfCommunity, { community }).map(asGroup);
  }

  async present(community: CommunityId, group?: GroupId): Promise<readonly Present[]> {
    const rows = this.connection.all(query.presentMembers, {
      community,
      group: group ?? null,
    });
    return rows.map(({ id, is_reachable }) => ({ id, isReachable: is_reachable === 1 }));
  }

  async isReachable(member: MemberId): Promise<boolean> {
    return this.connection.get(query.reachableMember, { member }) !== undefined;
  }

  async managers(community: CommunityId): Promise<readonly Member[]> {
    const ids = new Set(holdersIn(this.connection, community).map(({ id }) => id));
    const found: Member[] = [];
    for (const id of ids) {
      const member = await this.find(id);
      if (member) found.push(member);
    }
    return found;
  }

  async accountsOf(member: MemberId): Promise<readonly PlatformAccount[]> {
    return this.connection
      .all(query.accountsOf, { member })
      .flatMap(({ platform, platform_id, name }) =>
        platform_id === null ? [] : [{ platform, id: platform_id, name }],
      );
  }
}

export class StoredPeople extends StoredPeopleReader implements People {
  readonly #directory: Directory;
  readonly #at: Instant;

  constructor(connection: Statements, directory: Directory, at: Instant) {
    super(connection);
    this.#directory = directory;
    this.#at = at;
  }

  async setLanguage(member: MemberId, language: Language | undefined): Promise<void> {
    this.connection.run(query.setLanguage, { member, language: language ?? null });
    this.#directory.forget();
  }

  async setHidden(member: MemberId, isHidden: boolean): Promise<void> {
    this.connection.run(query.setHidden, { member, isHidden: isHidden ? 1 : 0 });
  }

  async giveRole(member: MemberId, role: Role | undefined): Promise<void> {
    this.connection.run(memberships.giveRole, { member, role: role ?? null });
    this.#directory.noteRoles();
  }

  async erase(member: MemberId): Promise<void> {
    forgetLinksOf(this.connection, member);
    const claimed = this.connection.all(query.claimedBy, { member });
    this.connection.run(query.eraseMember, { member, at: this.#at });
    this.connection.run(memberships.eraseMemberships, { member, at: this.#at });
    this.connection.run(query.eraseClaims, { member });
    this.connection.run(eraseNotes, { member });
    for (const { account_id: account } of claimed) {
      this.connection.run(query.dropIfLoose, { account });
    }
    this.#directory.forget();
  }
}

function highestRole(
  standings: readonly (memberships.Standing & { left_at: Instant | null })[],
): Role {
  return standings
    .filter(({ left_at }) => left_at === null)
    .map(memberships.roleOf)
    .reduce<Role>((best, role) => (mayActAs(role, best) ? role : best), 'member');
}

function asGroup(row: {
  id: GroupId;
  community_id: CommunityId;
  platform: string;
  platform_id: Group['platformId'];
  name: string | null;
}): Group {
  return {
    id: row.id,
    community: row.community_id,
    platform: row.platform,
    platformId: row.platform_id,
    name: row.name ?? undefined,
  };
}
