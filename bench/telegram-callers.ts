/**
 * The connections by which Telegram calls a webhook: as many as it was told, else 40. They stay
 * open, and each carries one update at a time. They are bare sockets, so that the side that sends
 * costs less than what it measures.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

export interface Webhook {
  readonly url: string;
  readonly secret: string;
  /** How many updates it takes at once. */
  readonly connections: number;
}

export class Callers {
  readonly #webhook: Webhook;
  readonly #onFree: () => void;
  /** Those that were used longest ago come first, or the receiver would close them as idle. */
  readonly #free: Socket[] = [];
  readonly #waiting: string[] = [];
  readonly #all: Socket[] = [];

  private constructor(webhook: Webhook, onFree: () => void) {
    this.#webhook = webhook;
    this.#onFree = onFree;
  }

  /** @param onFree is told whenever an update was taken */
  static async open(webhook: Webhook, onFree: () => void): Promise<Callers> {
    const callers = new Callers(webhook, onFree);
    for (let count = 0; count < webhook.connections; count += 1) await callers.#connect();
    return callers;
  }

  get isFull(): boolean {
    return this.#free.length === 0;
  }

  /** Delivers an update, as soon as a connection is free. */
  deliver(update: string): void {
    const socket = this.#free.shift();
    if (socket) socket.write(this.#requestOf(update));
    else this.#waiting.push(update);
  }

  /** Resolves when all that was delivered has been taken. */
  async idle(): Promise<void> {
    while (this.#free.length < this.#all.length) await new Promise((go) => setTimeout(go, 1));
  }

  close(): void {
    for (const socket of this.#all) socket.destroy();
  }

  async #connect(): Promise<void> {
    const { hostname, port } = new URL(this.#webhook.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    let answer = '';
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
      if (!isWhole(answer)) return;
      answer = '';
      this.#taken(socket);
    });
    socket.on('end', () => fail('the receiver closed a connection'));
    this.#all.push(socket);
    this.#free.push(socket);
  }

  #taken(socket: Socket): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      socket.write(this.#requestOf(next));
      return;
    }
    this.#free.push(socket);
    this.#onFree();
  }

  #requestOf(update: string): string {
    const { host, pathname } = new URL(this.#webhook.url);
    return [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: keep-alive',
      'Content-Type: application/json',
      'Accept-Encoding: gzip, deflate',
      `X-Telegram-Bot-Api-Secret-Token: ${this.#webhook.secret}`,
      `Content-Length: ${Buffer.byteLength(update)}`,
      '',
      update,
    ].join('\r\n');
  }
}

/** Whether an answer is there with its body. @throws Error when the update was not taken */
function isWhole(answer: string): boolean {
  const head = answer.indexOf(END_OF_HEAD);
  if (head < 0) return false;
  if (!answer.startsWith('HTTP/1.1 200 ')) fail(answer);
  const [, length] = /^content-length: (\d+)\r?$/im.exec(answer) ?? [];
  if (length === undefined) fail(`of unknown length: ${answer}`);
  return answer.length >= head + END_OF_HEAD.length + Number(length);
}

function fail(why: string): never {
  throw new Error(`an update was not taken: ${why}`);
}
