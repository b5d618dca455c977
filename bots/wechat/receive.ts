/**
 * What a gateway tells, as events of a group. Pure: nothing is looked up here, names are added
 * later. Whatever a frame holds, it becomes events or a word that says why not; it never throws.
 */
import { hash } from 'node:crypto';
import type * as z from 'zod';
import {
  type Attachment,
  type Echo,
  type Incoming,
  type Instant,
  instantOf,
  type PlatformId,
} from '#kit';
import { isCalled, withoutCall } from './mention.ts';
import { KIND, messagePayload, roomJoin, roomLeave } from './wire/payloads.ts';

export interface Surroundings {
  /** The bot's own account. */
  readonly self: PlatformId;
  /** What the bot is called in a group, or in private. */
  namesIn(group: PlatformId | undefined): readonly string[];
  readonly now: Instant;
}

export type Decoded =
  | { readonly kind: 'events'; readonly events: readonly Incoming[] }
  /** What the bot has said itself. */
  | { readonly kind: 'own'; readonly echo: Echo }
  /** `what` is one of a few words, never content. */
  | { readonly kind: 'dropped'; readonly what: string };

/** A message as the gateway describes it. */
export function decodeMessage(payload: unknown, around: Surroundings): Decoded {
  const read = messagePayload.safeParse(payload);
  if (!read.success) return dropped('unreadable message');
  const { id, roomId: group, timestamp, type } = read.data;
  const from = read.data.talkerId ?? read.data.fromId;
  if (from === around.self) return ownMessage(read.data, around.now);
  // The group itself «says» what WeChat notes in grey.
  if (from === undefined || from === group) return dropped('notice');
  if (type === KIND.unknown || type === KIND.groupNote) return dropped('notice');
  const at = instantFrom(timestamp, around.now);
  if (type === KIND.recalled) return recalled(read.data, { group, at });
  const said = type === KIND.text ? ownWords(read.data.text) : '';
  const names = around.namesIn(group);
  const mentioned = read.data.mentionIdList ?? [];
  const isForUs = mentioned.includes(around.self) || isCalled(said, names);
  const others = mentioned.filter((person) => person !== around.self);
  return events({
    type: 'message',
    at,
    key: keyOf('m', [timestamp, id]),
    group,
    from: { id: from },
    id,
    text: withoutCall(said, names),
    mentions: isForUs ? [around.self, ...others] : others,
    attached: type === KIND.attachment ? [fileOf(read.data)] : undefined,
  });
}

function ownMessage(
  { id, roomId: group, timestamp, type, text }: z.output<typeof messagePayload>,
  now: Instant,
): Decoded {
  if (group === undefined || type !== KIND.text) return dropped('own message');
  return { kind: 'own', echo: { group, id, text, at: instantFrom(timestamp, now) } };
}

/** A file is a message of its own. */
function fileOf({
  id,
  filename,
}: {
  id: string;
  filename?: string | null | undefined;
}): Attachment {
  return { kind: 'file', ref: id, name: filename || undefined };
}

/** People have come into a group; each becomes an event of its own. */
export function decodeJoin(payload: unknown, { self, now }: Surroundings): Decoded {
  const read = roomJoin.safeParse(payload);
  if (!read.success) return dropped('unreadable join');
  const { inviteeIdList, inviterId: inviter, roomId: group, timestamp } = read.data;
  const at = instantFrom(timestamp, now);
  const newcomers = inviteeIdList.filter((person) => person !== self);
  return events(
    ...newcomers.map(
      (person): Incoming => ({
        type: 'join',
        at,
        key: keyOf('j', [timestamp || at, person]),
        group,
        member: { id: person },
        inviter: inviter === person ? undefined : inviter,
      }),
    ),
  );
}

/** People have gone; who left alone is not reported by WeChat, but for the bot itself. */
export function decodeLeave(payload: unknown, { now }: Surroundings): Decoded {
  const read = roomLeave.safeParse(payload);
  if (!read.success) return dropped('unreadable leave');
  const { removeeIdList, removerId: by, roomId: group, timestamp } = read.data;
  const at = instantFrom(timestamp, now);
  return events(
    ...removeeIdList.map(
      (person): Incoming => ({
        type: 'leave',
        at,
        key: keyOf('l', [timestamp || at, person]),
        group,
        member: person,
        by: by === person ? undefined : by,
      }),
    ),
  );
}

interface Recalled {
  readonly group: PlatformId | undefined;
  readonly at: Instant;
}

/** The text of such a message is the id of the one that was taken back. */
function recalled({ text }: { text: string }, { group, at }: Recalled): Decoded {
  const read = messagePayload.shape.id.safeParse(text.trim());
  if (group === undefined || !read.success) return dropped('recall');
  return events({ type: 'recall', at, key: keyOf('r', [read.data]), group, id: read.data });
}

/** Of a quote and an answer to it, only the answer is the author's: «「小明：签到」 - - - 好的». */
const QUOTE = /^「[\s\S]*?」\n(?:- ?){8,}\n/;

function ownWords(text: string): string {
  return text.replace(QUOTE, '');
}

/** Below this a number of seconds, above it one of milliseconds: 1973 and the year 5138. */
const SECONDS_BELOW = 1e11;

function instantFrom(timestamp: number, now: Instant): Instant {
  if (timestamp === 0) return now;
  return instantOf(Math.round(timestamp < SECONDS_BELOW ? timestamp * 1_000 : timestamp));
}

/**
 * The same event again gives the same key. Ids are digested, for the inbox outlives an erasure;
 * time comes first, so that neighbours in time are neighbours in the inbox.
 */
export function keyOf(sort: string, parts: readonly (string | number)[]): string {
  const sum = hash('sha256', JSON.stringify(parts), 'base64url');
  const time = typeof parts[0] === 'number' ? Math.round(parts[0]).toString(36) : '';
  return `${sort}${time}.${sum.slice(0, 22)}`;
}

const events = (...happened: readonly Incoming[]): Decoded => ({
  kind: 'events',
  events: happened,
});

const dropped = (what: string): Decoded => ({ kind: 'dropped', what });
