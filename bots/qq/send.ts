/**
 * What the bot does, as actions of OneBot. A message is an array of segments, never a string with
 * codes: whatever a name or a text looks like, it arrives as text.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Mention, type Outgoing, type Piece, type Say, type Span, seconds } from '#kit';
import type { Call } from './calls.ts';

export type Prepared =
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'impossible'; readonly why: string };

interface SentSegment {
  readonly type: 'text' | 'at' | 'reply' | 'image';
  readonly data: Readonly<Record<string, string>>;
}

/** Less than a send may last altogether, since words may follow. */
const UPLOADING: Span = seconds(40);

const BLANK: SentSegment = { type: 'text', data: { text: ' ' } };
/** QQ mutes for at most 30 days. */
const LONGEST_MUTE_SECONDS = 30 * 24 * 3_600;
/** QQ takes pictures of up to 30 MB, files of more; as base64 in one frame ten are enough. */
const MOST_BYTES = 10 * 1_024 * 1_024;

export async function prepare(action: Outgoing): Promise<Prepared> {
  switch (action.do) {
    case 'say':
      return prepareSay(action);
    case 'mute': {
      const duration = Math.min(Math.max(0, Math.round(action.seconds)), LONGEST_MUTE_SECONDS);
      const params = { ...groupOf(action.to), user_id: number(action.member), duration };
      return called('set_group_ban', params);
    }
    case 'remove': {
      const params = { ...groupOf(action.to), user_id: number(action.member) };
      return called('set_group_kick', { ...params, reject_add_request: false });
    }
    case 'poll':
    case 'closePoll':
      return { kind: 'impossible', why: 'QQ has no polls' };
    case 'inviteLink':
    case 'revokeLink':
      return { kind: 'impossible', why: 'QQ has no invite links' };
    case 'recall':
      return called('delete_msg', { message_id: number(action.id) });
  }
}

/** Asks for the standing of an account in a group. */
export function askMember(group: string, account: string): Call {
  const params = { group_id: number(group), user_id: number(account), no_cache: true };
  return { action: 'get_group_member_info', params };
}

interface SentFile {
  /** Empty in private. */
  readonly group: string;
  /** Who has sent it. */
  readonly member: string;
  readonly file_id: string;
}

/** Asks for the address of a file that a member has sent. */
export function askAddress({ group, member, file_id }: SentFile): Call {
  if (group === '') {
    return { action: 'get_private_file_url', params: { user_id: number(member), file_id } };
  }
  // Old implementations want to be told which of QQ's stores it is in; 102 is that of groups.
  const params = { group_id: number(group), file_id, busid: 102 };
  return { action: 'get_group_file_url', params };
}

async function prepareSay(say: Say): Promise<Prepared> {
  const isGroup = 'group' in say.to;
  const message: SentSegment[] = [];
  if (say.replyTo !== undefined) message.push({ type: 'reply', data: { id: say.replyTo } });
  // Not of a name or a text: only what a second manager has approved says it.
  if (say.mentionsAll && isGroup) message.push({ type: 'at', data: { qq: 'all' } }, BLANK);
  message.push(...segmentsOf(say.pieces, isGroup));
  if (say.image !== undefined) {
    const file = await base64Of(say.image);
    if (file === undefined) return { kind: 'impossible', why: 'the picture cannot be read' };
    message.push({ type: 'image', data: { file } });
  }
  if (message.every(({ type }) => type === 'reply')) {
    return { kind: 'impossible', why: 'there is nothing to say' };
  }
  if ('group' in say.to) return called('send_group_msg', { ...groupOf(say.to), message });
  return called('send_private_msg', { user_id: number(say.to.private), message });
}

/** In private nobody can be mentioned; the name is text there. */
export function segmentsOf(pieces: readonly Piece[], isGroup: boolean): readonly SentSegment[] {
  const segments: SentSegment[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') segments.push({ type: 'text', data: { text } });
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (!isGroup || !isAccount(piece)) text += `@${piece.name}`;
    else {
      flush();
      segments.push({ type: 'at', data: { qq: piece.mention } });
    }
  }
  flush();
  return segments;
}

/** `at` takes «all», too; only a number is a person. */
function isAccount({ mention }: Mention): boolean {
  return /^\d+$/.test(mention);
}

/** A file is a message of its own; whose name it bears members see. */
export async function prepareFile({ to }: Say, path: string): Promise<Prepared> {
  const file = await base64Of(path);
  if (file === undefined) return { kind: 'impossible', why: 'the file cannot be read' };
  const params = { file, name: basename(path) };
  const call =
    'group' in to
      ? { action: 'upload_group_file', params: { ...groupOf(to), ...params } }
      : { action: 'upload_private_file', params: { user_id: number(to.private), ...params } };
  return { kind: 'call', call: { ...call, within: UPLOADING } };
}

async function base64Of(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) return undefined;
    const bytes = await readFile(path);
    return `base64://${bytes.toString('base64')}`;
  } catch {
    return undefined;
  }
}

function called(action: string, params: Call['params'] = {}): Prepared {
  return { kind: 'call', call: { action, params } };
}

function groupOf({ group }: { readonly group: string }) {
  return { group_id: number(group) };
}

/** The standard wants numbers; some implementations have ids that are none. */
export function number(id: string): number | string {
  const value = Number(id);
  return /^-?\d+$/.test(id) && Number.isSafeInteger(value) ? value : id;
}
