/** One life of a connection: whether it is still the current one, and why not. */
import { LinkRefusal, type LinkTrouble } from '#kit';

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

/** An error in words, for the log. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
