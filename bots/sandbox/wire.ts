/** The sandbox's wire: one JSON object a line. Everything that comes in is read by zod here. */
import { hash } from 'node:crypto';
import { basename } from 'node:path';
import * as z from 'zod';
import {
  type Attachment,
  type Incoming,
  type Instant,
  LONGEST_ID,
  type MessageId,
  type PlatformId,
  parseInstant,
  parseMessageId,
  parsePlatformId,
  textUpTo,
} from '#kit';

/** Longest text of one message, in UTF-16 units; the largest platform allows 4,096. */
const LONGEST_TEXT = 65_536;
/** Longest name; platforms allow 64 or 128. */
const LONGEST_NAME = 1_024;

const at = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue('must be ISO 8601 with a zone, such as 2026-03-01T09:00:00+08:00');
  return z.NEVER;
});

const platformId = z.string().transform((text, context): PlatformId => {
  const id = parsePlatformId(text);
  if (id !== undefined) return id;
  context.addIssue(`must have 1 to ${LONGEST_ID} characters`);
  return z.NEVER;
});

const messageId = z.string().transform((text, context): MessageId => {
  const id = parseMessageId(text);
  if (id !== undefined) return id;
  context.addIssue(`must have 1 to ${LONGEST_ID} characters`);
  return z.NEVER;
});

const name = textUpTo(LONGEST_NAME);
const text = textUpTo(LONGEST_TEXT);
const said = {
  at,
  from: platformId,
  name: name.optional(),
  id: messageId,
  text,
  mentions: z.array(platformId).default([]),
  replyTo: messageId.optional(),
  /** A file on this machine, sent along. */
  file: textUpTo(LONGEST_NAME)
    .refine((file) => file !== '')
    .optional(),
};

const talk = z.object(said);

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), group: platformId, ...said }),
  z.object({ type: z.literal('private'), ...said }),
  z.object({
    type: z.literal('press'),
    at,
    group: platformId.optional(),
    from: platformId,
    name: name.optional(),
    choice: textUpTo(LONGEST_NAME),
    id: textUpTo(LONGEST_ID).optional(),
  }),
  z.object({
    type: z.literal('join'),
    at,
    group: platformId,
    member: platformId,
    name: name.optional(),
    inviter: platformId.optional(),
    manner: z.enum(['bot', 'added', 'link']).optional(),
  }),
  z.object({
    type: z.literal('leave'),
    at,
    group: platformId,
    member: platformId,
    by: platformId.optional(),
  }),
  z.object({ type: z.literal('rename'), at, group: platformId, member: platformId, name }),
  z.object({ type: z.literal('recall'), at, group: platformId, id: messageId }),
  z.object({
    type: z.literal('role'),
    at,
    group: platformId,
    member: platformId,
    role: z.enum(['owner', 'admin', 'member']),
  }),
  z.object({ type: z.literal('tick'), at }),
]);

type Line = z.output<typeof line>;

/** What a line says: something happened, or only that time has passed. */
export type SandboxLine =
  | { readonly kind: 'event'; readonly event: Incoming }
  | { readonly kind: 'tick'; readonly at: Instant }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads one line; says in words what is wrong with a bad one. */
export function readLine(json: string): SandboxLine {
  const parsed = parseJson(json);
  if (parsed === undefined) return { kind: 'unreadable', why: 'this is not JSON' };
  const read = line.safeParse(parsed);
  if (!read.success) return { kind: 'unreadable', why: reasonOf(read.error, parsed) };
  if (read.data.type === 'tick') return { kind: 'tick', at: read.data.at };
  return { kind: 'event', event: eventOf(read.data) };
}

function eventOf(data: Exclude<Line, { type: 'tick' }>): Incoming {
  switch (data.type) {
    case 'message':
      return { ...spoken(data), type: 'message', group: data.group, key: `m${data.id}` };
    case 'private':
      // The key of private talk must not hold an account's id: the inbox outlives an erasure.
      return { ...spoken(data), type: 'message', key: digest(['private', data.from, data.id]) };
    case 'press':
      return {
        ...data,
        from: { id: data.from, name: data.name },
        key: digest([data.type, data.at, data.from, data.choice, data.id]),
      };
    case 'join':
    case 'rename':
      return {
        ...data,
        member: { id: data.member, name: data.name },
        key: digest([data.type, data.at, data.member, data.name]),
      };
    case 'leave':
      return { ...data, key: digest([data.type, data.at, data.member]) };
    case 'role':
      return { ...data, key: digest([data.type, data.at, data.member, data.role]) };
    case 'recall':
      return { ...data, key: `r${data.id}` };
  }
}

function spoken({ file, from, name, ...data }: z.output<typeof talk>) {
  const attached = file === undefined ? undefined : [attachedFile(file)];
  return { ...data, from: { id: from, name }, attached };
}

function attachedFile(path: string): Attachment {
  return { kind: 'file', ref: path, name: basename(path) };
}

/**
 * A key for an event that the platform does not number: the same event again gives the same key.
 */
function digest(parts: readonly unknown[]): string {
  const sum = hash('sha256', JSON.stringify(parts), 'base64url');
  // Time comes first, so that neighbours in time are neighbours in the inbox.
  const time = typeof parts[1] === 'number' ? parts[1].toString(36) : '';
  return `x${time}.${sum.slice(0, 22)}`;
}

function reasonOf(error: z.ZodError, parsed: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it cannot be read';
  const field = issue.path.join('.');
  if (field === '') return 'this is not a JSON object';
  const given = valueAt(parsed, issue.path);
  if (field === 'type' && given !== undefined) return 'type: there is no such type of event';
  return given === undefined ? `${field}: is missing` : `${field}: ${wordsFor(issue)}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (whole, part) => (typeof whole === 'object' && whole ? Reflect.get(whole, part) : undefined),
    value,
  );
}

/** In words of ours, for whoever writes events may never have heard of the library behind this. */
function wordsFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'array' ? 'must be a list' : 'must be a text in quotes';
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `is longer than ${issue.maximum} characters`;
    case 'custom':
      return issue.message;
    default:
      return 'cannot be read';
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
