/**
 * Hears the group: asks the gateway what a notice is about, adds names, and hands events in, in
 * the order in which they came. What cannot be read is counted and dropped.
 */
import {
  type BotParts,
  type Incoming,
  type LinkReport,
  type Person,
  type PlatformId,
  seconds,
} from '#kit';
import { atMost } from './at-most.ts';
import type { Gaps } from './gaps.ts';
import type { Groups, News } from './groups.ts';
import type { Names } from './names.ts';
import {
  type Decoded,
  decodeJoin,
  decodeLeave,
  decodeMessage,
  type Surroundings,
} from './receive.ts';
import { messageEvent } from './wire/payloads.ts';

/** Events wait so long for one that came before them; then order gives way. */
const STRAGGLER = seconds(3);
/** A message of which the gateway says nothing for so long is lost. */
const READING = seconds(30);

export interface ListenerParts {
  readonly parts: BotParts;
  readonly report: LinkReport;
  readonly names: Names;
  readonly groups: Groups;
  readonly gaps: Gaps;
  readonly self: () => PlatformId | undefined;
  readonly ownName: () => string | undefined;
  /** Called when something that was said in a group is stored. */
  readonly onTalk?: (group: PlatformId) => void;
  /** Asks the gateway what was said. */
  readonly gateway: { messagePayload(id: string): Promise<unknown> };
}

export class Listener {
  readonly #options: ListenerParts;
  #before: Promise<void> = Promise.resolve();

  constructor(options: ListenerParts) {
    this.#options = options;
  }

  /** A message has come, of which only the id is told. */
  message(payload: unknown): void {
    this.#inOrder(async (around) => {
      const read = messageEvent.safeParse(payload);
      if (!read.success) return { kind: 'dropped', what: 'unreadable notice' };
      const asked = this.#options.gateway.messagePayload(read.data.messageId);
      const said = await atMost(this.#options.parts.timers, READING, asked);
      return decodeMessage(said, around);
    });
  }

  join(payload: unknown): void {
    this.#inOrder(async (around) => decodeJoin(payload, around));
  }

  leave(payload: unknown): void {
    this.#inOrder(async (around) => decodeLeave(payload, around));
  }

  /** Reading begins at once; only the handing in waits for its turn. */
  #inOrder(read: (around: Surroundings) => Promise<Decoded>): void {
    const events = this.#read(read);
    this.#before = this.#handIn(this.#before, events);
  }

  async #read(read: (around: Surroundings) => Promise<Decoded>): Promise<readonly Incoming[]> {
    const { self, report } = this.#options;
    const own = self();
    if (own === undefined) {
      report.dropped('before the login');
      return [];
    }
    try {
      const decoded = await read(this.#around(own));
      if (decoded.kind === 'events') {
        return await Promise.all(decoded.events.map((event) => this.#complete(event, own)));
      }
      if (decoded.kind === 'own') report.echoed(decoded.echo);
      report.dropped(decoded.kind === 'own' ? 'own message' : decoded.what);
      return [];
    } catch {
      report.dropped('not told by the gateway');
      return [];
    }
  }

  #around(self: PlatformId): Surroundings {
    const { parts, groups, ownName } = this.#options;
    return {
      self,
      now: parts.clock.now(),
      namesIn: (group) => {
        const here = group === undefined ? undefined : groups.ownNameIn(group);
        return [ownName(), here].flatMap((name) => (name ? [name] : []));
      },
    };
  }

  /** Adds what must be asked for: the group's owner and name once, and the person's name. */
  async #complete(event: Incoming, self: PlatformId): Promise<Incoming> {
    const { group } = event;
    const { groups } = this.#options;
    if (group !== undefined && event.type === 'message') groups.meet(event.from.id);
    const entering = group === undefined ? undefined : groups.enter(group, self);
    const named = this.#named(event);
    await entering;
    const told = await named;
    if (group === undefined || told.type !== 'message') return told;
    return { ...told, groupName: groups.topicOf(group) };
  }

  async #named(event: Incoming): Promise<Incoming> {
    if (event.type === 'message')
      return { ...event, from: await this.#person(event.from, event.group) };
    if (event.type === 'join') {
      return { ...event, member: await this.#person(event.member, event.group) };
    }
    return event;
  }

  async #person({ id }: Person, group: PlatformId | undefined): Promise<Person> {
    const name = await this.#options.names.of(id, group);
    return name === undefined ? { id } : { id, name };
  }

  async #handIn(before: Promise<void>, reading: Promise<readonly Incoming[]>): Promise<void> {
    await atMost(this.#options.parts.timers, STRAGGLER, before).catch(() => undefined);
    const events = await reading;
    for (const news of this.#options.groups.news()) void this.#tellNews(news);
    for (const event of events) void this.#tell(event);
  }

  /** Noted only when it is stored: what was not is found out again. */
  async #tellNews(news: News): Promise<void> {
    const told = await Promise.all(news.events.map((event) => this.#tell(event)));
    this.#options.groups.settle(news, !told.includes(false));
  }

  /** @returns whether it is stored; a failure is logged */
  async #tell(event: Incoming): Promise<boolean> {
    const { report, parts, gaps, groups, onTalk } = this.#options;
    gaps.note(parts.clock.now(), event.group);
    // A gateway does not deliver again, so that there is nobody to be told.
    try {
      await report.receive(event);
      if (event.type === 'leave') groups.noteLeft(event.member, event.group);
      if (event.type === 'message' && event.group !== undefined) onTalk?.(event.group);
      return true;
    } catch (error) {
      parts.log.warn({ error, type: event.type }, 'an event of WeChat could not be taken');
      return false;
    }
  }
}
