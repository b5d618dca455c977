/**
 * Files that members send on QQ, which are messages of their own without a word. An implementation
 * is asked for an address or the bytes only when a command needs them; a path that it names lies in
 * a folder of its own and is not read.
 */
import * as z from 'zod';
import type { Attachment, Fetched, Fetching } from '#kit';
import type { Call, Caller } from './calls.ts';
import { LARGEST_FETCHED } from './capabilities.ts';
import { askAddress } from './send.ts';
import type { MessageEvent } from './wire.ts';

export interface FileParts {
  readonly caller: Caller;
  readonly fetching: Fetching;
  /** Where the implementation is: it may give out its own address. */
  readonly ownHosts: readonly string[];
}

/** The files of a message; undefined where there are none. */
export function filesIn(event: MessageEvent): readonly Attachment[] | undefined {
  const files = event.message.flatMap(({ type, data }): Attachment[] => {
    if (type !== 'file' || data.file_id === undefined) return [];
    const ref = `${event.group_id ?? ''}/${event.user_id}/${data.file_id}`;
    const bytes = Number(data.file_size);
    return [{ kind: 'file', ref, name: data.file, bytes: bytes >= 0 ? bytes : undefined }];
  });
  return files.length > 0 ? files : undefined;
}

/** @param most in bytes */
export async function fetchFile(parts: FileParts, ref: string, most: number): Promise<Fetched> {
  const [, group = '', member = '', file_id = ''] = /^([^/]*)\/([^/]*)\/(.+)$/s.exec(ref) ?? [];
  const limit = Math.min(most, LARGEST_FETCHED);
  const direct = await fetchAnswer(parts, askAddress({ group, member, file_id }), limit);
  if (direct.kind !== 'unavailable') return direct;
  return fetchAnswer(parts, { action: 'get_file', params: { file_id } }, limit);
}

const fileAnswer = z.object({
  url: z.string().optional().catch(undefined),
  base64: z.string().optional().catch(undefined),
});

async function fetchAnswer(
  { caller, fetching, ownHosts }: FileParts,
  call: Call,
  most: number,
): Promise<Fetched> {
  const called = await caller.call(call);
  if (called.kind !== 'answered') return unavailable(called.why);
  const { retcode, data } = called.answer;
  const { url, base64 } = fileAnswer.safeParse(data).data ?? {};
  if (base64) return decoded(base64, most);
  if (url && /^https?:/i.test(url)) return fetching.download({ url, ownHosts }, most);
  return unavailable(`${call.action} gave neither an address nor the bytes (retcode ${retcode})`);
}

function decoded(base64: string, most: number): Fetched {
  if (Buffer.byteLength(base64, 'base64') > most) return { kind: 'tooLarge' };
  return { kind: 'fetched', bytes: Buffer.from(base64, 'base64') };
}

function unavailable(why: string): Fetched {
  return { kind: 'unavailable', why };
}
