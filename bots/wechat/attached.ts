/**
 * Files that members send in WeChat, which are messages of their own without a word. The gateway is
 * asked for one only when a command needs it; its bytes come over the same line, or the gateway
 * names an address.
 */
import * as z from 'zod';
import { type Fetched, type Fetching, seconds, type Timers } from '#kit';
import { atMost } from './at-most.ts';
import { LARGEST_FETCHED } from './capabilities.ts';
import type { Call } from './wire/call.ts';

/** A gateway first takes it from the phone. */
const FETCHING = seconds(60);

export interface FileParts {
  readonly call: Call;
  readonly timers: Timers;
  readonly fetching: Fetching;
  /** Where the gateway is: it may give out its own address. */
  readonly ownHosts: readonly string[];
}

const isCallable = (value: unknown): boolean => typeof value === 'function';

/** What the package makes of a file: an address, or something that streams. */
const box = z.object({
  remoteUrl: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional().catch(undefined),
  toStream: z.custom<() => Promise<AsyncIterable<Uint8Array>>>(isCallable),
});

/** @param id of the message that is the file. @param most in bytes */
export async function fetchFile(parts: FileParts, id: string, most: number): Promise<Fetched> {
  const { call, timers } = parts;
  try {
    return await atMost(timers, FETCHING, opened(parts, await boxOf(call, id), most));
  } catch (error) {
    return { kind: 'unavailable', why: String(error) };
  }
}

/** Methods of the package's own class need it as `this`. */
async function boxOf({ gateway }: Call, id: string) {
  const raw = await gateway.messageFile(id);
  const { remoteUrl, headers, toStream } = box.parse(raw);
  const stream = () => Reflect.apply(toStream, raw, []);
  return { remoteUrl, headers, stream };
}

async function opened(
  { fetching, ownHosts }: FileParts,
  { remoteUrl: url, headers, stream }: Awaited<ReturnType<typeof boxOf>>,
  most: number,
): Promise<Fetched> {
  const limit = Math.min(most, LARGEST_FETCHED);
  if (url !== undefined) return fetching.download({ url, headers, ownHosts }, limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await stream()) {
    size += chunk.length;
    if (size > limit) return { kind: 'tooLarge' };
    chunks.push(chunk);
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}
