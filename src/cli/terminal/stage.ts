/**
 * The group as the terminal shows it: who plays, what the bot says to whom, and which numbers
 * answer its last question. It shows and remembers; it sends nothing.
 */
import type { Bot, Choice, Delivery, Log, Target } from '#kit';
import { Cast, type Player } from './cast.ts';
import type { Screen } from './screen.ts';
import { answerLines, type Colours, harmless, promptOf } from './show.ts';
import type { Words } from './texts/index.ts';

/** The group that is open at the start; the prompt does not name it. */
export const HOME = 'g1';

/** A choice that was offered, and where. */
export interface Offered {
  readonly choice: Choice;
  readonly isPrivate: boolean;
}

export class Stage {
  /** In the language of the group, as soon as it is known. */
  words: Words;
  readonly colours: Colours;
  readonly cast = new Cast();
  group = HOME;
  speaker: Player;
  /** Whom to be for managers' commands. */
  ownerName: string;
  readonly #screen: Screen;
  /** By place: the choices of the last thing that the bot said there. */
  readonly #choices = new Map<string, readonly Choice[]>();

  constructor({ screen, words, colours }: { screen: Screen; words: Words; colours: Colours }) {
    this.#screen = screen;
    this.words = words;
    this.colours = colours;
    const { firstMember: name, owner } = words.labels;
    this.speaker = { name, fullName: name, account: name };
    this.ownerName = owner;
  }

  /** Goes on in another language; whoever is there keeps the name. */
  speakIn(words: Words): void {
    this.words = words;
    const { firstMember: name, owner } = words.labels;
    this.speaker = { name, fullName: name, account: name };
    this.ownerName = owner;
  }

  get prompt(): string {
    const { name } = this.speaker;
    return promptOf({ name, group: this.group === HOME ? undefined : this.group }, this.colours);
  }

  /** Width of the screen, if it is known. */
  get columns(): number | undefined {
    return this.#screen.columns;
  }

  show(text: string): void {
    this.#screen.show(text);
  }

  /** Says something on behalf of the terminal itself. */
  note(line: string): void {
    this.#screen.show(`  ${this.colours.dim(harmless(line))}`);
  }

  /** Shows what the bot does. */
  hear(delivery: Delivery): void {
    const { words, colours, group, cast } = this;
    const place = { group, nameOf: (account: string) => cast.nameOf(account) };
    const { action } = delivery;
    const { choices = [] } = action.do === 'say' ? action : {};
    // What must be answered in words is not answered by a number here either.
    const numbered = choices.filter(({ isWorded = false }) => !isWorded);
    if (action.do === 'say') this.#choices.set(placeOf(action.to), numbered);
    const { columns } = this.#screen;
    this.#screen.show(answerLines(delivery, { words, colours, place, columns }));
  }

  /** The choice that a typed number means to the one who speaks: in the group, or in private. */
  choiceOf(typed: string): Offered | undefined {
    if (!/^\d{1,2}$/.test(typed)) return undefined;
    const at = Number(typed) - 1;
    const inGroup = this.#choices.get(`g:${this.group}`)?.[at];
    if (inGroup) return { choice: inGroup, isPrivate: false };
    const inPrivate = this.#choices.get(`p:${this.speaker.account}`)?.[at];
    return inPrivate && { choice: inPrivate, isPrivate: true };
  }

  /** How many choices there are, where a number was typed that is none of them. */
  choicesFor(typed: string): number | undefined {
    if (!/^\d{1,2}$/.test(typed)) return undefined;
    const open = this.#choices.get(`g:${this.group}`) ?? [];
    return open.length > 0 ? open.length : undefined;
  }

  mentionsIn(text: string, bot: Bot): string[] {
    return this.cast.mentionsIn(
      text,
      bot.self === undefined ? [] : bot.names.map((name) => ({ name, account: bot.self ?? '' })),
    );
  }

  /** The program's log where there is no other place for it: warnings and errors, one line each. */
  get log(): Log {
    const complain = (facts: Readonly<Record<string, unknown>>, message: string): void => {
      const error = facts.error;
      const why = error instanceof Error ? `: ${error.message}` : '';
      this.#screen.show(`  ${this.colours.red(`! ${message}${harmless(why)}`)}`);
    };
    return { info: () => undefined, warn: complain, error: complain };
  }
}

function placeOf(to: Target): string {
  return 'group' in to ? `g:${to.group}` : `p:${to.private}`;
}
