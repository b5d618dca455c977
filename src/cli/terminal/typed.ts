/** What a line typed into the terminal asks for. Reading only: it knows no member and no group. */
import { minutes, type Span } from '#kit';
import { catalogue, type OwnCommand } from './texts/index.ts';

/** A line that asks for something to be done here. */
export type Request =
  | { readonly kind: 'nothing' }
  /** Everything that is not the terminal's own goes to the group as typed. */
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'private'; readonly text: string }
  | { readonly kind: 'as'; readonly name: string }
  | { readonly kind: 'join'; readonly name: string; readonly by: string | undefined }
  /** Without a name it is the one who speaks. */
  | { readonly kind: 'leave'; readonly name: string | undefined; readonly by: string | undefined }
  | { readonly kind: 'group'; readonly id: string }
  /** Without a span it only asks for the time. */
  | { readonly kind: 'clock'; readonly ahead: Span | undefined }
  | { readonly kind: 'recall' | 'members' | 'help' }
  /** A slash and a word that is none of the terminal's; the bot may know it. */
  | { readonly kind: 'slash'; readonly word: string; readonly text: string }
  /** A command of the terminal that lacks what must follow it. */
  | { readonly kind: 'incomplete'; readonly command: OwnCommand };

export type Typed = Request | { readonly kind: 'quit' };

/** The words are the same in every language, so that a tutorial can be followed in any. */
const OWN: ReadonlyMap<string, OwnCommand> = new Map(
  entriesOf(catalogue.en.commands).flatMap(([command, { words }]) =>
    words.map((word) => [word, command] as const),
  ),
);

/** Every word of the terminal's own, without the slash. */
export const ownWords: readonly string[] = [...OWN.keys()];

const SLASH_WORD = /^\s*[/／](\w+)(?:\s+(.*))?$/s;

export function readTyped(line: string): Typed {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  const [, word = '', rest = ''] = SLASH_WORD.exec(text) ?? [];
  const command = OWN.get(word.toLowerCase());
  if (command) return readCommand(command, rest.trim());
  return word === '' ? { kind: 'say', text } : { kind: 'slash', word, text };
}

function readCommand(command: OwnCommand, rest: string): Typed {
  switch (command) {
    case 'private':
      return rest === '' ? { kind: 'incomplete', command } : { kind: command, text: rest };
    case 'as':
      return isName(rest) ? { kind: command, name: nameIn(rest) } : { kind: 'incomplete', command };
    case 'join':
    case 'leave':
      return readComing(command, rest);
    case 'group':
      return rest === '' ? { kind: 'incomplete', command } : { kind: command, id: rest };
    case 'clock':
      return readClock(rest);
    case 'recall':
    case 'members':
    case 'help':
    case 'quit':
      return { kind: command };
  }
}

/** `小刚`, `小刚 by 小明`, and for leaving also nothing at all. */
function readComing(command: 'join' | 'leave', rest: string): Typed {
  const [first = '', second] = ` ${rest}`.split(/\sby\s+/u, 2).map(nameIn);
  const by = second === '' ? undefined : second;
  if (![first, second].every((name) => name === undefined || name === '' || isName(name))) {
    return { kind: 'incomplete', command };
  }
  if (command === 'leave') return { kind: command, name: first === '' ? undefined : first, by };
  return first === '' ? { kind: 'incomplete', command } : { kind: command, name: first, by };
}

/** A second command is no name, though the line may have come from a slip («/as /as 群主»). */
function isName(text: string): boolean {
  return text !== '' && !/^[/／]/u.test(text);
}

function nameIn(text: string): string {
  return text.trim().replace(/^[@＠]\s*/u, '');
}

/** `+30m`, `+2h`, `+1d`, and several of them one after the other. */
const AHEAD = /^\+?(?:(\d{1,4})d)?\s?(?:(\d{1,4})h)?\s?(?:(\d{1,4})m)?$/;

function readClock(rest: string): Typed {
  if (rest === '') return { kind: 'clock', ahead: undefined };
  const match = AHEAD.exec(rest.normalize('NFKC').toLowerCase());
  if (!match) return { kind: 'incomplete', command: 'clock' };
  const [d = 0, h = 0, m = 0] = match.slice(1).map((count) => Number(count ?? 0));
  return { kind: 'clock', ahead: minutes((d * 24 + h) * 60 + m) };
}

function entriesOf<Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
): [Key, Value][] {
  const entries: [Key, Value][] = [];
  for (const key in record) entries.push([key, record[key]]);
  return entries;
}
