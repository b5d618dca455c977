/**
 * Finds, or makes at first sight, the group and the member that an event speaks of. Remembers what
 * it found, because this runs for every message; whoever rolls back must call `forget`.
 */
import type { CommunityId, Group, Instant, Language, MemberId, Person, PlatformId } from '#kit';
import type { Founding } from './communities.ts';
import * as query from './directory-queries.ts';
import type { Connection } from './sqlite.ts';

/** More members than this are not remembered; the memory starts anew. About 10 MB when full. */
const MOST_REMEMBERED = 50_000;

/** Platforms allow up to 255 characters. */
const LONGEST_GROUP_NAME = 255;

export interface KnownMember {
  readonly id: MemberId;
  readonly name: string;
  readonly language: Language | undefined;
  /** The member may have further accounts, of which each may change what is known. */
  readonly isLinked: boolean;
}

export class Directory {
  readonly #connection: Connection;
  readonly #founding: Founding | undefined;
  readonly #groups = new Map<string, Group>();
  readonly #members = new Map<string, KnownMember>();
  #edition = 0;

  /** @param founding with what new communities begin; absent: with the defaults */
  constructor(connection: Connection, founding?: Founding) {
    this.#connection = connection;
    this.#founding = founding;
  }

  /** Another number whenever somebody's role or name may have changed. */
  get edition(): number {
    return this.#edition;
  }

  /** A role was given, taken or lost. */
  noteRoles(): void {
    this.#edition += 1;
  }

  /** Empties the memory: what it holds may have been rolled back or changed. */
  forget(): void {
    this.#edition += 1;
    this.#groups.clear();
    this.#members.clear();
  }

  /** The group, made a community of its own at first sight. */
  group(platform: string, platformId: PlatformId, at: Instant): Group {
    const key = keyOf({ platform, platformId });
    const known = this.#groups.get(key);
    if (known) return known;
    const row = this.#connection.get(query.groupByPlatform, { platform, platformId });
    const group: Group = row
      ? {
          id: row.id,
          community: row.community_id,
          platform,
          platformId,
          name: row.name ?? undefined,
        }
      : this.#addGroup(platform, platformId, at);
    this.#groups.set(key, group);
    return group;
  }

  /** The platform calls the group so now. */
  nameGroup(group: Group, called: string): void {
    const name = called.slice(0, LONGEST_GROUP_NAME);
    if (name === '' || group.name === name) return;
    this.#connection.run(query.nameGroup, { group: group.id, name });
    this.#groups.set(keyOf(group), { ...group, name });
  }

  /** Whether a group bears this id now. */
  knows(platform: string, platformId: PlatformId): boolean {
    return this.#connection.get(query.groupByPlatform, { platform, platformId }) !== undefined;
  }

  /**
   * Gives a group the platform's new id for it. One that was made at the new id's first sight,
   * before this was known, makes room.
   */
  moveGroup(platform: string, { from, to }: { from: PlatformId; to: PlatformId }): void {
    const group = this.#connection.get(query.groupByPlatform, { platform, platformId: from });
    if (!group) return;
    this.#connection.run(query.retireGroup, { platform, platformId: to });
    this.#connection.run(query.moveGroup, { group: group.id, to });
    this.#connection.run(query.moveLetters, { platform, from, to });
    this.#groups.clear();
  }

  /** The member of a community behind an account; a new name replaces the old one. */
  member(platform: string, person: Person, community: CommunityId): KnownMember {
    const key = `${community}\n${platform}\n${person.id}`;
    const known = this.#members.get(key) ?? this.#find(platform, person.id, community);
    const member = known
      ? this.#renamed(known, person.name)
      : this.#addMember(platform, person, community);
    // Of one who has several accounts, what one of them changes would be old for the others.
    if (member.isLinked) return member;
    if (member !== known || !this.#members.has(key)) this.#remember(key, member);
    return member;
  }

  /** The member of a community behind an account, if there is one; makes nobody. */
  memberIfKnown(platform: string, id: PlatformId, community: CommunityId): KnownMember | undefined {
    return this.#find(platform, id, community);
  }

  /** The community that a private message is about: the one where its author was seen last. */
  communityOf(platform: string, platformId: PlatformId): CommunityId | undefined {
    return this.#connection.all(query.communitiesOf, { platform, platformId })[0]?.community_id;
  }

  #remember(key: string, member: KnownMember): void {
    if (this.#members.size >= MOST_REMEMBERED) this.#members.clear();
    this.#members.set(key, member);
  }

  #find(platform: string, platformId: PlatformId, community: CommunityId): KnownMember | undefined {
    const row = this.#connection.get(query.memberByAccount, { platform, platformId, community });
    if (!row) return undefined;
    const { id, name, language, person } = row;
    return { id, name, language: language ?? undefined, isLinked: person !== null };
  }

  #renamed(known: KnownMember, name: string | undefined): KnownMember {
    if (name === undefined || name === known.name) return known;
    this.#edition += 1;
    this.#connection.run(query.rename, { member: known.id, name });
    return { ...known, name };
  }

  #addGroup(platform: string, platformId: PlatformId, at: Instant): Group {
    const { language = null, zone = null } = this.#founding ?? {};
    const community = only(this.#connection.all(query.addCommunity, { at, language, zone })).id;
    const added = { platform, platformId, community, at };
    const { id } = only(this.#connection.all(query.addGroup, added));
    return { id, community, platform, platformId };
  }

  #addMember(platform: string, person: Person, community: CommunityId): KnownMember {
    const outside = { platform, platformId: person.id };
    const account =
      this.#connection.get(query.accountByPlatform, outside) ??
      only(this.#connection.all(query.addAccount, outside));
    const name = person.name ?? person.id;
    const { id } = only(this.#connection.all(query.addMember, { community, name }));
    const claim = { account: account.id, community, member: id };
    this.#connection.run(query.addClaim, claim);
    const others = this.#connection.run(query.addClaimsOfPerson, claim);
    return { id, name, language: undefined, isLinked: others > 0 };
  }
}

function keyOf({ platform, platformId }: Pick<Group, 'platform' | 'platformId'>): string {
  return `${platform}\n${platformId}`;
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (!row) throw new Error('an insert returned nothing');
  return row;
}
