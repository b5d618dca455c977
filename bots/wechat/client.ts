/**
 * One life of a connection to a gateway. It believes nothing but what came in: the packages say
 * that they have started when nobody is there, and that they are logged in when the line is dead.
 */
import {
  type BotParts,
  type Connection,
  LinkRefusal,
  type LinkReport,
  type PlatformId,
  type Span,
  seconds,
  type Timer,
} from '#kit';
import { atMost } from './at-most.ts';
import type { Gaps } from './gaps.ts';
import { Groups } from './groups.ts';
import { Listener } from './listener.ts';
import type { Memory } from './memory.ts';
import { Names } from './names.ts';
import { LOGGED_OUT, NOBODY_LOGGED_IN, RIVAL, refusal, troubleOf } from './trouble.ts';
import type { Call } from './wire/call.ts';
import { contact, dirty, login, roomIds, roomMember } from './wire/payloads.ts';

/** The line is asked so often; a quiet group must not look like a dead line. */
const KEEPALIVE = seconds(15);
/** A gateway answers such a question at once; one in a browser may take a moment. */
const ANSWERING = seconds(15);
/** A gateway that is dialled and never lets us in is given up, with all that hangs on it. */
const STARTING = seconds(45);
/** One that has told nothing by itself when it let us in is asked, and has this long. */
const GREETING = seconds(4);

export interface ClientOptions {
  readonly call: Call;
  readonly parts: BotParts;
  readonly memory: Memory;
  readonly gaps: Gaps;
  readonly report: LinkReport;
  /** Called when it is known who the bot is, with the ids of its groups. */
  readonly onLogin: (self: PlatformId) => void;
  /** Called when something that was said in a group is stored. */
  readonly onTalk?: (group: PlatformId) => void;
}

export class Client implements Connection {
  readonly call: Call;
  readonly #options: ClientOptions;
  readonly #groups: Groups;
  readonly #names: Names;
  readonly #waiting = new Set<() => void>();
  #self: PlatformId | undefined;
  #ownName: string | undefined;
  #keepalive: Timer | undefined;
  #hasHeard = false;
  #isClosed = false;

  constructor(options: ClientOptions) {
    const { call, parts, memory } = options;
    const { clock, timers } = parts;
    this.call = call;
    this.#options = options;
    this.#names = new Names({ clock, timers, ask: (...of) => this.#askName(...of) });
    const ask = (group: PlatformId) => call.gateway.roomPayload(group);
    this.#groups = new Groups({ clock, timers, memory, names: this.#names, ask });
  }

  /** The bot's own account; undefined while nobody is logged in at the gateway. */
  get self(): PlatformId | undefined {
    return this.#isClosed ? undefined : this.#self;
  }

