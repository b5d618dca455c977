/**
 * Fetches a file that a member has sent. Telegram first tells where it lies; a Bot API server of
 * one's own that runs with `--local` has it on this machine.
 */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { type Fetched, type Span, seconds, type Timers } from '#kit';
import type { Api } from './api.ts';
import { filePlace } from './wire.ts';

/** Telegram's own; its files never lie on this machine. */
const TELEGRAM = 'https://api.telegram.org';
const DOWNLOADING: Span = seconds(60);

export interface FetchParts {
  readonly api: Api;
  readonly token: string;
  readonly root: string;
  readonly timers: Timers;
}

/** @param most in bytes */
export async function fetchFile(parts: FetchParts, id: string, most: number): Promise<Fetched> {
  const { api, root } = parts;
  const answer = await api.call({
    method: 'getFile',
    payload: { file_id: id },
    result: filePlace,
  });
  if (answer.kind !== 'done') {
    return /too big/i.test(answer.why) ? { kind: 'tooLarge' } : unavailable(answer.why);
  }
  const { file_path: path, file_size: size = 0 } = answer.result;
  if (size > most) return { kind: 'tooLarge' };
  if (path === undefined) return unavailable('Telegram does not say where it lies');
  return isAbsolute(path) && root !== TELEGRAM
    ? readLocal(path, most)
    : download(parts, path, most);
}

async function readLocal(path: string, most: number): Promise<Fetched> {
  try {
    if ((await stat(path)).size > most) return { kind: 'tooLarge' };
    return { kind: 'fetched', bytes: await readFile(path) };
  } catch (error) {
    return unavailable(String(error));
  }
}

async function download(
  { root, token, timers }: FetchParts,
  path: string,
  most: number,
): Promise<Fetched> {
  const ending = new AbortController();
  const limit = timers.after(DOWNLOADING, () => ending.abort());
  try {
    const answer = await fetch(`${root}/file/bot${token}/${path}`, { signal: ending.signal });
    if (!answer.ok || !answer.body) return unavailable(`answered with ${answer.status}`);
    return await readAtMost(answer.body, most);
  } catch (error) {
    return unavailable(String(error).replaceAll(token, '***'));
  } finally {
    limit.cancel();
    ending.abort();
  }
}

/** What Telegram says of the size is not believed. */
async function readAtMost(body: AsyncIterable<Uint8Array>, most: number): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) return { kind: 'tooLarge' };
    chunks.push(chunk);
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}

function unavailable(why: string): Fetched {
  return { kind: 'unavailable', why };
}
