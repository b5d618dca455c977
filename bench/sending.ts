/**
 * Sends a load over some wire and takes the time until the answers are there: the same measure for
 * every platform.
 */
import { type Figures, percentile } from './contender.ts';
import { isCheckIn, spokenOnWire, type WireLoad } from './wire-load.ts';

/** As the peers were measured. */
const MOST_UNANSWERED = 64;
/** The receiver's own beginnings are over by then. */
const SETTLING_MS = 500;
/** For the last answers, and not for ever. */
const LAST_MS = 10_000;

export interface Wire {
  /** Nothing more should be sent for now; {@link Sending.wake} is called when that is over. */
  readonly isFull: boolean;
  /** Sends message `n` of the load, at once or as soon as the wire takes it. */
  send(n: number): void;
}

export class Sending {
  readonly #wire: Wire;
  readonly #sentAt = new Map<number, number>();
  readonly #waits: number[] = [];
  #lastAnswerAt = 0;
  #wake: (() => void) | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Sends all, waits for the answers and for nothing else. */
  async all({ messages, perSecond }: WireLoad): Promise<Figures> {
    await sleep(SETTLING_MS);
    const started = performance.now();
    for (let n = 0; n < messages; n += 1) {
      if (perSecond > 0) await sleep(started + (n * 1_000) / perSecond - performance.now());
      else if (!(await this.#untilFree())) break;
      if (isCheckIn(n)) this.#sentAt.set(spokenOnWire(n).id, performance.now());
      this.#wire.send(n);
    }
    const end = performance.now() + LAST_MS;
    while (this.#sentAt.size > 0 && performance.now() < end) await sleep(1);
    const warm = this.#waits.slice(Math.floor(this.#waits.length / 3));
    return {
      eventsPerSecond: (messages * 1_000) / (this.#lastAnswerAt - started),
      p50Ms: percentile(warm, 50),
      p99Ms: percentile(warm, 99),
      answers: this.#waits.length,
      unanswered: this.#sentAt.size,
    };
  }

  /** The receiver has answered a check-in; what else it says is not counted. */
  answered(id: number): void {
    const sentAt = this.#sentAt.get(id);
    if (sentAt === undefined) return;
    this.#sentAt.delete(id);
    this.#lastAnswerAt = performance.now();
    this.#waits.push(this.#lastAnswerAt - sentAt);
    this.wake();
  }

  /** There may be room again. */
  wake(): void {
    this.#wake?.();
  }

  /** @returns false when nothing has moved for so long that nothing more will */
  async #untilFree(): Promise<boolean> {
    let isStuck = false;
    while (!isStuck && (this.#sentAt.size >= MOST_UNANSWERED || this.#wire.isFull)) {
      isStuck = await new Promise<boolean>((go) => {
        const timer = setTimeout(() => go(true), LAST_MS);
        this.#wake = () => {
          clearTimeout(timer);
          go(false);
        };
      });
    }
    return !isStuck;
  }
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((go) => setTimeout(go, ms));
}
