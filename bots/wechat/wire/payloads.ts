/** What a gateway sends, read by zod: messages, joins, leaves, people and groups. */
import * as z from 'zod';
import {
  listUpTo,
  type MessageId,
  type PlatformId,
  parseMessageId,
  parsePlatformId,
  textUpTo,
} from '#kit';

/** Longest text of one message, in UTF-16 units; WeChat itself stops at about 16,000. */
const LONGEST_TEXT = 65_536;
/** Longest name taken; WeChat allows 32 characters. */
const LONGEST_NAME = 1_024;
/** Most people in one notice; a group has at most 500. */
const MOST_PEOPLE = 500;

const platformId = z.string().transform((text, context): PlatformId => {
  const id = parsePlatformId(text);
  if (id !== undefined) return id;
  context.addIssue('is not an id');
  return z.NEVER;
});

/** Gateways write «nobody» as an empty text. */
const optionalId = z
  .string()
  .nullish()
  .transform((text): PlatformId | undefined => (text ? parsePlatformId(text) : undefined));

const messageId = z.string().transform((text, context): MessageId => {
  const id = parseMessageId(text);
  if (id !== undefined) return id;
  context.addIssue('is not an id');
  return z.NEVER;
});

/** Seconds or milliseconds, as it pleases the gateway; 0 when it does not know. */
const timestamp = z.number().min(0).max(1e14).catch(0);
const name = textUpTo(LONGEST_NAME).catch('');
const text = textUpTo(LONGEST_TEXT);
const people = listUpTo(platformId, MOST_PEOPLE);

/** The kinds of messages that matter; others (pictures, voices, cards…) are talk without words. */
export const KIND = { unknown: 0, attachment: 1, text: 7, groupNote: 10, recalled: 13 } as const;

export const messageEvent = z.object({ messageId: z.string().refine((id) => id !== '') });

export const messagePayload = z.object({
  id: messageId,
  talkerId: optionalId,
  /** The older name of `talkerId`. */
  fromId: optionalId,
  roomId: optionalId,
  text: text.nullish().transform((words) => words ?? ''),
  filename: name.nullish(),
  timestamp,
  type: z.number().int(),
  mentionIdList: people.nullish().catch([]),
});

export const roomJoin = z.object({
  inviteeIdList: people,
  inviterId: optionalId,
  roomId: platformId,
  timestamp,
});

export const roomLeave = z.object({
  removeeIdList: people,
  removerId: optionalId,
  roomId: platformId,
  timestamp,
});

export const login = z.object({ contactId: platformId });
export const dirty = z.object({ payloadId: platformId });

export const contact = z.object({ name });
export const roomMember = z.object({ name, roomAlias: name });
export const room = z.object({
  topic: name,
  ownerId: optionalId,
  memberIdList: people.catch([]),
});
export const roomIds = z.array(platformId).catch([]);
