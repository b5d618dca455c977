/**
 * Telegram's wire: what the Bot API sends, read by zod. Only fields that mean something to us stand
 * here; an update that cannot be read is counted, never thrown. The names are the wire's own.
 */
import * as z from 'zod';
import { LONGEST_ID, type PlatformId, parsePlatformId, textUpTo } from '#kit';

/** Longest text, in UTF-16 units, that is read; Telegram's own bound is 4,096. */
const LONGEST_TEXT = 65_536;
/** They are about 80 characters long; Telegram names no bound. */
const LONGEST_FILE_ID = 1_024;
/** Until the year 5138, in seconds: beyond it something else was meant. */
const LAST_SECOND = 100_000_000_000;

export const platformId = z.int().transform((number, context): PlatformId => {
  const id = parsePlatformId(String(number));
  if (id !== undefined) return id;
  context.addIssue(`must have 1 to ${LONGEST_ID} characters`);
  return z.NEVER;
});

const date = z.int().min(0).max(LAST_SECOND);
const text = textUpTo(LONGEST_TEXT);

const user = z.object({
  id: platformId,
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
export type User = z.output<typeof user>;

const chat = z.object({
  id: platformId,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

const entity = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  user: user.optional(),
});
export type Entity = z.output<typeof entity>;

const file = z.object({
  file_id: textUpTo(LONGEST_FILE_ID),
  file_name: z.string().optional(),
  file_size: z.number().optional(),
});
export type WireFile = z.output<typeof file>;

/** Loose, because whether it is talk or a notice shows in the names of the other fields. */
const message = z.looseObject({
  message_id: z.int(),
  date,
  chat,
  from: user.optional(),
  sender_chat: z.object({ id: platformId, title: z.string().optional() }).optional(),
  text: text.optional(),
  caption: text.optional(),
  entities: z.array(entity).optional(),
  caption_entities: z.array(entity).optional(),
  document: file.optional().catch(() => undefined),
  photo: z
    .array(file)
    .optional()
    .catch(() => undefined),
  reply_to_message: z.object({ message_id: z.int() }).optional(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  new_chat_members: z.array(user).optional(),
  left_chat_member: user.optional(),
  migrate_to_chat_id: platformId.optional(),
  migrate_from_chat_id: platformId.optional(),
});
export type WireMessage = z.output<typeof message>;

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  message: z
    .object({
      message_id: z.int().optional(),
      chat,
      message_thread_id: z.int().optional(),
      is_topic_message: z.boolean().optional(),
    })
    .optional(),
  data: z.string().optional(),
});
export type CallbackQuery = z.output<typeof callbackQuery>;

export const chatMember = z.object({
  status: z.enum(['creator', 'administrator', 'member', 'restricted', 'left', 'kicked']),
  user,
  is_member: z.boolean().optional(),
});
export type ChatMember = z.output<typeof chatMember>;

const right = z.boolean().default(false);
/** The bot itself in a group, with what it may do there as an admin. */
export const ownMember = z.object({
  status: z.string(),
  can_delete_messages: right,
  can_restrict_members: right,
  can_invite_users: right,
});

const memberChange = z.object({
  chat,
  from: user,
  date,
  old_chat_member: chatMember,
  new_chat_member: chatMember,
  invite_link: z.object({ creator: user, name: z.string().optional() }).optional(),
  via_join_request: z.boolean().optional(),
});
export type MemberChange = z.output<typeof memberChange>;

/** Of a poll that the bot sent; a channel that votes has no `user`. */
const pollAnswer = z.object({
  poll_id: z.string(),
  user: user.optional(),
  option_ids: z.array(z.int().min(0)),
});
export type PollAnswer = z.output<typeof pollAnswer>;

const update = z.object({
  update_id: z.int(),
  message: message.optional(),
  callback_query: callbackQuery.optional(),
  chat_member: memberChange.optional(),
  my_chat_member: memberChange.optional(),
  edited_message: z.unknown().optional(),
  chat_join_request: z.unknown().optional(),
  message_reaction: z.unknown().optional(),
  poll: z.unknown().optional(),
  poll_answer: pollAnswer.optional(),
});
export type Update = z.output<typeof update>;

/** Asked for by name each time: what is not named, Telegram leaves as somebody set it before. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'message_reaction',
  'poll',
  'poll_answer',
] as const;

/** @returns undefined for what is no update, or none that can be read */
export function readUpdate(raw: unknown): Update | undefined {
  return update.safeParse(raw).data;
}

const numbered = z.looseObject({ update_id: z.int() });

/** The number by which an update is confirmed, even of one that cannot be read otherwise. */
export function updateNumber(raw: unknown): number | undefined {
  return numbered.safeParse(raw).data?.update_id;
}

/** What the API says of the bot itself. */
export const botItself = z.object({
  id: platformId,
  first_name: z.string().default(''),
  username: z.string().default(''),
  can_join_groups: z.boolean().optional(),
  can_read_all_group_messages: z.boolean().optional(),
});
export type BotItself = z.output<typeof botItself>;

export const webhookInfo = z.object({
  url: z.string().default(''),
  pending_update_count: z.int().default(0),
  last_error_date: z.int().optional(),
  last_error_message: z.string().optional(),
});
export type WebhookInfo = z.output<typeof webhookInfo>;

/** What was sent; a message that arrived is sent even when its answer says nothing more. */
export const sentMessage = z
  .object({ message_id: z.int(), poll: z.object({ id: z.string() }).optional() })
  .optional()
  .catch(() => undefined);

/** A link that was made. */
export const madeLink = z.object({ invite_link: z.string() });

/** Where a file lies; absent when it is too large to be fetched. */
export const filePlace = z.object({
  file_path: z.string().optional(),
  file_size: z.number().optional(),
});

/** How the API says no. */
export const apiError = z.object({
  error_code: z.int(),
  description: z.string().default(''),
  parameters: z
    .object({ retry_after: z.number().optional(), migrate_to_chat_id: platformId.optional() })
    .optional()
    .catch(() => undefined),
});
