/** How things look in the terminal. Pure: words and facts in, lines out; it prints nothing. */
import type pc from 'picocolors';
import {
  type AskPoll,
  cardWords,
  type Deed,
  type Delivery,
  displayName,
  type Instant,
  type Language,
  minutes,
  plainText,
  type Say,
  type Span,
  type Target,
  type Zone,
} from '#kit';
import type { Words } from './texts/index.ts';
import { padTo, widthOf } from './width.ts';
import { wrapped } from './wrap.ts';

/** Colours that tell members apart; the bot's own is another one. */
const MEMBER_COLOURS = ['green', 'yellow', 'magenta', 'blue'] as const;

/** The longest word for a role, and a gap. */
const ROLE_WIDTH = 10;

/** Colours that may be switched off. */
export type Colours = ReturnType<typeof pc.createColors>;
type Formatter = (text: string) => string;

// What would move the cursor, colour the screen or turn the line around: talk must not do that.
const HARMFUL = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text from outside that may stand on the screen; line breaks stay. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, '');
}

/** The colour of a member, the same one each time. */
export function memberColour(name: string, colours: Colours): Formatter {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const colour = MEMBER_COLOURS[sum % MEMBER_COLOURS.length];
  return colour === undefined ? String : colours[colour];
}

export interface Place {
  /** The group on the screen. */
  readonly group: string;
  readonly nameOf: (account: string) => string;
}

/** How an answer is to look. */
export interface Look {
  readonly words: Words;
  readonly colours: Colours;
  readonly place: Place;
  /** Width of the screen; absent: unknown, lines are as long as they are. */
  readonly columns?: number | undefined;
}

/** What the bot does: its name before the first line, the others below it. */
export function answerLines(
  { action }: Delivery,
  { words, colours, place, columns = Number.POSITIVE_INFINITY }: Look,
): string {
  const head = `  ${speakerText(action.to, words, place)} » `;
  const said = action.do === 'say' ? saidLines(action, words, colours) : [deedLine(action, place)];
  const margin = ' '.repeat(widthOf(head));
  return said
    .flatMap((line) => wrapped(line, columns - margin.length))
    .map((line, index) => `${index === 0 ? colours.bold(colours.cyan(head)) : margin}${line}`)
    .join('\n');
}

function saidLines(say: Say, words: Words, colours: Colours) {
  const { pieces, choices = [], image, file, card } = say;
  // What speaks for itself has no line of words above it.
  const isMute = plainText(pieces) === '' && (card ?? image ?? file) !== undefined;
  return [
    ...(isMute ? [] : harmless(plainText(pieces)).split('\n')),
    ...choices.map(({ label, isWorded }, index) => {
      return `${colours.bold(isWorded ? '·' : `${index + 1}`)} ${harmless(label)}`;
    }),
    ...(card ? harmless(cardWords(card)).split('\n') : []),
    ...[image, file].flatMap((path) => (path === undefined ? [] : [words.text('file', { path })])),
  ];
}

/** What is done rather than said, by the name that the contract gives it. */
function deedLine(action: Deed | AskPoll, { nameOf }: Place): string {
  switch (action.do) {
    case 'mute':
      return `[mute ${displayName(nameOf(action.member))} ${action.seconds} s]`;
    case 'remove':
      return `[remove ${displayName(nameOf(action.member))}]`;
    case 'poll':
      return `[poll ${displayName(action.title)}]`;
    case 'closePoll':
      return `[close poll ${displayName(action.id)}]`;
    case 'recall':
      return `[recall ${displayName(action.id)}]`;
    case 'inviteLink':
      return `[invite link ${displayName(action.name)}]`;
    case 'revokeLink':
      return `[revoke link ${displayName(action.link)}]`;
  }
}

/** The bot's name, with where it speaks unless that is the group on the screen. */
function speakerText(to: Target, { text, labels }: Words, { group, nameOf }: Place): string {
  if ('private' in to) return text('botPrivately', { name: displayName(nameOf(to.private)) });
  return to.group === group ? labels.bot : text('botElsewhere', { group: displayName(to.group) });
}

export interface Welcome {
  readonly colours: Colours;
  /** The database. */
  readonly file: string;
  readonly owner: string;
  /** Platforms are connected, and what is played here stays apart from them. */
  readonly isApart?: boolean;
  /** Width of the screen, if it is known. */
  readonly columns?: number | undefined;
}

