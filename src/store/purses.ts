/**
 * What members have, remembered between postings, because the one writer posts for the same members
 * again and again. Whoever rolls back must call `forget`.
 */
import type { CommunityId, MemberId } from '#kit';
import { purse } from './ledger-queries.ts';
import type { Connection } from './sqlite.ts';

/** More members than this are not remembered; the memory starts anew. About 5 MB when full. */
const MOST_REMEMBERED = 50_000;

export interface Purse {
  /** Whose it is: not the member who was asked for, where that one was merged into another. */
  readonly member: MemberId;
  readonly community: CommunityId;
  readonly balance: number;
}

export class Purses {
  readonly #connection: Connection;
  readonly #known = new Map<MemberId, Purse>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Absent when there is no such member. */
  of(member: MemberId): Purse | undefined {
    const known = this.#known.get(member);
    if (known) return known;
    const row = this.#connection.get(purse, { member });
    if (!row) return undefined;
    // One purse is remembered once: a second memory of it would grow old.
    if (row.id !== member) return this.of(row.id);
    return this.#remember({ member, community: row.community_id, balance: row.balance ?? 0 });
  }

  /** The balance is now this. */
  changeTo(fresh: Purse): void {
    this.#remember(fresh);
  }

  forget(): void {
    this.#known.clear();
  }

  #remember(fresh: Purse): Purse {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(fresh.member, fresh);
    return fresh;
  }
}
