/**
 * The names of things. Rows of ours are numbered and branded, so that a member cannot be passed
 * where a group is meant; ids of the platforms are opaque strings and never shown as markup.
 */
import type { Brand } from './brand.ts';

/** One or more groups that share members, points and settings (社群). */
export type CommunityId = Brand<number, 'CommunityId'>;
/** One group on one platform (群). */
export type GroupId = Brand<number, 'GroupId'>;
/** A person in a community (群友). */
export type MemberId = Brand<number, 'MemberId'>;
/** A platform's user (平台账号); a replaceable claim on a member. */
export type AccountId = Brand<number, 'AccountId'>;

/** The platform's own id of a person or a group. */
export type PlatformId = Brand<string, 'PlatformId'>;
/** The platform's own id of a message. */
export type MessageId = Brand<string, 'MessageId'>;

/** Longest id taken from a platform, in UTF-16 units; real ones stay below 100. */
export const LONGEST_ID = 256;

/** Reads a platform's id. @returns undefined when it is empty or longer than {@link LONGEST_ID}. */
export function parsePlatformId(text: string): PlatformId | undefined {
  return isId(text) ? text : undefined;
}

/** Reads a message id. @returns undefined when it is empty or longer than {@link LONGEST_ID}. */
export function parseMessageId(text: string): MessageId | undefined {
  return isMessageId(text) ? text : undefined;
}

/** Reads a row number of ours as it stands in an export or a payload, e.g. `12`. */
export function parseMemberId(value: unknown): MemberId | undefined {
  return isRowId(value) ? value : undefined;
}

/** The same of a group. */
export function parseGroupId(value: unknown): GroupId | undefined {
  return isGroupId(value) ? value : undefined;
}

function isId(text: string): text is PlatformId {
  return text.length > 0 && text.length <= LONGEST_ID;
}

function isMessageId(text: string): text is MessageId {
  return text.length > 0 && text.length <= LONGEST_ID;
}

function isGroupId(value: unknown): value is GroupId {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isRowId(value: unknown): value is MemberId {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
