/**
 * What a message asks for: read on its way in, and handed on with it. Looks nothing up in the
 * database.
 */
import { type Bot, type Message, plainWord } from '#kit';
import type { KnownCommand, Registry } from '../registry.ts';
import { type Addressing, parseTyped, type Typed } from './parse.ts';
import { spellings } from './spelling.ts';

export interface Heard {
  /** Absent for talk that cannot be a command. */
  readonly typed: Typed | undefined;
  /** The command behind the typed word, if there is one. */
  readonly known: KnownCommand | undefined;
}

export class Hearing {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Reads a message that came to this bot. */
  of(bot: Bot, message: Message): Heard {
    const typed = parseTyped(message.text, addressing(bot, message));
    return typed ? this.#meant(typed) : { typed, known: undefined };
  }

  /** The longest word that is a command; one that is everyday talk must stand there as listed. */
  #meant(typed: Typed): Heard {
    for (const spelled of spellings(typed)) {
      const known = this.#registry.command(spelled.word);
      const isOther = spelled.word !== typed.word;
      const isTalk = isOther && typed.manner === 'bare' && known?.command.isEverydayWord === true;
      if (known && !isTalk) return { typed: spelled, known };
    }
    return { typed, known: undefined };
  }
}

/** Tells whether a message may be more than talk. */
export function mayBeCommand({ typed, known }: Heard, { group }: Message): boolean {
  if (!typed) return group === undefined;
  return typed.manner !== 'bare' || known !== undefined;
}

function addressing(bot: Bot, message: Message): Addressing {
  return {
    isBotName: (name) => bot.names.some((own) => own === plainWord(name)),
    isMentioned: message.mentions.some((account) => account === bot.self),
    mentionsOthers: message.mentions.some((account) => account !== bot.self),
  };
}
