/**
 * Events that an implementation posts over HTTP. The answer 204 means that the event is stored; an
 * event that is not signed, or of another account, is not even looked at.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSigned } from './credentials.ts';
import type { Known } from './known.ts';
import type { Session } from './session.ts';
import { readFrame } from './wire.ts';

const MOST_BYTES = 4 * 1_024 * 1_024;

export interface PostParts {
  readonly token: string | undefined;
  readonly secret: string | undefined;
  readonly session: Session;
  readonly known: Known;
}

/** Answers a request. Never throws. */
export async function takePost(
  parts: PostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    response.statusCode = refusalOf(parts, request) ?? (await answerTo(parts, request));
  } catch {
    response.statusCode = 500;
  }
  // What is left of a refused request is not read.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(() => {
    if (!request.complete) request.destroy();
  });
}

function refusalOf(
  { known, session }: PostParts,
  { method, headers }: IncomingMessage,
): number | undefined {
  if (method !== 'POST') return 405;
  if (headers.origin !== undefined) return 403;
  if (Number(headers['content-length']) > MOST_BYTES) return 413;
  // Browsers ask before they send this type to another address; others they send unasked.
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return 415;
  if (!session.isIn || !known.self) return 503;
  return headers['x-self-id'] === known.self.id ? undefined : 403;
}

async function answerTo(parts: PostParts, request: IncomingMessage): Promise<number> {
  const body = await bodyOf(request);
  if (!body) return 413;
  const secret = parts.secret ?? parts.token;
  const signature = request.headers['x-signature'];
  if (secret !== undefined) {
    if (typeof signature !== 'string') return 401;
    if (!isSigned(body, signature, secret)) return 403;
  }
  const frame = readFrame(body.toString());
  if (frame.kind !== 'event') return 400;
  await parts.session.takeEvent(frame.event);
  return 204;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
