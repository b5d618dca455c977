/**
 * What a message says: its text, whom it mentions and what it answers. Text segments stay text
 * whatever they look like; a mention stands in the text as `@name`, which is where the name of a
 * command's argument is looked for.
 */
import { type MessageId, type PlatformId, parseMessageId, parsePlatformId } from '#kit';
import type { Segment } from './cq-codes.ts';

export interface Spoken {
  readonly text: string;
  readonly mentions: readonly PlatformId[];
  readonly replyTo: MessageId | undefined;
}

/** The bot's own account and the name under which it stands in texts, without blanks. */
export interface Self {
  readonly id: PlatformId;
  readonly name: string;
}

/** Longest text taken, in UTF-16 units; QQ allows some 5,000. */
const LONGEST_TEXT = 65_536;
const EVERYBODY = '@全体成员';

export function spokenIn(segments: readonly Segment[], self: Self): Spoken {
  const [only] = segments;
  if (segments.length === 1 && only?.type === 'text') {
    return {
      text: (only.data.text ?? '').slice(0, LONGEST_TEXT),
      mentions: [],
      replyTo: undefined,
    };
  }
  const mentions: PlatformId[] = [];
  let text = '';
  let replyTo: MessageId | undefined;
  let wasMention = false;
  for (const segment of segments) {
    const { type, data } = segment;
    // Text that follows a mention without a blank is not part of the name.
    if (type === 'text') text += wasMention ? apart(data.text) : (data.text ?? '');
    else if (type === 'reply') replyTo ??= parseMessageId(String(data.id ?? ''));
    else if (type === 'at') text += mentionIn(segment, { text, mentions, self });
    wasMention = type === 'at';
  }
  return { text: text.slice(0, LONGEST_TEXT), mentions, replyTo };
}

interface Around {
  /** What stands before it. */
  readonly text: string;
  /** Takes the account that is mentioned. */
  readonly mentions: PlatformId[];
  readonly self: Self;
}

function mentionIn({ data }: Segment, { text, mentions, self }: Around): string {
  const before = text === '' || /\s$/u.test(text) ? '' : ' ';
  if (data.qq === 'all') return before + EVERYBODY;
  const account = parsePlatformId(String(data.qq ?? ''));
  if (account === undefined) return '';
  mentions.push(account);
  const name = account === self.id ? self.name : asWord(data.name ?? '');
  return `${before}@${name === '' ? account : name}`;
}

/** A name without blanks and leading @: one word, which the pipeline takes for the mention. */
export function asWord(name: string): string {
  return name.replace(/\s+/gu, '').replace(/^[@＠]+/u, '');
}

function apart(text = ''): string {
  return /^\S/u.test(text) ? ` ${text}` : text;
}
