/**
 * What a feature may do with the database. A `Reader` looks; only a `Tx` changes, it lives for one
 * event, and using it afterwards throws. Everything one `Tx` writes is committed together.
 */
import type { CommunityId, GroupId, MemberId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Ledger, LedgerReader } from './ledger.ts';
import type { Group, Member, Role } from './people.ts';
import type { Language } from './phrases.ts';
import type { Read, Write } from './sql.ts';

export interface Reader {
  /** The first row, or undefined. */
  get<Values, Row>(query: Read<Values, Row>, values: Values): Promise<Row | undefined>;
  all<Values, Row>(query: Read<Values, Row>, values: Values): Promise<readonly Row[]>;
  readonly ledger: LedgerReader;
  readonly people: PeopleReader;
}

export interface Tx extends Reader {
  /** The time of the event that this transaction serves. */
  readonly at: Instant;
  /** @returns how many rows changed */
  run<Values, Row>(statement: Write<Values, Row>, values: Values): Promise<number>;
  /** For statements that say `returning`. */
  returning<Values, Row>(statement: Write<Values, Row>, values: Values): Promise<readonly Row[]>;
  readonly ledger: Ledger;
  readonly people: People;
  /**
   * Empties the log of the database after the commit. It holds each state of the file one after the
   * other: of writes that must not be joined by their order, like who has cast a secret ballot and
   * which ballots there are.
   */
  emptyLog(): void;
}

/** What is known of a member beside the name. */
export interface MemberFacts {
  /** The member's own choice; undefined is the community's. */
  readonly language: Language | undefined;
  readonly messages: number;
  readonly activeDays: number;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** The member asked not to appear on leaderboards. */
  readonly isHidden: boolean;
}

export interface PeopleReader {
  /** The member; of one who was merged into another, that other one. */
  find(member: MemberId): Promise<Member | undefined>;
  facts(member: MemberId): Promise<MemberFacts | undefined>;
  /** The groups of the community in which the member is now. */
  groupsOf(member: MemberId): Promise<readonly Group[]>;
  /** Whether a member was in groups of the community and has left all of them. */
  isGone(member: MemberId): Promise<boolean>;
  /** The members, in whatever community, who are the same person; the member included. */
  everywhere(member: MemberId): Promise<readonly MemberId[]>;
  /** Where this very number was given: of one who came with a group, the community that ended. */
  homeOf(member: MemberId): Promise<CommunityId | undefined>;
  group(group: GroupId): Promise<Group | undefined>;
  /** The groups of a community, oldest first. */
  groups(community: CommunityId): Promise<readonly Group[]>;
  /** Everybody known who is in a group of the community now, or in this one of them; by number. */
  present(community: CommunityId, group?: GroupId): Promise<readonly Present[]>;
  /** Whether a member who is in a group now has written to the bot in private. */
  isReachable(member: MemberId): Promise<boolean>;
  /** Owners, admins and managers who are in a group of the community now; by number. */
  managers(community: CommunityId): Promise<readonly Member[]>;
  /** Members of the same community who were merged into this one; they appear nowhere. */
  mergedInto(member: MemberId): Promise<readonly MemberId[]>;
  /** The accounts behind a member, oldest first. */
  accountsOf(member: MemberId): Promise<readonly PlatformAccount[]>;
}

export interface Present {
  readonly id: MemberId;
  /** Has written to the bot in private: an unasked message there is no surprise, nor refused. */
  readonly isReachable: boolean;
}

export interface PlatformAccount {
  readonly platform: string;
  readonly id: PlatformId;
  /** The name exactly as the platform gave it. */
  readonly name: string;
}

export interface People extends PeopleReader {
  /** `undefined` goes back to the community's language. */
  setLanguage(member: MemberId, language: Language | undefined): Promise<void>;
  setHidden(member: MemberId, isHidden: boolean): Promise<void>;
  /** Gives a role by hand in all groups of the community; undefined takes it back. */
  giveRole(member: MemberId, role: Role | undefined): Promise<void>;
  /**
   * Takes the person out: names, platform ids and standing in groups go, the number stays so that
   * sums of points and activity remain true. There is no way back.
   */
  erase(member: MemberId): Promise<void>;
}
