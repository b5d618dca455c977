/**
 * Calls to a OneBot implementation over WebSockets, and the answers to them, matched by echo. It
 * tells apart what provably was not handed over from what nobody knows.
 */
import type { WebSocket } from 'ws';
import { type BotParts, type Span, seconds, type Timer } from '#kit';
import type { Answer } from './wire.ts';

/** Sending a picture takes NapCat some 10 s on a slow line. */
export const ANSWER_WITHIN = seconds(30);

/** An action of OneBot with its parameters. */
export interface Call {
  readonly action: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** How long to wait for the answer; {@link ANSWER_WITHIN} unless given. */
  readonly within?: Span;
}

export type Called =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Nothing can have come of it. */
  | { readonly kind: 'notHandedOver'; readonly why: string; readonly retryAfterSeconds?: number }
  /** It may have been carried out. */
  | { readonly kind: 'noAnswer'; readonly why: string };

/** One way to make calls. */
export interface Caller {
  call(call: Call): Promise<Called>;
}

interface Waiting {
  readonly end: (called: Called) => void;
  readonly timer: Timer;
}

export class SocketCalls implements Caller {
  readonly #timers: BotParts['timers'];
  readonly #waiting = new Map<string, Waiting>();
  #socket: WebSocket | undefined;
  #count = 0;

  constructor({ timers }: Pick<BotParts, 'timers'>) {
    this.#timers = timers;
  }

  /** From now on calls go over this socket. */
  use(socket: WebSocket): void {
    this.#socket = socket;
  }

  call({ action, params = {}, within = ANSWER_WITHIN }: Call): Promise<Called> {
    const socket = this.#socket;
    if (socket?.readyState !== 1) {
      return Promise.resolve({ kind: 'notHandedOver', why: 'QQ is not connected' });
    }
    this.#count += 1;
    const echo = `q${this.#count}`;
    return new Promise((end) => {
      const late = () => this.#end(echo, { kind: 'noAnswer', why: `${action} was not answered` });
      this.#waiting.set(echo, { end, timer: this.#timers.after(within, late) });
      // Bytes of it may have left even when this fails, so a failure proves nothing.
      socket.send(JSON.stringify({ action, params, echo }), (error) => {
        if (error) this.#end(echo, { kind: 'noAnswer', why: error.message });
      });
    });
  }

  /** @returns false when nobody waits for this answer (any more) */
  answered(answer: Answer): boolean {
    const { echo } = answer;
    if (typeof echo !== 'string' || !this.#waiting.has(echo)) return false;
    this.#end(echo, { kind: 'answered', answer });
    return true;
  }

  /** The connection is over: whoever still waits will never know. */
  end(why: string): void {
    this.#socket = undefined;
    for (const echo of [...this.#waiting.keys()]) this.#end(echo, { kind: 'noAnswer', why });
  }

  #end(echo: string, called: Called): void {
    const waiting = this.#waiting.get(echo);
    if (!waiting) return;
    this.#waiting.delete(echo);
    waiting.timer.cancel();
    waiting.end(called);
  }
}
