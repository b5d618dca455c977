/**
 * Our own loop of getUpdates. Telegram forgets what lies below the offset, so the offset moves only
 * behind what is stored: an update that could not be stored is delivered again.
 */
import * as z from 'zod';
import { type LinkReport, type Log, type Span, seconds, type Timers } from '#kit';
import type { Api, Failure } from './api.ts';
import type { Intake } from './intake.ts';
import { ALLOWED_UPDATES, updateNumber } from './wire.ts';

/** Telegram keeps a question open for so long when nothing happens. */
const HOLDING_SECONDS = 50;
/** A question that has no answer by then never gets one: the line is dead. */
const DEAF: Span = seconds(90);
/** Some servers do not hold a question; they are not asked without end. */
const IDLE: Span = seconds(0.1);
const SHORTEST_WAIT_SECONDS = 1;
/** Told to ask nothing for longer, the bot is deaf and must not seem to be there. */
const LONGEST_UNTOLD_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 30;

export interface PollParts {
  readonly api: Api;
  readonly intake: Intake;
  readonly report: LinkReport;
  readonly timers: Timers;
  readonly log: Log;
  /** Telegram wants no question for so many seconds, whoever asks; the connection is over. */
  readonly onLongWait: (seconds: number) => void;
}

type Taken = 'all' | 'some';

export class Poll {
  readonly #parts: PollParts;
  readonly #ending = new AbortController();
  /** The first update that is not stored yet; undefined is whatever Telegram has kept. */
  #offset: number | undefined;
  #waitSeconds = SHORTEST_WAIT_SECONDS;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: PollParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run().catch((error: unknown) => {
      this.#parts.log.error({ error }, 'polling failed');
      this.#parts.report.lost({ kind: 'outage', why: 'polling failed' });
    });
  }

  /** Ends the open question; what was taken before is still stored, and nothing is confirmed. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  get #isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  async #run(): Promise<void> {
    // Answered at once, so that a quiet bot, too, is known to be heard.
    let holding = 0;
    while (!this.#isOver) {
      const answer = await this.#ask(holding);
      if (this.#isOver) return;
      if (answer.kind === 'done') {
        this.#parts.report.heard();
        await this.#takeAll(answer.result, holding);
      } else if (!(await this.#outlasts(answer))) {
        return;
      }
      holding = HOLDING_SECONDS;
    }
  }

  #ask(timeout: number) {
    return this.#parts.api.call({
      method: 'getUpdates',
      payload: { offset: this.#offset, timeout, limit: 100, allowed_updates: ALLOWED_UPDATES },
      result: z.array(z.unknown()),
      within: DEAF,
      signal: this.#ending.signal,
    });
  }

  async #takeAll(updates: readonly unknown[], holding: number): Promise<void> {
    // All before it is confirmed by now. After a quiet week Telegram numbers anew, perhaps lower.
    if (updates.length === 0) this.#offset = undefined;
    if (updates.length === 0 && holding > 0) return this.#pause(IDLE);
    if (updates.length === 0 || (await this.#take(updates)) === 'all') {
      this.#waitSeconds = SHORTEST_WAIT_SECONDS;
      return;
    }
    await this.#pause(seconds(this.#waitSeconds));
    this.#waitSeconds = Math.min(this.#waitSeconds * 2, LONGEST_WAIT_SECONDS);
  }

  /** Moves the offset up to the first update that is not stored. */
  async #take(updates: readonly unknown[]): Promise<Taken> {
    const { intake, report } = this.#parts;
    const taking = updates.map((update) => intake.take(update));
    report.hurry();
    const taken = await Promise.allSettled(taking);
    const before = this.#offset;
    for (const [index, { status }] of taken.entries()) {
      const number = updateNumber(updates[index]);
      if (status === 'rejected') return 'some';
      if (number !== undefined) this.#offset = Math.max(this.#offset ?? number, number + 1);
    }
    // Nothing in it had a number: asked again at once, it would be the same for ever.
    return this.#offset === before ? 'some' : 'all';
  }

  /** @returns false when the connection is over */
  async #outlasts(answer: Failure): Promise<boolean> {
    const { report, onLongWait } = this.#parts;
    if (answer.kind === 'wait' && answer.seconds <= LONGEST_UNTOLD_SECONDS) {
      report.heard();
      await this.#pause(seconds(answer.seconds));
      return true;
    }
    const { why } = answer;
    if (answer.kind === 'wait') onLongWait(answer.seconds);
    const code = answer.kind === 'refused' ? answer.code : undefined;
    report.lost({ kind: kindOf(code), why });
    return false;
  }

  async #pause(span: Span): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) return;
    await new Promise<void>((go) => {
      const end = () => {
        timer.cancel();
        signal.removeEventListener('abort', end);
        go();
      };
      const timer = this.#parts.timers.after(span, end);
      signal.addEventListener('abort', end);
    });
  }
}

/** What a refusal by an HTTP code says of the account. */
export function kindOf(code: number | undefined): 'outage' | 'credentials' | 'rival' {
  if (code === 409) return 'rival';
  return code === 401 || code === 404 ? 'credentials' : 'outage';
}
