/** Messages: what was said, and notices of the group that Telegram delivers as messages. Pure. */
import {
  type Attachment,
  type Incoming,
  type Message,
  type MessageId,
  type PlatformId,
  parseMessageId,
} from '#kit';
import { happeningKey, messageKey } from './keys.ts';
import { atSecond, dropped, events, type Facts, type Received } from './received.ts';
import { personOf } from './standing.ts';
import type { Entity, User, WireFile, WireMessage } from './wire.ts';

/** What somebody may send without a word. */
const CONTENT = [
  'animation',
  'audio',
  'checklist',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

/** Reads a message. */
export function messageEvents(message: WireMessage, facts: Facts): Received {
  const { chat, from, sender_chat: asGroup } = message;
  if (chat.type === 'channel') return dropped('channel');
  const notice = noticeIn(message, facts);
  if (notice) return notice;
  if (from?.id === facts.self) return dropped('own');
  if (from?.is_bot && !asGroup) return dropped('bot');
  if (!isSaid(message)) return dropped('notice');
  return said(message, facts);
}

function noticeIn(message: WireMessage, facts: Facts): Received | undefined {
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: old } = message;
  if (to !== undefined) return events([migration(message, { from: chat.id, to })]);
  if (old !== undefined) return events([migration(message, { from: old, to: chat.id })]);
  const { new_chat_members: newcomers, left_chat_member: gone } = message;
  if (!newcomers && !gone) return undefined;
  if (facts.hearsMembers(chat.id, atSecond(message.date))) return dropped('told otherwise');
  const others = [...(newcomers ?? []), ...(gone ? [gone] : [])].filter(
    ({ id }) => id !== facts.self,
  );
  if (others.length === 0) return dropped('own membership');
  return events(others.map((member) => (gone ? left(message, member) : joined(message, member))));
}

/** Told in the old group and in the new one: the same key makes it one event. */
function migration(
  { date }: WireMessage,
  { from, to }: { readonly from: PlatformId; readonly to: PlatformId },
): Incoming {
  const key = happeningKey(0, 'migration', to);
  return { type: 'migration', at: atSecond(date), key, group: from, to };
}

function joined({ chat, date, from }: WireMessage, member: User): Incoming {
  const other = from && from.id !== member.id ? from : undefined;
  const added = other && !member.is_bot ? 'added' : undefined;
  return {
    type: 'join',
    at: atSecond(date),
    key: happeningKey(date, 'join', member.id),
    group: chat.id,
    member: personOf(member),
    inviter: other && !other.is_bot ? other.id : undefined,
    manner: member.is_bot ? 'bot' : added,
  };
}

function left({ chat, date, from }: WireMessage, member: User): Incoming {
  return {
    type: 'leave',
    at: atSecond(date),
    key: happeningKey(date, 'leave', member.id),
    group: chat.id,
    member: member.id,
    by: from && from.id !== member.id ? from.id : undefined,
  };
}

function isSaid(message: WireMessage): boolean {
  const { text, caption } = message;
  if (text !== undefined || caption !== undefined) return true;
  return CONTENT.some((kind) => kind in message);
}

function said(message: WireMessage, facts: Facts): Received {
  const { chat, from, sender_chat: asGroup, message_id, date } = message;
  const id = parseMessageId(String(message_id));
  const author = asGroup ? { id: asGroup.id, name: asGroup.title } : from && personOf(from);
  if (!id || !author) return dropped('without an author');
  const event: Message = {
    type: 'message',
    at: atSecond(date),
    key: messageKey(date, message_id),
    group: chat.type === 'private' ? undefined : chat.id,
    from: author,
    id,
    ...wordsOf(message, facts),
    attached: attachedTo(message),
    replyTo: answeredIn(message),
    topic: message.is_topic_message ? message.message_thread_id?.toString() : undefined,
    groupName: chat.type === 'private' ? undefined : chat.title,
    isAnonymous: asGroup ? true : undefined,
  };
  return events([event]);
}

/** In a topic everything answers the notice that opened it, which is no answer to anybody. */
function answeredIn(message: WireMessage): MessageId | undefined {
  const answered = message.reply_to_message?.message_id;
  const opening = message.is_topic_message ? message.message_thread_id : undefined;
  if (answered === undefined || answered === opening) return undefined;
  return parseMessageId(String(answered));
}

/** Telegram gives each photo in several sizes, the largest last. What was forwarded is no wish. */
function attachedTo(message: WireMessage): readonly Attachment[] | undefined {
  if ('forward_origin' in message) return undefined;
  const { document, photo } = message;
  const picture = photo?.at(-1);
  const attached = [
    ...(document ? [attachment('file', document)] : []),
    ...(picture ? [attachment('picture', picture)] : []),
  ];
  return attached.length > 0 ? attached : undefined;
}

function attachment(kind: Attachment['kind'], file: WireFile): Attachment {
  return { kind, ref: file.file_id, name: file.file_name, bytes: file.file_size };
}

interface Words {
  readonly text: string;
  readonly mentions: readonly PlatformId[];
}

/**
 * The text with everybody who is mentioned in it. Telegram mentions a person without a public name
 * by a bare word; it gets its `@`, as everywhere else. What is forwarded was said by somebody else
 * and elsewhere: it is talk, and its words ask for nothing.
 */
function wordsOf(message: WireMessage, facts: Facts): Words {
  if ('forward_origin' in message) return { text: '', mentions: [] };
  const text = message.text ?? message.caption ?? '';
  const marked = message.text === undefined ? message.caption_entities : message.entities;
  const mentions: PlatformId[] = [];
  let words = '';
  let done = 0;
  for (const entity of inOrder(marked)) {
    const { offset } = entity;
    const shown = text.slice(offset, offset + entity.length);
    const account = mentionedBy(entity, shown, facts);
    if (account === undefined) continue;
    mentions.push(account);
    if (entity.type !== 'text_mention' || shown.startsWith('@') || offset < done) continue;
    words += `${text.slice(done, offset)}@`;
    done = offset;
  }
  return { text: words + text.slice(done), mentions };
}

function inOrder(marked: readonly Entity[] = []): readonly Entity[] {
  return [...marked].sort((a, b) => a.offset - b.offset);
}

function mentionedBy(entity: Entity, shown: string, facts: Facts): PlatformId | undefined {
  if (entity.type === 'text_mention') return entity.user?.id;
  if (entity.type !== 'mention') return undefined;
  const handle = shown.replace(/^@/, '').toLowerCase();
  return handle === facts.handle ? facts.self : facts.accountOf(handle);
}
