/**
 * Takes updates in, however they arrive. What must be asked of Telegram before an update can be
 * understood is asked first, and meanwhile what comes from the same group waits behind it; nothing
 * waits for a commit but whoever tells Telegram that the update has arrived.
 */
import type { Clock, Incoming, LinkReport, Log, PlatformId } from '#kit';
import type { Admins } from './admins.ts';
import type { ChoiceIds } from './choice-ids.ts';
import type { Handles } from './handles.ts';
import type { MovedGroups } from './moved-groups.ts';
import { receive } from './receive.ts';
import { isIn, roleOf } from './standing.ts';
import { readUpdate, type Update, type User } from './wire.ts';

export interface IntakeParts {
  readonly report: LinkReport;
  readonly clock: Clock;
  readonly log: Log;
  readonly self: PlatformId;
  /** The bot's public name, without `@`, in lower case. */
  readonly handle: string;
  readonly admins: Admins;
  readonly handles: Handles;
  readonly moved: MovedGroups;
  readonly choices: ChoiceIds;
  /** Tells Telegram that a press was heard, so that the button stops blinking. */
  readonly answerPress: (id: string) => void;
  /** A person wrote to the bot alone. */
  readonly greet: (person: User) => void;
}

export class Intake {
  readonly #parts: IntakeParts;
  /** Groups whose admins are being asked for. */
  readonly #asking = new Map<PlatformId, Promise<void>>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /**
   * Takes one update. Resolves when it is stored or is nothing to us.
   * @throws when it could not be stored: it must be delivered again
   */
  take(raw: unknown): Promise<void> {
    const update = readUpdate(raw);
    if (!update) {
      this.#parts.report.dropped('unreadable');
      return DONE;
    }
    this.#notePeople(update);
    this.#noteSelf(update);
    const group = groupOf(update);
    if (group === undefined) return this.#hand(update);
    const wait = this.#prepared(this.#parts.moved.current(group));
    return wait === undefined ? this.#hand(update) : wait.then(() => this.#hand(update));
  }

  /** Undefined when there is nothing to wait for. */
  #prepared(group: PlatformId): Promise<void> | undefined {
    const asking = this.#asking.get(group);
    if (asking || this.#parts.admins.isFresh(group)) return asking;
    const asked = this.#ask(group).finally(() => this.#asking.delete(group));
    this.#asking.set(group, asked);
    return asked;
  }

  /** What is new of the admins goes ahead of what they say. */
  async #ask(group: PlatformId): Promise<void> {
    const { admins, self } = this.#parts;
    const news = await admins.ask(group, self);
    if (news.length > 0) void this.#tell(group, news);
  }

  async #tell(group: PlatformId, news: readonly Incoming[]): Promise<void> {
    const { admins, report, log } = this.#parts;
    try {
      await Promise.all(news.map((event) => report.receive(event)));
      admins.keep(group, news);
    } catch (error) {
      // They are asked for again, because nothing was noted.
      admins.doubt(group);
      log.warn({ error, group }, 'the admins of a group could not be stored');
    }
  }

  async #hand(update: Update): Promise<void> {
    const { report, admins } = this.#parts;
    const received = this.#read(update);
    if (received.kind === 'dropped') return report.dropped(received.what);
    const events = received.events.flatMap((event) => this.#placed(event));
    await Promise.all(events.map((event) => report.receive(event)));
    for (const event of events) {
      if (event.type === 'role') admins.keep(event.group, [event]);
    }
    if (update.callback_query) this.#parts.answerPress(update.callback_query.id);
  }

  #read(update: Update) {
    const { clock, self, handle, admins, handles, moved } = this.#parts;
    return receive(update, {
      self,
      handle,
      now: clock.now(),
      hearsMembers: (group, at) => admins.hearsMembers(moved.current(group), at),
      accountOf: (name) => handles.accountOf(name),
    });
  }

  /** With the group's present id and the whole choice. */
  #placed(event: Incoming): readonly Incoming[] {
    const { moved, choices, report } = this.#parts;
    if (event.type === 'migration') {
      moved.note(event.group, event.to);
      return [event];
    }
    const group = event.group && moved.current(event.group);
    // Hardly ever another one; a copy of every message would be slow.
    const placed: Incoming =
      group === undefined || group === event.group ? event : { ...event, group };
    if (placed.type !== 'press') return [placed];
    const choice = choices.choiceOf(placed.choice);
    if (choice !== undefined) return [{ ...placed, choice }];
    report.dropped('forgotten choice');
    return [];
  }

  #notePeople({ message, callback_query: press, chat_member: change }: Update): void {
    const { admins, handles, greet } = this.#parts;
    const person = message?.from ?? press?.from;
    if (person) admins.meet(person.id);
    const answered = message?.new_chat_members ?? [];
    for (const one of [person, change?.new_chat_member.user, ...answered]) {
      if (one && !one.is_bot) handles.note(one);
    }
    if (message?.chat.type === 'private' && message.from) greet(message.from);
  }

  #noteSelf({ my_chat_member: change }: Update): void {
    if (!change || change.chat.type === 'private') return;
    const now = change.new_chat_member;
    const isAdmin = isIn(now) && roleOf(now) !== 'member';
    const since = isAdmin ? this.#parts.clock.now() : undefined;
    this.#parts.admins.noteSelf(this.#parts.moved.current(change.chat.id), since);
  }
}

const DONE = Promise.resolve();

/** The group whose admins matter to an update; where the bot has left there is nothing to ask. */
function groupOf({
  message,
  callback_query: press,
  my_chat_member: own,
  chat_member: change,
}: Update) {
  if (own && !isIn(own.new_chat_member)) return undefined;
  const { chat } = message ?? press?.message ?? own ?? change ?? {};
  return chat && chat.type !== 'private' && chat.type !== 'channel' ? chat.id : undefined;
}
