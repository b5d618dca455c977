/**
 * The wire of OneBot v11. Implementations differ, so this asks for little: ids are numbers or texts
 * and become texts, what may be missing may be missing, what is unknown is skipped. `raw_message`
 * is never read: it is what people see, not what was sent.
 */
import * as z from 'zod';
import {
  type Instant,
  instantOf,
  type MessageId,
  type PlatformId,
  parseMessageId,
  parsePlatformId,
} from '#kit';
import { type Segment, segmentsOf } from './cq-codes.ts';

/** Times above this are milliseconds, which some implementations send: in seconds, year 5138. */
const MOST_SECONDS = 100_000_000_000;
const YEAR_10000 = 253_402_300_800_000;
/** Longest name or card taken; QQ allows 60 bytes. */
const LONGEST_NAME = 1_024;

// Single transforms, not unions with fallbacks: every message passes here, in half the time.

const id = z.transform((value, context): PlatformId => {
  const read = idOf(value);
  if (read !== undefined) return read;
  context.issues.push({ code: 'custom', message: 'is not an id', input: value });
  return z.NEVER;
});

const messageId = z.transform((value, context): MessageId => {
  const read = parseMessageId(textOf(value) ?? '');
  if (read !== undefined) return read;
  context.issues.push({ code: 'custom', message: 'is not an id', input: value });
  return z.NEVER;
});

/** 0 stands for nobody. */
const maybeId = z
  .transform((value) => {
    const read = idOf(value);
    return read === '0' ? undefined : read;
  })
  .optional();
const maybeNumber = z
  .transform((value) => {
    const text = textOf(value);
    return text === '0' || text === '' ? undefined : text;
  })
  .optional();
const maybeText = z
  .transform((value) =>
    typeof value === 'string' && value.length <= LONGEST_NAME ? value : undefined,
  )
  .optional();

function idOf(value: unknown): PlatformId | undefined {
  return parsePlatformId(textOf(value) ?? '');
}

/** Ids and numbers are numbers here and texts there. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

const time = z.coerce.number().transform((value, context): Instant => {
  const ms = Math.trunc(value > MOST_SECONDS ? value : value * 1_000);
  if (ms > 0 && ms < YEAR_10000) return instantOf(ms);
  context.addIssue('is not a time');
  return z.NEVER;
});

const NO_DATA = {};
const segment = z
  .object({
    type: z.string(),
    data: z
      .object({
        text: z.string().optional(),
        qq: maybeNumber,
        id: maybeNumber,
        name: maybeText,
        file: maybeText,
        file_id: maybeText,
        file_size: maybeNumber,
      })
      .catch(NO_DATA),
  })
  .catch({ type: 'unreadable', data: NO_DATA });

const said = z.union([
  z.array(segment),
  z.string().transform((coded): Segment[] => [...segmentsOf(coded)]),
  segment.transform((single): Segment[] => [single]),
]);

const sender = z.object({
  nickname: maybeText,
  card: maybeText,
  role: z.enum(['owner', 'admin', 'member']).optional().catch(undefined),
});

const messageEvent = z.object({
  // `message_sent` is what the account itself has said.
  post_type: z.enum(['message', 'message_sent']),
  time,
  self_id: id,
  message_type: z.enum(['group', 'private']),
  sub_type: maybeText,
  group_id: maybeId,
  /** NapCat and others say it; the standard does not. */
  group_name: maybeText,
  user_id: id,
  message_id: messageId,
  message_seq: maybeNumber,
  real_seq: maybeNumber,
  anonymous: z.unknown().optional(),
  message: said,
  sender: sender.optional().catch(undefined),
});

const noticeEvent = z.object({
  post_type: z.literal('notice'),
  time,
  self_id: id,
  notice_type: z.string(),
  sub_type: maybeText,
  group_id: maybeId,
  user_id: maybeId,
  operator_id: maybeId,
  message_id: messageId.optional().catch(undefined),
  card_new: maybeText,
});

const status = z.object({ online: z.boolean().nullish(), good: z.boolean().nullish() });

const metaEvent = z.object({
  post_type: z.literal('meta_event'),
  self_id: id,
  meta_event_type: z.string(),
  sub_type: maybeText,
  interval: z.number().positive().optional().catch(undefined),
  status: status.optional().catch(undefined),
});

const otherEvent = z.object({ post_type: z.literal('request'), self_id: id });

const event = z.discriminatedUnion('post_type', [messageEvent, noticeEvent, metaEvent, otherEvent]);

const answer = z.object({
  status: z.string(),
  retcode: z.coerce.number(),
  data: z.unknown().optional(),
  echo: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
  wording: z.string().optional().catch(undefined),
  msg: z.string().optional().catch(undefined),
});

export type MessageEvent = z.output<typeof messageEvent>;
export type NoticeEvent = z.output<typeof noticeEvent>;
export type MetaEvent = z.output<typeof metaEvent>;
export type WireEvent = z.output<typeof event>;
export type Answer = z.output<typeof answer>;

/** What came in: something that happened, the answer to a call, or nothing of OneBot's. */
export type Frame =
  | { readonly kind: 'event'; readonly event: WireEvent }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'foreign'; readonly what: string };

/** Reads a frame; never throws. */
export function readFrame(text: string): Frame {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null) return { kind: 'foreign', what: 'not JSON' };
  if ('post_type' in json) {
    const read = event.safeParse(json);
    if (read.success) return { kind: 'event', event: read.data };
    return { kind: 'foreign', what: 'unreadable event' };
  }
  const read = answer.safeParse(json);
  if (read.success) return { kind: 'answer', answer: read.data };
  return { kind: 'foreign', what: 'foreign frame' };
}

const historyPage = z.object({ messages: z.array(z.looseObject({})) });

/**
 * The messages on a page of history, in the order in which they came; what cannot be read is left
 * out. @returns undefined when it is no page of history
 */
export function readHistory(data: unknown): readonly MessageEvent[] | undefined {
  const page = historyPage.safeParse(data);
  if (!page.success) return undefined;
  return page.data.messages.flatMap((one) => {
    // Some leave out what goes without saying here.
    const usual = { self_id: 0, message_type: 'group', ...one, post_type: 'message' };
    const read = messageEvent.safeParse(usual);
    return read.success ? [read.data] : [];
  });
}

export const loginInfo = z.object({ user_id: id, nickname: z.string().catch('') });
export const accountStatus = status;
export const versionInfo = z.object({
  app_name: z.string().catch('?'),
  app_version: z.coerce.string().catch(''),
});
export const groupList = z.array(z.object({ group_id: id }));
export const groupMember = z.object({ role: z.string() });
export const sentMessage = z.object({ message_id: messageId });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
