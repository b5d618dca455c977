/**
 * Reads what was typed: is it for us, which word, what follows. Words come bare («签到»), after `/`,
 * as `/word@bot`, or after a mention of the bot. It knows no command and looks nothing up.
 */
import type { PlatformId, Token } from '#kit';

/** How a command was addressed; only a bare word may also be ordinary talk. */
export type Manner = 'bare' | 'slash' | 'mention';

export interface Typed {
  readonly manner: Manner;
  /** As typed; folded by whoever looks it up. */
  readonly word: string;
  /** Everything after the word, untouched. */
  readonly rest: string;
}

/** No word of ours is longer; a longer first word is talk, and costs nothing to recognise. */
export const LONGEST_WORD = 32;

/** The end of a quote is looked for no further: a bound on work. */
const LONGEST_QUOTE = 1_000;

// A word may be followed by a mention without a space («赠送@小红 5»), as many phones write it.
const SLASH = /^[/／]\s*([^\s@＠/]{1,32})(?:[@＠](\S+)|\s|$)/u;
const BARE = /^([^\s@＠]{1,32})(?=[@＠]|\s|$)/u;
const MENTION = /^[@＠](\S+?)[\s,，:：]+|^[@＠](\S+)$/u;
/** «签到！», «签到~»: marks behind a lone word add nothing; a question mark makes it a question. */
const LONE_WORD = /^([^\s@＠]{1,32}?)[\s!！。.~～…]+$/u;
/** A word that asks by itself: «谁邀请了我？». */
const LONE_QUESTION = /^([谁誰][^\s@＠]{1,31}?)[\s?？!！]+$/u;
const ANY_MENTION = /[@＠](\S+)/gu;

/** Who is addressed by which names. */
export interface Addressing {
  /** Tells whether a name without `@` is the bot's. */
  isBotName(name: string): boolean;
  /** The platform says that the bot was mentioned, wherever in the text. */
  readonly isMentioned: boolean;
  /** The platform says that somebody else was mentioned. */
  readonly mentionsOthers: boolean;
}

/** @returns undefined for talk that cannot be a command, and for `/word@another-bot` */
export function parseTyped(text: string, to: Addressing): Typed | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const addressed = withoutMention(trimmed, to);
  if (addressed !== undefined) return typedIn({ text: addressed, manner: 'mention' }, to);
  return typedIn({ text: trimmed, manner: to.isMentioned ? 'mention' : 'bare' }, to);
}

interface Unread {
  readonly text: string;
  readonly manner: 'bare' | 'mention';
}

/** Tells whether somebody took the trouble to mark a text as a command: then it is no talk. */
export function isMarked(text: string): boolean {
  return SLASH.test(text.trim());
}

function typedIn({ text: given, manner }: Unread, to: Addressing): Typed | undefined {
  const text = (LONE_WORD.exec(given) ?? LONE_QUESTION.exec(given))?.[1] ?? given;
  if (SLASH.test(text)) return slashTyped(text, to);
  const word = BARE.exec(text)?.[1];
  if (word !== undefined) return { manner, word, rest: withoutBot(text.slice(word.length), to) };
  return manner === 'mention' ? { manner, word: text.slice(0, LONGEST_WORD), rest: '' } : undefined;
}

function slashTyped(text: string, to: Addressing): Typed | undefined {
  const [whole = '', word = '', name] = SLASH.exec(text) ?? [];
  const rest = text.slice(whole.length);
  if (name === undefined || isBot(name, to)) {
    return { manner: 'slash', word, rest: withoutBot(rest, to) };
  }
  // Where a member is mentioned, `/word@name` means the member and not another bot.
  if (!to.mentionsOthers) return undefined;
  return { manner: 'slash', word, rest: withoutBot(`@${name}${rest}`, to) };
}

/** What follows a leading mention of the bot; undefined when there is none. */
function withoutMention(text: string, to: Addressing): string | undefined {
  const match = MENTION.exec(text);
  const name = match?.[1] ?? match?.[2];
  if (!match || name === undefined || !isBot(name, to)) return undefined;
  return text.slice(match[0].length).trim();
}

/** A mention of the bot among the arguments is a call for attention, not an argument. */
function withoutBot(rest: string, to: Addressing): string {
  return rest.replace(ANY_MENTION, (whole, name: string) => (isBot(name, to) ? '' : whole)).trim();
}

/**
 * By one of its names, or because nobody else can be meant: groups may call the bot as they like.
 */
function isBot(name: string, to: Addressing): boolean {
  return to.isBotName(name) || (to.isMentioned && !to.mentionsOthers);
}

/** Somebody who is mentioned in the text, with the name under which the text may show them. */
export interface Mentioned {
  readonly account: PlatformId;
  readonly name: string;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '「': '」',
  '『': '』',
  '«': '»',
};

const BLANKS = /\s*/uy;

/**
 * Splits what follows a word: quoted text is one token, and `@name` becomes the mention that the
 * platform vouches for. Mentions that do not stand in the text come first.
 */
export function tokensOf(rest: string, mentioned: readonly Mentioned[]): Token[] {
  const waiting = [...mentioned];
  const tokens: Token[] = [];
  let at = 0;
  while (at < rest.length) {
    BLANKS.lastIndex = at;
    const [gap = ''] = BLANKS.exec(rest) ?? [];
    const { token, length } = nextToken(rest.slice(at + gap.length), waiting);
    if (token && length > 0) tokens.push(gap === ' ' || at === 0 ? token : { ...token, gap });
    at += gap.length + length;
  }
  return [...waiting.map(({ account }): Token => ({ kind: 'mention', account })), ...tokens];
}

interface Step {
  readonly token?: Token;
  readonly length: number;
}

function nextToken(text: string, waiting: Mentioned[]): Step {
  const first = text.charAt(0);
  if (first === '@' || first === '＠') return mentionToken(text, waiting);
  const close = QUOTES[first];
  const end = close === undefined ? -1 : text.slice(0, LONGEST_QUOTE).indexOf(close, 1);
  if (end > 0) return quotedToken(text.slice(0, end + 1));
  return wordToken(text.slice(0, wordLength(text, waiting)));
}

function quotedToken(typed: string): Step {
  return { token: { kind: 'word', text: typed.slice(1, -1), typed }, length: typed.length };
}

function wordToken(word: string): Step {
  return { token: { kind: 'word', text: word, typed: word }, length: word.length };
}

/** A word ends at a space, and before a mention that follows without one («5@小红»). */
function wordLength(text: string, waiting: readonly Mentioned[]): number {
  const word = /^\S+/u.exec(text)?.[0] ?? '';
  const starts = waiting
    .filter(({ name }) => name !== '')
    .flatMap(({ name }) => {
      // A name may go on behind the word that it begins in.
      const near = text.slice(0, word.length + name.length);
      return [near.indexOf(`@${name}`), near.indexOf(`＠${name}`)];
    })
    .filter((start) => start > 0);
  return Math.min(word.length, ...starts);
}

/** The longest known name wins; an unknown `@word` stands for the next mention in order. */
function mentionToken(text: string, waiting: Mentioned[]): Step {
  const byName = waiting
    .filter(({ name }) => name !== '' && text.startsWith(name, 1))
    .sort((a, b) => b.name.length - a.name.length)[0];
  const word = /^[@＠]\S*/u.exec(text)?.[0] ?? text.charAt(0);
  const found = byName ?? waiting[0];
  if (!found) return wordToken(word);
  waiting.splice(waiting.indexOf(found), 1);
  const length = byName ? byName.name.length + 1 : word.length;
  return { token: { kind: 'mention', account: found.account }, length };
}