/** The first screen. */
export function welcomeLines(
  { text, labels }: Words,
  { colours, file, owner, columns, isApart = false }: Welcome,
): string {
  const { checkIn, myPoints, leaderboard, help, otherMember } = labels;
  const rows: readonly [string, string][] = [
    [labels.tryIt, text('tryIt', { one: checkIn, two: myPoints, three: leaderboard, help })],
    [labels.beOther, text('beOther', { name: otherMember, owner })],
    [labels.passTime, text('passTime')],
    [labels.data, text(isApart ? 'dataApart' : 'data', { file })],
    [labels.leave, text('leave')],
  ];
  const welcome = indented(text('welcome'), columns).map((line) => colours.bold(line));
  const list = table(rows, { colourOf: () => colours.dim, columns });
  return `\n  ${welcome.join('\n  ')}\n\n${list}\n`;
}

/** The terminal's own commands. */
export function helpLines(
  { text, labels, commands }: Words,
  { colours, columns }: Pick<Welcome, 'colours' | 'columns'>,
): string {
  const rows = Object.values(commands).map(({ words: [word], usage = '', help }) => {
    const typed = `/${word} ${usage}`.trim();
    return [typed, help] as const;
  });
  const mentions = text('helpMentions', { help: labels.help });
  const notes = [text('helpIntro'), mentions, text('helpLines')];
  const below = notes.flatMap((note) => indented(note, columns)).map((note) => colours.dim(note));
  return `${table(rows, { colourOf: () => colours.bold, columns })}\n  ${below.join('\n  ')}`;
}

export interface Present {
  readonly name: string;
  /** The role in words. */
  readonly role: string;
  readonly messages: number;
}

/** Who is in the group; `more` are not listed. */
export function membersLines(
  { text }: Words,
  { members, more, colours }: { members: readonly Present[]; more: number; colours: Colours },
): string {
  if (members.length === 0) return `  ${text('noMembers')}`;
  const rows = members.map(({ name, role, messages }) => {
    return [
      displayName(name),
      `${padTo(role, ROLE_WIDTH)}${text('messages', { n: messages })}`,
    ] as const;
  });
  const list = table(rows, { colourOf: (name) => memberColour(name, colours) });
  return more > 0 ? `${list}\n  ${colours.dim(text('moreMembers', { n: more }))}` : list;
}

/** What stands before the line that is being typed. */
export function promptOf(
  { name, group }: { name: string; group: string | undefined },
  colours: Colours,
): string {
  const place = group === undefined ? '' : ` @${displayName(group)}`;
  return `${memberColour(name, colours)(displayName(name))}${colours.dim(place)} › `;
}

/** A moment in words, as somebody in that zone would say it. */
export function momentText(
  at: Instant,
  { language, zone }: { language: Language; zone: Zone },
): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** A span as it is typed after `/clock`, to the nearest minute: `1d 2h 30m`. */
export function spanText(span: Span): string {
  const whole = Math.round(span / minutes(1));
  const parts = [
    [Math.floor(whole / (24 * 60)), 'd'],
    [Math.floor(whole / 60) % 24, 'h'],
    [whole % 60, 'm'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}

interface TableLook {
  readonly colourOf: (name: string) => Formatter;
  readonly columns?: number | undefined;
}

/** Rows of a name and what belongs to it, the second column straight, on however many lines. */
function table(
  rows: readonly (readonly [string, string])[],
  { colourOf, columns = Number.POSITIVE_INFINITY }: TableLook,
): string {
  const width = Math.max(0, ...rows.map(([name]) => widthOf(name))) + 2;
  const margin = `\n${' '.repeat(INDENT + width)}`;
  return rows
    .map(([name, rest]) => {
      const lines = wrapped(rest, columns - INDENT - width);
      return `  ${colourOf(name)(padTo(name, width))}${lines.join(margin)}`;
    })
    .join('\n');
}

/** What stands before everything that the terminal says itself. */
const INDENT = 2;

function indented(text: string, columns = Number.POSITIVE_INFINITY): readonly string[] {
  return wrapped(text, columns - INDENT);
}
