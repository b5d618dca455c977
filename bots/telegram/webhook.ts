/**
 * The other way in: Telegram calls us. It is told 200 only when its update is stored and anything
 * else otherwise, so that it delivers again; whoever does not know the secret is told nothing.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LinkReport, Log } from '#kit';
import type { Intake } from './intake.ts';

/** Telegram's updates stay below 100 kB. */
const LONGEST_BODY = 1_048_576;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

export interface WebhookParts {
  readonly host: string;
  readonly port: number;
  /** Where updates are taken, with its query: `/hook`, `/hook?of=qunli`. */
  readonly path: string;
  readonly secret: string;
  readonly intake: Intake;
  readonly report: LinkReport;
  readonly log: Log;
}

export class Webhook {
  readonly #parts: WebhookParts;
  readonly #server: Server;
  readonly #secret: Buffer;

  private constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#secret = digest(parts.secret);
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        parts.log.warn({ error }, 'a call could not be answered');
        response.destroy();
      });
    });
  }

  /** @throws Error of the system when the address is taken */
  static async open(parts: WebhookParts): Promise<Webhook> {
    const webhook = new Webhook(parts);
    const server = webhook.#server;
    await new Promise<void>((done, failed) => {
      server.once('error', failed);
      server.listen(parts.port, parts.host, () => {
        server.off('error', failed);
        server.on('error', (error) => parts.log.error({ error }, 'the webhook is in trouble'));
        done();
      });
    });
    return webhook;
  }

  /** Answers what is under way, and takes nothing more. */
  async close(): Promise<void> {
    const closed = new Promise<void>((done) => {
      this.#server.close(() => done());
    });
    this.#server.closeIdleConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) return this.#refuse(response, refusal);
    const body = await bodyOf(request);
    if (body === undefined) return this.#refuse(response, { code: 413, what: 'oversized' });
    const update = parsed(body);
    if (update === undefined) return this.#refuse(response, { code: 400, what: 'broken JSON' });
    this.#parts.report.heard();
    response.statusCode = await this.#take(update);
    response.end();
  }

  #refusalOf({ url, method, headers }: IncomingMessage): Refusal | undefined {
    if (!this.#knowsSecret(headers[SECRET_HEADER])) return { code: 401, what: 'forged' };
    if (url !== this.#parts.path) return { code: 404, what: 'wrong path' };
    return method === 'POST' ? undefined : { code: 405, what: 'wrong method' };
  }

  /** Of equal length and in constant time, so that nothing can be learned by measuring. */
  #knowsSecret(given: string | readonly string[] | undefined): boolean {
    return timingSafeEqual(digest(typeof given === 'string' ? given : ''), this.#secret);
  }

  /** The rest of what was sent is not read. */
  #refuse(response: ServerResponse, { code, what }: Refusal): void {
    this.#parts.report.dropped(what);
    response.writeHead(code, { connection: 'close' }).end();
  }

  async #take(update: unknown): Promise<number> {
    try {
      await this.#parts.intake.take(update);
      return 200;
    } catch (error) {
      this.#parts.log.warn({ error }, 'an update could not be stored: it will come again');
      return 500;
    }
  }
}

interface Refusal {
  readonly code: number;
  readonly what: string;
}

/**
 * Read by its events, which costs half of what reading it as a stream of chunks does.
 * @returns undefined when it is too long
 */
function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_BODY) chunks.push(chunk);
      else done(undefined);
    });
    request.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
    request.on('error', failed);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
