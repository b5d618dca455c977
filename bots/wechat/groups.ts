/**
 * What is asked once in a connection about a group, when it is first heard: who owns it,
 * and what the bot is called there. Lists of members are not fetched: that is what draws eyes.
 */
import type * as z from 'zod';
import {
  type Clock,
  type Incoming,
  type Instant,
  type PlatformId,
  parsePlatformId,
  seconds,
  type Timers,
} from '#kit';
import { atMost } from './at-most.ts';
import type { Memory } from './memory.ts';
import type { Names } from './names.ts';
import { keyOf } from './receive.ts';
import { room } from './wire/payloads.ts';

/** The first message of a group waits so long at most: its author may be the owner. */
const PATIENCE = seconds(2);
/** Groups of gateways that lie are not remembered without end. */
const MOST_GROUPS = 5_000;

export interface GroupsParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly names: Names;
  readonly memory: Memory;
  /** Asks the gateway about a group. */
  readonly ask: (group: PlatformId) => Promise<unknown>;
}

export class Groups {
  readonly #parts: GroupsParts;
  readonly #entered = new Map<PlatformId, Promise<void>>();
  readonly #ownNames = new Map<PlatformId, string>();
  readonly #topics = new Map<PlatformId, string>();
  /** What was found out and is not told yet. */
  #news: News[] = [];

  constructor(parts: GroupsParts) {
    this.#parts = parts;
  }

  /** What the bot is called in a group, as far as it is known. */
  ownNameIn(group: PlatformId): string | undefined {
    return this.#ownNames.get(group);
  }

  /** What a group is called, as far as it is known. */
  topicOf(group: PlatformId): string | undefined {
    return this.#topics.get(group);
  }

  /** What the bot is called in any group. */
  ownNames(): readonly string[] {
    return [...this.#ownNames.values()];
  }

  /** Waits for what must be known before a group's first event is handed in. */
  async enter(group: PlatformId, self: PlatformId): Promise<void> {
    if (this.#entered.size >= MOST_GROUPS) this.#entered.clear();
    const entering = this.#entered.get(group) ?? this.#look(group, self);
    this.#entered.set(group, entering);
    await atMost(this.#parts.timers, PATIENCE, entering).catch(() => undefined);
  }

  /** Something about the group has changed: it is looked at anew. */
  forget(group: PlatformId): void {
    this.#entered.delete(group);
  }

  /** Somebody spoke: whoever was forgotten before may be the owner of any group. */
  meet(person: PlatformId): void {
    if (this.#parts.memory.meet(person)) this.#entered.clear();
  }

  /** Somebody left, and left the rights behind: they are not told of any more. */
  noteLeft(person: PlatformId, group: PlatformId): void {
    const { memory } = this.#parts;
    if (memory.ownerOf(group) === person) memory.note(group, '');
  }

  /** Who owns a group was stored; or it was not, and is looked at anew. */
  settle({ group, owner }: News, isStored: boolean): void {
    const { memory } = this.#parts;
    const isNobody = owner === undefined || memory.isForgotten(owner);
    if (isStored) memory.note(group, isNobody ? '' : owner);
    else this.forget(group);
  }

  /** Roles that were found out since the last call; to be settled one by one. */
  news(): readonly News[] {
    return this.#news.splice(0);
  }

  /** Does not fail: roles and the own name are wanted, not needed. */
  async #look(group: PlatformId, self: PlatformId): Promise<void> {
    const [read, ownName] = await Promise.all([
      this.#parts.ask(group).then(room.safeParse, () => undefined),
      this.#parts.names.of(self, group),
    ]);
    if (ownName !== undefined) this.#ownNames.set(group, ownName);
    if (!read?.success) return;
    if (read.data.topic !== '') this.#topics.set(group, read.data.topic);
    this.#noteOwner(group, read.data);
  }

  /** WeChat’s own admins are not told reliably; managers are made with the bot’s own commands. */
  #noteOwner(group: PlatformId, { ownerId: owner }: Room): void {
    const { clock, memory } = this.#parts;
    const change = { group, at: clock.now() };
    const known = memory.ownerOf(group);
    const before = known === undefined ? undefined : parsePlatformId(known);
    // A gateway that does not say it now takes nothing from whom it named before.
    if (owner === undefined && before !== undefined) return;
    const events: Incoming[] = [];
    if (before !== undefined && before !== owner) {
      events.push(roleChange({ ...change, member: before }, 'member'));
    }
    if (owner !== undefined && !memory.isForgotten(owner)) {
      events.push(roleChange({ ...change, member: owner }, 'owner'));
    }
    this.#news.push({ group, owner, events });
  }
}

/** What a look at a group has found out. */
export interface News {
  readonly group: PlatformId;
  readonly owner: PlatformId | undefined;
  readonly events: readonly Incoming[];
}

type Room = z.output<typeof room>;

interface Change {
  readonly group: PlatformId;
  readonly member: PlatformId;
  readonly at: Instant;
}

function roleChange(change: Change, role: 'owner' | 'member'): Incoming {
  return { ...change, type: 'role', role, key: keyOf('o', [change.at, change.member, role]) };
}
