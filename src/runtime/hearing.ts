/**
 * What a message asks for: read once, although it is asked twice, on the message's way in and when
 * it is handled. Looks nothing up in the database.
 */
import { type Bot, type Message, plainWord } from '#kit';
import { type Addressing, parseTyped, type Typed } from './parse.ts';
import type { KnownCommand, Registry } from './registry.ts';

export interface Heard {
  /** Absent for talk that cannot be a command. */
  readonly typed: Typed | undefined;
  /** The command behind the typed word, if there is one. */
  readonly known: KnownCommand | undefined;
}

export class Hearing {
  readonly #registry: Registry;
  readonly #heard = new WeakMap<Message, Heard>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Reads a message that came to this bot. */
  of(bot: Bot, message: Message): Heard {
    const before = this.#heard.get(message);
    if (before) return before;
    const typed = parseTyped(message.text, addressing(bot, message));
    const heard = { typed, known: typed && this.#registry.command(typed.word) };
    this.#heard.set(message, heard);
    return heard;
  }

  /** Tells whether a message may be more than talk. */
  mayBeCommand(bot: Bot, message: Message): boolean {
    const { typed, known } = this.of(bot, message);
    if (!typed) return message.group === undefined;
    return typed.manner !== 'bare' || known !== undefined;
  }
}

function addressing(bot: Bot, message: Message): Addressing {
  return {
    isBotName: (name) => bot.names.some((own) => own === plainWord(name)),
    isMentioned: message.mentions.some((account) => account === bot.self),
    mentionsOthers: message.mentions.some((account) => account !== bot.self),
  };
}
