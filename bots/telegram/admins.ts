/**
 * Who owns and who manages each group, asked of Telegram: without it nobody could set anything.
 * Changes are told by themselves to a bot that is an admin, and asked for otherwise. What was told
 * last stands in a file, so that somebody who lost a right while the bot was away loses it here.
 */
import { join } from 'node:path';
import * as z from 'zod';
import {
  type Clock,
  hours,
  type Incoming,
  type Instant,
  type Log,
  type PlatformId,
  type PlatformRole,
  parsePlatformId,
  type Span,
  seconds,
  spanBetween,
} from '#kit';
import type { Api } from './api.ts';
import type { Handles } from './handles.ts';
import { happeningKey } from './keys.ts';
import { Notebook } from './notebook.ts';
import { personOf, roleOf } from './standing.ts';
import { type ChatMember, chatMember } from './wire.ts';

/** A right that was taken away must end within a minute; what Telegram did not say, too. */
const FRESH: Span = seconds(45);
/** An admin is told of every change; this only mends what may have been missed. */
const FRESH_FOR_ADMIN: Span = hours(1);
/** What was told is told again after so long: a member may have been forgotten meanwhile. */
const TOLD: Span = hours(24);
/** A group whose admins are asked for waits no longer. */
const ASKING: Span = seconds(8);

interface Standing {
  /** When Telegram was asked last; undefined when that has to be done before anything else. */
  askedAt: Instant | undefined;
  /** How long that holds. */
  fresh: Span;
  /** Since when the bot is known to be an admin. */
  adminSince: Instant | undefined;
}

const noted = z.record(
  z.string(),
  z.record(z.string(), z.object({ role: z.enum(['owner', 'admin', 'member']), at: z.int() })),
);
type Noted = z.output<typeof noted>;

/** By group, who owned and managed it when that was told last. */
export function adminsFile(folder: string): Notebook<Noted> {
  return new Notebook({ file: join(folder, 'admins.json'), schema: noted, empty: {} });
}

export interface AdminsParts {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly folder: string;
  readonly handles: Handles;
}

export class Admins {
  readonly #parts: AdminsParts;
  readonly #standings = new Map<PlatformId, Standing>();
  /** Admins who were forgotten and not heard since. */
  readonly #forgotten = new Set<PlatformId>();
  readonly #book: Notebook<Noted>;

  constructor(parts: AdminsParts) {
    this.#parts = parts;
    this.#book = adminsFile(parts.folder);
  }

  /** A new connection begins: whatever happened meanwhile must be asked for. */
  doubtAll(): void {
    for (const standing of this.#standings.values()) standing.askedAt = undefined;
  }

  /** Something happened to the bot itself or to the group's admins. */
  doubt(group: PlatformId): void {
    const standing = this.#standings.get(group);
    if (standing) standing.askedAt = undefined;
  }

  /** The bot itself became an admin at a moment, or is none any more. */
  noteSelf(group: PlatformId, adminSince: Instant | undefined): void {
    this.#standings.set(group, { askedAt: undefined, fresh: FRESH, adminSince });
  }

  /** Whether joins and leaves of that moment are told to the bot by themselves. */
  hearsMembers(group: PlatformId, at: Instant): boolean {
    const since = this.#standings.get(group)?.adminSince;
    return since !== undefined && since <= at;
  }

  isFresh(group: PlatformId): boolean {
    const standing = this.#standings.get(group);
    if (standing?.askedAt === undefined) return false;
    const age = spanBetween(standing.askedAt, this.#parts.clock.now());
    return age >= 0 && age < standing.fresh;
  }

  /** Asks for a group's admins. @returns what is new of them; nothing when Telegram does not say */
  async ask(group: PlatformId, self: PlatformId): Promise<readonly Incoming[]> {
    const { api, clock, log } = this.#parts;
    const now = clock.now();
    const answer = await api.call({
      method: 'getChatAdministrators',
      payload: { chat_id: group },
      result: z.array(chatMember),
      within: ASKING,
    });
    const known = this.#standings.get(group);
    if (answer.kind !== 'done') {
      log.warn({ group, why: answer.why }, 'the admins of a group are not known');
      const wait = answer.kind === 'wait' ? seconds(answer.seconds) : FRESH;
      const fresh = wait > FRESH ? wait : FRESH;
      this.#standings.set(group, { askedAt: now, fresh, adminSince: known?.adminSince });
      return [];
    }
    const isAdmin = answer.result.some(({ user }) => user.id === self);
    const adminSince = isAdmin ? (known?.adminSince ?? now) : undefined;
    const fresh = isAdmin ? FRESH_FOR_ADMIN : FRESH;
    this.#standings.set(group, { askedAt: now, fresh, adminSince });
    const told = answer.result.filter(({ user }) => !this.#forgotten.has(user.id));
    for (const { user } of told) this.#parts.handles.note(user);
    const people = told.filter(({ user }) => !user.is_bot);
    return this.#changes(group, people, now);
  }

  /** A change is stored: it need not be told again. */
  keep(group: PlatformId, told: readonly Incoming[]): void {
    const { clock } = this.#parts;
    const roles = { ...this.#book.held[group] };
    for (const event of told) {
      if (event.type === 'role') roles[event.member] = { role: event.role, at: clock.now() };
    }
    const isKept = ([, { role }]: [string, { role: PlatformRole }]) => role !== 'member';
    const kept = Object.fromEntries(Object.entries(roles).filter(isKept));
    this.#book.keep({ ...this.#book.held, [group]: kept });
  }

  /**
   * Somebody was forgotten: they are in no file, and not told of until they are heard again.
   * @throws Error of the system when the file cannot be written
   */
  forget(ids: readonly PlatformId[]): void {
    for (const id of ids) this.#forgotten.add(id);
    const isKept = ([id]: [string, unknown]) => !ids.some((one) => one === id);
    const kept = Object.entries(this.#book.held).map(([group, roles]) => [
      group,
      Object.fromEntries(Object.entries(roles).filter(isKept)),
    ]);
    this.#book.keep(Object.fromEntries(kept));
  }

  /** Somebody was heard: should they have been forgotten, their role is asked for. */
  meet(person: PlatformId): void {
    if (this.#forgotten.delete(person)) this.doubtAll();
  }

  #changes(group: PlatformId, people: readonly ChatMember[], now: Instant): readonly Incoming[] {
    const before = this.#book.held[group] ?? {};
    const events: Incoming[] = [];
    for (const person of people) {
      const told = before[person.user.id];
      const role = roleOf(person);
      if (told?.role === role && now - told.at < TOLD) continue;
      const member = personOf(person.user);
      const key = keyOf(now, `name ${member.id}`);
      events.push({ type: 'rename', at: now, key, group, member });
      events.push(roleEvent({ group, member: member.id, role, now }));
    }
    const present = new Set<string>(people.map(({ user }) => user.id));
    for (const id of Object.keys(before)) {
      const member = present.has(id) ? undefined : parsePlatformId(id);
      if (member) events.push(roleEvent({ group, member, role: 'member', now }));
    }
    return events;
  }
}

interface Told {
  readonly group: PlatformId;
  readonly member: PlatformId;
  readonly role: PlatformRole;
  readonly now: Instant;
}

function roleEvent({ group, member, role, now }: Told): Incoming {
  return { type: 'role', at: now, key: keyOf(now, `${role} ${member}`), group, member, role };
}

function keyOf(now: Instant, what: string): string {
  return happeningKey(Math.floor(now / 1_000), 'asked', String(now), what);
}