  /** What the bot is called, with the names that groups gave it. */
  get ownNames(): readonly string[] {
    const names = [this.#ownName, ...this.#groups.ownNames()];
    return [...new Set(names.flatMap((name) => (name ? [name] : [])))];
  }

  /** Dials. @throws LinkRefusal when the gateway is not there, refuses, or serves another */
  async open(): Promise<void> {
    const { gateway, wechaty } = this.call;
    const { timers } = this.#options.parts;
    this.#listen();
    try {
      await atMost(timers, STARTING, wechaty.start());
      if (gateway.failure !== undefined) throw refusal(troubleOf(gateway.failure));
      if (!gateway.isIn) throw new Error('the gateway does not answer');
      if (!this.#hasHeard)
        await this.#question(GREETING).catch(() => Promise.reject(refusal(RIVAL)));
    } catch (error) {
      // Hung up first: a start that still waits ends by it.
      await gateway.onStop();
      await this.close();
      throw error;
    }
    this.#options.report.authorized();
    if (this.#self !== undefined) this.#options.report.heard();
    this.#keepAlive();
  }

  async probe(): Promise<void> {
    if (this.#self === undefined) throw new LinkRefusal('loggedOut', NOBODY_LOGGED_IN);
    await this.#question(ANSWERING);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.gaps.keep();
    this.#keepalive?.cancel();
    await this.call.wechaty.stop();
  }

  #listen(): void {
    const { gateway } = this.call;
    const { report } = this.#options;
    const whileOpen =
      (then: (payload: unknown) => void) =>
      (payload?: unknown): void => {
        if (!this.#isClosed) then(payload);
      };
    gateway.onBroken = whileOpen((why) => report.lost(troubleOf(why)));
    gateway.onUnreadable = whileOpen(() => report.dropped('unreadable frame'));
    gateway.on(
      'heartbeat',
      whileOpen(() => this.#hear()),
    );
    gateway.on(
      'dong',
      whileOpen(() => this.#answered()),
    );
    gateway.on(
      'login',
      whileOpen((payload) => this.#login(payload)),
    );
    gateway.on(
      'logout',
      whileOpen(() => report.lost(LOGGED_OUT)),
    );
    gateway.on(
      'dirty',
      whileOpen((payload) => this.#forget(payload)),
    );
    const listener = new Listener({
      ...this.#options,
      gateway,
      names: this.#names,
      groups: this.#groups,
      self: () => this.self,
      ownName: () => this.#ownName,
    });
    gateway.on(
      'message',
      whileOpen((payload) => listener.message(payload)),
    );
    gateway.on(
      'room-join',
      whileOpen((payload) => listener.join(payload)),
    );
    gateway.on(
      'room-leave',
      whileOpen((payload) => listener.leave(payload)),
    );
  }

  #hear(): void {
    this.#hasHeard = true;
    // A gateway without an account is there, but WeChat is not.
    if (this.#self === undefined) return;
    const { gaps, parts, report } = this.#options;
    gaps.note(parts.clock.now());
    report.heard();
  }

  #login(payload: unknown): void {
    const read = login.safeParse(payload);
    if (!read.success) return;
    const self = read.data.contactId;
    this.#self = self;
    const { gaps, parts, report, onLogin } = this.#options;
    gaps.resume(self);
    const gap = gaps.until(parts.clock.now());
    onLogin(self);
    this.#hear();
    if (gap) report.missed(gap);
    void this.#names.of(self).then((name) => {
      this.#ownName = name;
    });
  }

  #forget(payload: unknown): void {
    const read = dirty.safeParse(payload);
    if (!read.success) return;
    this.#names.forget(read.data.payloadId);
    this.#groups.forget(read.data.payloadId);
  }

  /** Names that are remembered for a while are gone at once. */
  forgetPeople(ids: readonly PlatformId[]): void {
    for (const id of ids) this.#names.forget(id);
  }

  async #askName(person: PlatformId, group?: PlatformId): Promise<string | undefined> {
    const { gateway } = this.call;
    if (group !== undefined) {
      const inGroup = roomMember.safeParse(await gateway.roomMemberPayload(group, person));
      const name = inGroup.data && (inGroup.data.roomAlias || inGroup.data.name);
      if (name) return name;
    }
    return contact.safeParse(await gateway.contactPayload(person)).data?.name || undefined;
  }

  /** The groups that the account is in. */
  async groups(): Promise<readonly PlatformId[]> {
    const asked = this.call.gateway.roomList();
    return roomIds.parse(await atMost(this.#options.parts.timers, ANSWERING, asked));
  }

  /** Resolves when the gateway has answered. */
  async #question(patience: Span): Promise<void> {
    let answered: () => void = () => undefined;
    const answer = new Promise<void>((done) => {
      answered = done;
    });
    this.#waiting.add(answered);
    try {
      this.call.gateway.ding('');
      await atMost(this.#options.parts.timers, patience, answer);
    } finally {
      this.#waiting.delete(answered);
    }
  }

  #answered(): void {
    this.#hear();
    for (const answered of this.#waiting) answered();
  }

  #keepAlive(): void {
    this.#keepalive = this.#options.parts.timers.after(KEEPALIVE, () => {
      if (this.#isClosed) return;
      this.call.gateway.ding('');
      this.#keepAlive();
    });
  }
}
