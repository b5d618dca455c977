/**
 * What a button carries: Telegram allows 64 bytes. A longer choice is written down under a short
 * name before its button is sent, so that it can still be pressed after a restart.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { PlatformId } from '#kit';
import { Notebook } from './notebook.ts';

const MOST_BYTES = 64;
/** Long choices that are remembered; the oldest are forgotten, some 100 bytes each. */
const MOST_KEPT = 2_000;
/** No choice of a feature begins so. */
const SHORT = '#';

export class ChoiceIds {
  readonly #book: Notebook<readonly (readonly [short: string, long: string])[]>;

  constructor(folder: string) {
    const schema = z.array(z.tuple([z.string(), z.string()]));
    this.#book = new Notebook({ file: join(folder, 'choices.json'), schema, empty: [] });
  }

  /** @throws Error of the system when a long one cannot be written down */
  dataOf(choice: string): string {
    if (Buffer.byteLength(choice) <= MOST_BYTES && !choice.startsWith(SHORT)) return choice;
    const short = `${SHORT}${hash('sha256', choice, 'base64url')}`;
    const others = this.#book.held.filter(([name]) => name !== short);
    if (others.length === this.#book.held.length) {
      this.#book.keep([...others.slice(1 - MOST_KEPT), [short, choice]]);
    }
    return short;
  }

  /**
   * Whoever was forgotten stands in no choice any more.
   * @throws Error of the system when that cannot be written down
   */
  forget(ids: readonly PlatformId[]): void {
    const { held } = this.#book;
    const others = held.filter(([, choice]) => !ids.some((id) => choice.includes(id)));
    if (others.length < held.length) this.#book.keep(others);
  }

  /** @returns undefined for a long choice that is forgotten */
  choiceOf(data: string): string | undefined {
    if (!data.startsWith(SHORT)) return data;
    return this.#book.held.find(([short]) => short === data)?.[1];
  }
}
