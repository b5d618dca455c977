/** What an implementation says by itself while an account is examined; nothing is handed in. */
import type { BotParts, Span } from '#kit';
import type { SocketCalls } from './calls.ts';
import { troubleOfClose } from './forward.ts';
import { readFrame } from './wire.ts';

export interface Overheard {
  readonly hasHeartbeat: boolean;
  /** Messages come as one string with codes, not as a list of segments. */
  readonly hasCodedMessages: boolean;
}

export class Overhearing {
  readonly #calls: SocketCalls;
  readonly #parts: Pick<BotParts, 'timers'>;
  #heard: Overheard = { hasHeartbeat: false, hasCodedMessages: false };
  #isRefused = false;
  #wake: (() => void) | undefined;

  constructor(calls: SocketCalls, parts: Pick<BotParts, 'timers'>) {
    this.#calls = calls;
    this.#parts = parts;
  }

  /** The token was refused after the connection was open. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** The connection was ended with this code. */
  takeClose(code: number): void {
    this.#isRefused ||= troubleOfClose(code).kind === 'credentials';
    this.#calls.end(troubleOfClose(code).why);
    this.#wake?.();
  }

  take(text: string): void {
    const frame = readFrame(text);
    if (frame.kind === 'answer' && !this.#calls.answered(frame.answer)) {
      this.#isRefused ||= [1401, 1403].includes(frame.answer.retcode);
    }
    if (frame.kind !== 'event') return;
    const { event } = frame;
    const isBeat = event.post_type === 'meta_event' && event.meta_event_type === 'heartbeat';
    const isCoded = event.post_type === 'message' && /"message"\s*:\s*"/.test(text);
    this.#heard = {
      hasHeartbeat: this.#heard.hasHeartbeat || isBeat,
      hasCodedMessages: this.#heard.hasCodedMessages || isCoded,
    };
    if (isBeat) this.#wake?.();
  }

  /** Listens for so long; no longer than until a heartbeat was heard. */
  async within(span: Span): Promise<Overheard> {
    if (!this.#heard.hasHeartbeat && !this.#isRefused) {
      await new Promise<void>((go) => {
        const timer = this.#parts.timers.after(span, go);
        this.#wake = () => {
          timer.cancel();
          go();
        };
      });
    }
    return this.#heard;
  }
}
