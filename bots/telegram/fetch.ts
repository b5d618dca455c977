/**
 * Fetches a file that a member has sent. Telegram first tells where it lies; a Bot API server of
 * one's own that runs with `--local` has it on this machine.
 */
import { isAbsolute } from 'node:path';
import type { Fetched, Fetching } from '#kit';
import type { Api } from './api.ts';
import { TELEGRAM } from './settings.ts';
import { filePlace } from './wire.ts';

export interface FetchParts {
  readonly api: Api;
  readonly token: string;
  readonly root: string;
  readonly fetching: Fetching;
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
  // Telegram's own files never lie on this machine.
  return isAbsolute(path) && root !== TELEGRAM
    ? parts.fetching.readLocal(path, most)
    : download(parts, path, most);
}

async function download(
  { root, token, fetching }: FetchParts,
  path: string,
  most: number,
): Promise<Fetched> {
  const url = `${root}/file/bot${token}/${path}`;
  const { hostname } = new URL(root);
  const ownHosts = [hostname.replace(/^\[|\]$/g, '')];
  const fetched = await fetching.download({ url, ownHosts }, most);
  return fetched.kind === 'unavailable'
    ? unavailable(fetched.why.replaceAll(token, '***'))
    : fetched;
}

function unavailable(why: string): Fetched {
  return { kind: 'unavailable', why };
}
