/**
 * Makes what is to be done fit what a platform can carry: choices become numbered lines, pictures,
 * files and link cards become words, long texts become several messages. Pure; a bot gets only what
 * it can do.
 */
import type { Capabilities, PollLimits } from './capabilities.ts';
import {
  type AskPoll,
  type Choice,
  cardWords,
  type Outgoing,
  type Piece,
  type Say,
} from './outgoing.ts';

/** What a picture or file that cannot be sent is replaced by; from the runtime's texts. */
export interface Substitutes {
  readonly image: string;
  readonly file: string;
}

/** The same as messages that the platform takes, in order; an action that it cannot do is none. */
export function partsOf(
  action: Outgoing,
  can: Capabilities,
  substitutes: Substitutes,
): readonly Outgoing[] {
  switch (action.do) {
    case 'say':
      return withPoll(action, can, substitutes) ?? split(plain(action, can, substitutes), can);
    case 'poll':
      return partsOf(sayOf(action), can, substitutes);
    case 'closePoll':
      return can.polls ? [action] : [];
    case 'mute':
      return can.mute ? [action] : [];
    case 'remove':
      return can.remove ? [action] : [];
    case 'recall':
      return can.recall === 'none' ? [] : [action];
    case 'inviteLink':
    case 'revokeLink':
      return can.inviteLinks ? [action] : [];
  }
}

/** What was refused with a picture or file, without it; undefined where it had none. */
export function partsWithoutMedia(
  part: Outgoing,
  can: Capabilities,
  substitutes: Substitutes,
): readonly Outgoing[] | undefined {
  const hasMedia = part.do === 'say' && (part.image !== undefined || part.file !== undefined);
  return hasMedia ? partsOf(part, { ...can, images: false, files: false }, substitutes) : undefined;
}

/** The words first, then the poll; undefined where there is none or the platform's do not fit. */
function withPoll(
  say: Say,
  can: Capabilities,
  substitutes: Substitutes,
): readonly Outgoing[] | undefined {
  if (!say.poll || !can.polls) return undefined;
  const { poll, choices = [], to, ...words } = say;
  const ask: AskPoll = { ...poll, do: 'poll', to, choices };
  if (!isWithin(can.polls, ask)) return undefined;
  return lengthOfAll(words.pieces) === 0
    ? [ask]
    : [...split(plain({ ...words, to }, can, substitutes), can), ask];
}

function isWithin(limits: PollLimits, { title, most, choices }: AskPoll): boolean {
  const { mostChoices, longestTitle, longestChoice } = limits;
  // One or as many as one likes: nothing in between.
  if (most > 1 && most < choices.length) return false;
  if (choices.length < 2 || choices.length > mostChoices) return false;
  return (
    title.length <= longestTitle && choices.every(({ label }) => label.length <= longestChoice)
  );
}

/** As it was before it was fitted, without the words that have left already. */
function sayOf({ do: _, to, choices, ...poll }: AskPoll): Say {
  return { do: 'say', to, pieces: [], choices, poll };
}

/** What is left of an action when some of its parts have been sent. */
export function restOf(parts: readonly Outgoing[]): Outgoing | undefined {
  const [first, ...others] = parts;
  if (first?.do === 'poll') return sayOf(first);
  if (first?.do !== 'say') return first;
  const says = [first, ...others.flatMap((part) => asSay(part) ?? [])];
  const spoken = says.filter(({ pieces }) => pieces.length > 0);
  const pieces = spoken.flatMap((part, index) => [...(index > 0 ? ['\n'] : []), ...part.pieces]);
  return {
    ...first,
    ...says.at(-1),
    card: says.find(({ card }) => card)?.card,
    replyTo: first.replyTo,
    mentionsAll: first.mentionsAll,
    pieces,
  };
}

function asSay(part: Outgoing): Say | undefined {
  if (part.do === 'poll') return sayOf(part);
  return part.do === 'say' ? part : undefined;
}

