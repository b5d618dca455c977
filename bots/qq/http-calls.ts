/**
 * Calls over HTTP, each on a connection of its own: a kept one may be closed by the other side in
 * the moment of use, and then nobody would know what became of the call.
 */
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { BotParts } from '#kit';
import { ANSWER_WITHIN, type Call, type Called, type Caller } from './calls.ts';
import { readFrame } from './wire.ts';

/** Answers are small; a page of history has some 100 kB. */
const MOST_BYTES = 16 * 1_024 * 1_024;
/** Told to wait, without being told for how long. */
const USUAL_WAIT_SECONDS = 30;

export interface HttpTarget {
  readonly url: string;
  readonly token: string | undefined;
}

export class HttpCalls implements Caller {
  readonly #target: HttpTarget;
  readonly #timers: BotParts['timers'];

  constructor({ url, token }: HttpTarget, { timers }: Pick<BotParts, 'timers'>) {
    this.#target = { url: url.replace(/(?<!\/)\/+$/, ''), token };
    this.#timers = timers;
  }

  call({ action, params = {}, within = ANSWER_WITHIN }: Call): Promise<Called> {
    const body = Buffer.from(JSON.stringify(params));
    const url = `${this.#target.url}/${action}`;
    const isSecure = url.startsWith('https:');
    return new Promise((end) => {
      let isConnected = false;
      const open = isSecure ? requestSecurely : request;
      const sent = open(url, this.#options(body), (response) => {
        readAnswer(response).then(end, (error: unknown) => end(doubt(error)));
      });
      const late = () => sent.destroy(new Error(`${action} was not answered`));
      const timer = this.#timers.after(within, late);
      sent.once('socket', (socket) => {
        socket.once(isSecure ? 'secureConnect' : 'connect', () => {
          isConnected = true;
        });
      });
      sent.on('error', (error) => end(isConnected ? doubt(error) : noWay(error)));
      sent.once('close', () => timer.cancel());
      sent.end(body);
    });
  }

  #options(body: Buffer): RequestOptions {
    const { token } = this.#target;
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': body.length,
    };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    return { method: 'POST', headers, agent: false };
  }
}

async function readAnswer(response: IncomingMessage): Promise<Called> {
  const { statusCode = 0, headers } = response;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  if (statusCode === 429) {
    const retryAfterSeconds = Number(headers['retry-after']) || USUAL_WAIT_SECONDS;
    return { kind: 'notHandedOver', why: 'told to wait', retryAfterSeconds };
  }
  const refused = REFUSALS[statusCode];
  if (refused !== undefined) return answeredWith(refused, `HTTP ${statusCode}`);
  const frame = readFrame(Buffer.concat(chunks).toString());
  if (frame.kind === 'answer') return { kind: 'answered', answer: frame.answer };
  return { kind: 'noAnswer', why: `HTTP ${statusCode} without an answer` };
}

/** The standard's codes of HTTP as its return codes. */
const REFUSALS: Readonly<Record<number, number>> = { 400: 1400, 401: 1401, 403: 1403, 404: 1404 };

function answeredWith(retcode: number, message: string): Called {
  const nothing = { data: null, echo: undefined, wording: undefined, msg: undefined };
  return { kind: 'answered', answer: { status: 'failed', retcode, message, ...nothing } };
}

function noWay(error: Error): Called {
  return { kind: 'notHandedOver', why: error.message };
}

function doubt(error: unknown): Called {
  return { kind: 'noAnswer', why: error instanceof Error ? error.message : String(error) };
}
