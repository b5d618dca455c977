/** A member of a pretend group: everything that a person can do there. */
import { strict as assert } from 'node:assert';
import { basename } from 'node:path';
import {
  type Attachment,
  type Incoming,
  type Instant,
  type Join,
  type MessageId,
  type PlatformId,
  type PlatformRole,
  parseMessageId,
} from '#kit';

/** What a member needs of the pretend group around them. */
export interface Surroundings {
  happen(event: Incoming): Promise<void>;
  now(): Instant;
  freshId(): string;
}

export interface Who {
  readonly name: string;
  readonly account: PlatformId;
  readonly group: PlatformId;
}

export interface SayingOptions {
  /** Those who are mentioned; the text should contain `@name` for each. */
  readonly mentions?: readonly ChatMember[];
  readonly replyTo?: string;
  /** A path on this machine: a file that is sent along. */
  readonly file?: string;
  /** The platform's own time of the message, when it differs from the clock's. */
  readonly at?: Incoming['at'];
  /** What the group is called, as the platform says beside the message. */
  readonly groupName?: string;
  /** Redelivers a message that was said before. */
  readonly id?: string;
}

export class ChatMember {
  readonly who: Who;
  readonly #chat: Surroundings;
  #lastId: MessageId | undefined;

  constructor(chat: Surroundings, who: Who) {
    this.#chat = chat;
    this.who = who;
  }

  /** Says something in the group. */
  says(text: string, options: SayingOptions = {}): Promise<void> {
    return this.#say(text, options, this.who.group);
  }

  /** Says something to the bot alone. */
  whispers(text: string, options: SayingOptions = {}): Promise<void> {
    return this.#say(text, options, undefined);
  }

  /** Presses a choice that the bot offered in the group. */
  async presses(choice: string): Promise<void> {
    await this.#chat.happen({ ...this.#event(), type: 'press', from: this.#person(), choice });
  }

  /** @param how by hand or by a link, as far as the platform says it */
  async joins(inviter?: ChatMember, how: Pick<Join, 'manner' | 'via'> = {}): Promise<void> {
    const event = { ...this.#event(), ...how, type: 'join' as const, member: this.#person() };
    await this.#chat.happen(inviter ? { ...event, inviter: inviter.who.account } : event);
  }

  async leaves(): Promise<void> {
    await this.#chat.happen({ ...this.#event(), type: 'leave', member: this.who.account });
  }

  /** @param by an account, also one that nobody knows, such as the bot's own */
  async isRemoved(by: PlatformId): Promise<void> {
    await this.#chat.happen({ ...this.#event(), type: 'leave', member: this.who.account, by });
  }

  /** The platform says what this member is. */
  async becomes(role: PlatformRole): Promise<void> {
    await this.#chat.happen({ ...this.#event(), type: 'role', member: this.who.account, role });
  }

  async renames(name: string): Promise<void> {
    const member = { id: this.who.account, name };
    await this.#chat.happen({ ...this.#event(), type: 'rename', member });
  }

  /** Takes back the last thing that was said, or the message with this id. */
  async recalls(message: string | undefined = this.#lastId): Promise<void> {
    const id = message === undefined ? undefined : parseMessageId(message);
    assert(id, `${this.who.name} has said nothing`);
    await this.#chat.happen({ ...this.#event(), type: 'recall', id });
  }

  async #say(text: string, options: SayingOptions, group: PlatformId | undefined): Promise<void> {
    const id = parseMessageId(options.id ?? this.#chat.freshId());
    assert(id, 'not a message id');
    this.#lastId = id;
    await this.#chat.happen({
      type: 'message',
      at: options.at ?? this.#chat.now(),
      key: group === undefined ? `p${id}` : `m${id}`,
      group,
      from: this.#person(),
      id,
      text,
      mentions: (options.mentions ?? []).map(({ who }) => who.account),
      attached: attachedFiles(options.file),
      groupName: options.groupName,
      replyTo: options.replyTo === undefined ? undefined : parseMessageId(options.replyTo),
    });
  }

  #event() {
    return { at: this.#chat.now(), key: `x${this.#chat.freshId()}`, group: this.who.group };
  }

  #person() {
    return { id: this.who.account, name: this.who.name };
  }
}

function attachedFiles(path: string | undefined): readonly Attachment[] | undefined {
  return path === undefined ? undefined : [{ kind: 'file', ref: path, name: basename(path) }];
}
