/** Starts a WeChat gateway in a process of its own, drives it, and hears what the bot did to it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';

const told = z.looseObject({ did: z.string().optional(), done: z.string().optional() });
export type Told = z.output<typeof told>;

/** A code of gRPC, a reply that never comes, or the death of the gateway. */
type Trouble = number | 'silence' | 'die';
/** Whether the group has it by then. */
export type TextFault = { readonly before: Trouble } | { readonly after: Trouble };

export interface GatewayOptions {
  readonly port: number;
  readonly token: string;
  /** Files of a certificate and its key; without them nothing is encrypted. */
  readonly cert?: string;
  readonly key?: string;
  /** Makes all ids of the sort that changes at a login, and differ by this. */
  readonly ids?: string;
  /** Groups beside its own, by id. */
  readonly groups?: readonly string[];
  /** What goes wrong with the first text to a group. */
  readonly faults?: Readonly<Record<string, TextFault>>;
  /** How long each text takes beyond being done. */
  readonly replyMs?: number;
}

export class PretendGateway {
  readonly told: Told[] = [];
  /** Called with everything that it tells. */
  onTold: ((told: Told) => void) | undefined;
  /** Called when its process has ended by itself. */
  onDeath: (() => void) | undefined;
  readonly #child: ChildProcess;
  #isWanted = true;
  #waiting: (() => void)[] = [];
  #isGone = false;

  constructor(options: GatewayOptions) {
    const { port, ...given } = options;
    const argument = JSON.stringify({ ...given, endpoint: `127.0.0.1:${port}` });
    const file = join(import.meta.dirname, 'fixtures/wechat/gateway.mjs');
    this.#child = fork(file, [argument], { stdio: 'ignore', execArgv: [] });
    this.#child.on('message', (message) => {
      const one = told.parse(message);
      this.told.push(one);
      this.onTold?.(one);
      this.#look();
    });
    this.#child.on('exit', () => {
      this.#isGone = true;
      this.#look();
      if (this.#isWanted) this.onDeath?.();
    });
  }

  /** Resolves when the gateway has done it. */
  async order(order: string, given: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const before = this.told.length;
    this.#child.send({ order, ...given });
    await this.until(({ done }) => done === order, before);
  }

  /**
   * The first thing that it tells, from a place in the list on, that is so.
   * @throws when its process has ended, for then it tells nothing more
   */
  async until(isSo: (told: Told) => boolean, from = 0): Promise<Told> {
    for (;;) {
      const found = this.told.slice(from).find(isSo);
      if (found) return found;
      if (this.#isGone) throw new Error('the gateway has ended');
      await new Promise<void>((look) => this.#waiting.push(look));
    }
  }

  /** All texts that the bot had it send. */
  get texts(): readonly unknown[] {
    return this.told.filter(({ did }) => did === 'text').map(({ text }) => text);
  }

  count(what: string): number {
    return this.told.filter(({ did }) => did === what).length;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  #look(): void {
    for (const look of this.#waiting.splice(0)) look();
  }

  async end(): Promise<void> {
    this.#isWanted = false;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
