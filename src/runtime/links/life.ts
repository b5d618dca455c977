/** One life of a connection: whether it is still the current one, why not, and how one waits. */
import { LinkRefusal, type LinkTrouble, type Span, type Timers } from '#kit';

/** Whether a connection is still the current one, and why not. */
export class Life {
  #end: (() => void) | undefined;
  #isOver = false;
  trouble: LinkTrouble | undefined;
  readonly over: Promise<undefined> = new Promise((done) => {
    this.#end = () => done(undefined);
  });

  get isOver(): boolean {
    return this.#isOver;
  }

  end(trouble: LinkTrouble | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.trouble = trouble;
    this.#end?.();
  }
}

/** What an error says of the link. */
export function troubleOf(error: unknown): LinkTrouble {
  if (!(error instanceof LinkRefusal)) return { kind: 'outage', why: wordsOf(error) };
  const { kind, message: why, details } = error;
  return details === undefined ? { kind, why } : { kind, why, details };
}

/** What it says of a link that was silent and was asked; a refusal says enough by itself. */
export function silenceOf(error: unknown): LinkTrouble {
  const trouble = troubleOf(error);
  return trouble.kind === 'outage'
    ? { ...trouble, why: `it fell silent: ${trouble.why}` }
    : trouble;
}

/** An error in words, for the log. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws Error when the work takes longer than `span`; it goes on unseen */
export function inTime<T>(timers: Timers, span: Span, work: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const late = () => fail(new Error(`no answer within ${span / 1_000} s`));
    const timer = timers.after(span, late);
    work.then(done, fail).finally(() => timer.cancel());
  });
}
