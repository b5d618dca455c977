/**
 * Notices members whose names pass for a manager's: they are marked wherever their names are shown,
 * and the managers are told once. Rights never come from a name, so nothing else follows from it.
 */
import {
  type CommunityId,
  displayName,
  hours,
  type Instant,
  type Language,
  type MemberId,
  type PlatformId,
  skeletonOf,
} from '#kit';
import type { KnownMember } from '../../store/directory.ts';
import { type Holder, holdersIn, mark, markedMembers, unmark } from '../../store/look-alikes.ts';
import type { Statements } from '../../store/sqlite.ts';
import { writeToHolders } from '../sending/write-to-holders.ts';
import { coreLabel, coreText } from '../texts/index.ts';

/** Of more look-alikes in an hour managers see the marks, but are not written to: a raid comes. */
const MOST_TOLD = 5;
const WHILE = hours(1);

interface Managers {
  readonly edition: number;
  readonly list: readonly Holder[];
  readonly ids: ReadonlySet<MemberId>;
  readonly bySkeleton: ReadonlyMap<string, Holder>;
}

export interface Seen {
  readonly member: KnownMember;
  readonly account: PlatformId;
  readonly community: CommunityId;
  readonly language: Language;
  /** Another one when roles, or names of those who have one, may have changed. */
  readonly edition: number;
  readonly now: Instant;
}

export class LookAlikes {
  readonly #connection: Statements;
  readonly #managers = new Map<CommunityId, Managers>();
  readonly #told = new Map<CommunityId, Instant[]>();
  #marked: Map<MemberId, MemberId> | undefined;

  constructor(connection: Statements) {
    this.#connection = connection;
  }

  /** To be called when a step is undone. */
  forget(): void {
    this.#managers.clear();
    this.#marked = undefined;
  }

  isMarked(member: MemberId): boolean {
    return this.#marks.has(member);
  }

  /** Compares the name of somebody who spoke, came, or has a new one. */
  review(seen: Seen): void {
    const { member, community, now } = seen;
    const managers = this.#managersOf(seen);
    const of = managers.ids.has(member.id)
      ? undefined
      : managers.bySkeleton.get(skeletonOf(member.name));
    if (of?.id === this.#marks.get(member.id)) return;
    if (!of) {
      unmark(this.#connection, member.id);
      this.#marks.delete(member.id);
      return;
    }
    const isNew = mark(this.#connection, { member: member.id, of: of.id, at: now });
    this.#marks.set(member.id, of.id);
    if (isNew && this.#mayTell(community, now)) this.#tell(seen, of, managers.list);
  }

  get #marks(): Map<MemberId, MemberId> {
    this.#marked ??= markedMembers(this.#connection);
    return this.#marked;
  }

  #managersOf({ community, edition }: Seen): Managers {
    const known = this.#managers.get(community);
    if (known?.edition === edition) return known;
    const list = holdersIn(this.#connection, community);
    const bySkeleton = new Map(list.map((holder) => [skeletonOf(holder.name), holder]));
    bySkeleton.delete('');
    const managers = { edition, list, ids: new Set(list.map(({ id }) => id)), bySkeleton };
    this.#managers.set(community, managers);
    return managers;
  }

  #mayTell(community: CommunityId, now: Instant): boolean {
    const lately = (this.#told.get(community) ?? []).filter((at) => at > now - WHILE);
    if (lately.length < MOST_TOLD) lately.push(now);
    else return false;
    this.#told.set(community, lately);
    return true;
  }

  #tell({ member, account, language, now }: Seen, of: Holder, managers: readonly Holder[]): void {
    const names = { name: displayName(member.name), whose: displayName(of.name) };
    const line = (theirs: Language) => {
      const role = coreLabel(theirs, of.role) ?? of.role;
      return coreText(theirs)('lookAlike', { ...names, account: displayName(account), role });
    };
    writeToHolders(this.#connection, { holders: managers, language, line, now });
  }
}