function plain(say: Say, can: Capabilities, substitutes: Substitutes): Say {
  const below: string[] = [];
  const { choices = [], image, file, card } = say;
  if (card && !can.cards) below.push(cardWords(card));
  if (!can.buttons) below.push(...choices.map(listed));
  if (image !== undefined && !can.images) below.push(substitutes.image);
  if (file !== undefined && !can.files) below.push(substitutes.file);
  return {
    ...say,
    replyTo: can.quote ? say.replyTo : undefined,
    mentionsAll: can.mentionAll ? say.mentionsAll : undefined,
    pieces: withBelow(
      say.pieces.map((piece) => named(piece, can)),
      below,
    ),
    choices: can.buttons ? say.choices : undefined,
    image: can.images ? image : undefined,
    file: can.files ? file : undefined,
    card: can.cards ? card : undefined,
  };
}

/** Lines below what is said, which may be nothing. */
function withBelow(pieces: readonly Piece[], below: readonly string[]): readonly Piece[] {
  if (below.length === 0) return pieces;
  const text = below.join('\n');
  return lengthOfAll(pieces) === 0 ? [text] : [...pieces, `\n${text}`];
}

/** As members answer it: with the number, or with the words. */
function listed({ label, isWorded = false }: Choice, index: number): string {
  return isWorded ? `· ${label}` : `${index + 1}. ${label}`;
}

function named(piece: Piece, { mention }: Capabilities): Piece {
  return typeof piece === 'string' || mention ? piece : `@${piece.name}`;
}

/** A card stands with the words; what it leaves no room for follows it. */
function split(say: Say, can: Capabilities): readonly Say[] {
  const hasMedia = say.image !== undefined || say.file !== undefined;
  if (!say.card || !hasMedia) return splitOne(say, can);
  const { image, file, ...words } = say;
  return [...splitOne(words, can), { do: 'say', to: say.to, pieces: [], image, file }];
}

/** The first message quotes; the last one carries what is pressed or looked at. */
function splitOne(say: Say, { longestText, longestCaption = longestText }: Capabilities) {
  const parts = packed(joined(say.pieces), longestText);
  const hasMedia = say.image !== undefined || say.file !== undefined;
  // Where a picture is a message of its own, so is a card: each keeps the pace.
  const isApart = longestCaption === 0 && say.card !== undefined;
  const room = (hasMedia || isApart ? longestCaption : longestText) - lengthOfCard(say);
  if (lengthOfAll(parts.at(-1) ?? []) > Math.max(0, room)) parts.push([]);
  return parts.map((pieces, index): Say => {
    const first = index === 0 ? say : undefined;
    const last = index === parts.length - 1 ? say : undefined;
    return {
      do: 'say',
      to: say.to,
      pieces,
      replyTo: first?.replyTo,
      mentionsAll: first?.mentionsAll,
      choices: last?.choices,
      image: last?.image,
      file: last?.file,
      card: last?.card,
    };
  });
}

/** Neighbouring texts as one, so that a cut finds the lines' ends. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') whole.splice(-1, 1, last + piece);
    else whole.push(piece);
  }
  return whole;
}

/** Pieces in packets of at most so many units; a text is cut at a line's end if it has one. */
function packed(pieces: readonly Piece[], longest: number): Piece[][] {
  const packets: Piece[][] = [[]];
  let room = longest;
  const add = (piece: Piece): void => {
    packets.at(-1)?.push(piece);
    room -= lengthOf(piece);
  };
  const turn = (): void => {
    packets.push([]);
    room = longest;
  };
  for (const piece of pieces) {
    let left = piece;
    while (typeof left === 'string' && left.length > room) {
      const cut = cutIn(left, room, longest);
      if (cut > 0) add(left.slice(0, cut));
      left = left.slice(cut).replace(/^\n/, '');
      turn();
    }
    if (lengthOf(left) > room) turn();
    if (left !== '') add(left);
  }
  return packets.filter((packet, index) => packet.length > 0 || index === 0);
}

/** A card stands beside the last words; a line's end lies between. */
function lengthOfCard({ card }: Say): number {
  return card ? cardWords(card).length + 1 : 0;
}

function lengthOfAll(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
}

function lengthOf(piece: Piece): number {
  return typeof piece === 'string' ? piece.length : piece.name.length + 1;
}

/**
 * Where to cut a text so that its beginning fits: at a line's end, else between two characters.
 * 0 when it rather begins in a packet of its own.
 */
function cutIn(text: string, room: number, longest: number): number {
  const line = text.lastIndexOf('\n', room);
  if (line > 0) return line;
  if (room < longest) return 0;
  // Never between the two halves of one character.
  return /[\uD800-\uDBFF]/.test(text.charAt(room - 1)) ? room - 1 : room;
}
