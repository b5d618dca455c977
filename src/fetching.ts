/**
 * Fetches what members have sent: from this machine, or over the network. What a platform says of a
 * file's size is not believed, and an address that leads into a private network is not followed,
 * for whoever can make a platform name an address could look around in ours.
 */
import { lookup } from 'node:dns';
import { readFile, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { type Fetched, type Fetching, type Source, seconds } from '#kit';
import { realTimers } from './host.ts';

/** Ten megabytes over a slow line; a job waits no longer. */
const DOWNLOADING = seconds(60);
const MOST_REDIRECTS = 3;

export const fetching: Fetching = { readLocal, download };

async function readLocal(path: string, most: number): Promise<Fetched> {
  try {
    if ((await stat(path)).size > most) return { kind: 'tooLarge' };
    return { kind: 'fetched', bytes: await readFile(path) };
  } catch (error) {
    return unavailable(String(error));
  }
}

async function download(from: Source, most: number): Promise<Fetched> {
  const ending = new AbortController();
  const limit = realTimers.after(DOWNLOADING, () => ending.abort());
  try {
    const answer = await answerOf(from, ending.signal);
    const { statusCode = 0, headers } = answer;
    if (statusCode !== 200) return unavailable(`answered with ${statusCode}`);
    if (Number(headers['content-length']) > most) return { kind: 'tooLarge' };
    return await readAtMost(answer, most);
  } catch (error) {
    return unavailable(String(error));
  } finally {
    limit.cancel();
    ending.abort();
  }
}

/** @throws Error when nobody answers, or the way leads into a private network */
async function answerOf(from: Source, signal: AbortSignal): Promise<IncomingMessage> {
  let url = new URL(from.url);
  const { host } = url;
  for (let left = MOST_REDIRECTS; ; left -= 1) {
    // What was meant for one host is told to no other.
    const headers = url.host === host ? from.headers : {};
    const answer = await ask(url, { ...from, headers, signal });
    const { statusCode = 0, headers: told } = answer;
    if (statusCode < 300 || statusCode >= 400 || told.location === undefined) return answer;
    answer.destroy();
    if (left === 0) throw new Error('too many redirects');
    url = new URL(told.location, url);
  }
}

interface Asking extends Pick<Source, 'headers' | 'ownHosts'> {
  readonly signal: AbortSignal;
}

function ask(url: URL, { headers = {}, ownHosts = [], signal }: Asking): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOwn = ownHosts.includes(host);
  if (!isOwn && isIP(host) > 0 && isPrivate(host)) throw new Error(`${host} is a private address`);
  const open = openerFor(url);
  const own = { headers: { 'accept-encoding': 'identity', ...headers }, agent: false, signal };
  return new Promise((resolve, reject) => {
    open(url, isOwn ? own : { ...own, lookup: publicLookup }, resolve)
      .on('error', reject)
      .end();
  });
}

function openerFor({ protocol }: URL): typeof request {
  if (protocol === 'https:') return requestSecurely;
  if (protocol === 'http:') return request;
  throw new Error(`${protocol} is no way to fetch a file`);
}

/** What is checked is what is dialled: a name that is asked twice may answer differently. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const [first, ...others] = error ? [] : found.filter(({ address }) => !isPrivate(address));
    if (!first) done(error ?? new Error(`${host} is in a private network`), '', 0);
    else if (options.all === true) done(null, [first, ...others]);
    else done(null, first.address, first.family);
  });
};

const inner = new BlockList();
// RFC 6890. Left out: 198.18.0.0/15, which proxies use for every name that they resolve later.
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(net, prefix, 'ipv4');
}
// Addresses with an IPv4 address inside (6to4, Teredo, NAT64) lead anywhere, so none is taken.
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  inner.addSubnet(net, prefix, 'ipv6');
}

/** Whether an address means something only here; exported for its tests. */
export function isPrivate(address: string): boolean {
  const family = isIP(address);
  return family === 0 || inner.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

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
