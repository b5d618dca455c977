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
    return row && this.#remember(member, row.community_id, row.balance ?? 0);
  }

  /** The balance is now this. */
  changeTo(member: MemberId, { community, balance }: Purse): void {
    this.#remember(member, community, balance);
  }

  forget(): void {
    this.#known.clear();
  }

  #remember(member: MemberId, community: CommunityId, balance: number): Purse {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const fresh = { community, balance };
    this.#known.set(member, fresh);
    return fresh;
  }
}
