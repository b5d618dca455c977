/** Events at a steady pace, and how long each took from being sent to being answered. */
import { once } from 'node:events';
import * as z from 'zod';
import { startWorker } from '../src/start-worker.ts';
import { type Figures, percentile } from './contender.ts';

const beat = z.object({ n: z.number(), sentAt: z.number() });

export interface Pace {
  readonly perSecond: number;
  readonly count: number;
  /** Takes event `n` in; true when it will be answered. */
  take(n: number): boolean;
}

/** Watches which event is answered when. */
export class Stopwatch {
  readonly #sentAt = new Map<number, number>();
  readonly #waits: number[] = [];

  /** Runs the whole pace; answers may come in for two seconds more. */
  async run({ perSecond, count, take }: Pace): Promise<void> {
    const worker = startWorker('../bench/pace/worker', { workerData: { perSecond, count } });
    worker.on('message', (message: unknown) => {
      const { n, sentAt } = beat.parse(message);
      this.#sentAt.set(n, sentAt);
      if (!take(n)) this.#sentAt.delete(n);
    });
    await once(worker, 'exit');
    await new Promise((resume) => setTimeout(resume, 2_000));
  }

  answered(n: number): void {
    const sentAt = this.#sentAt.get(n);
    if (sentAt === undefined) return;
    this.#waits.push(performance.timeOrigin + performance.now() - sentAt);
    this.#sentAt.delete(n);
  }

  /** Milliseconds from event to answer; while code is still being compiled they count apart. */
  figures(): Figures {
    const cold = Math.floor(this.#waits.length / 3);
    const warm = this.#waits.slice(cold);
    return {
      p50Ms: percentile(warm, 50),
      p95Ms: percentile(warm, 95),
      p99Ms: percentile(warm, 99),
      maxMs: percentile(warm, 100),
      coldMaxMs: percentile(this.#waits.slice(0, cold), 100),
      answers: this.#waits.length,
      unanswered: this.#sentAt.size,
    };
  }
}
