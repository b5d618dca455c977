/**
 * A small file in the bot account's own folder: what must outlive a restart and belongs to nobody
 * but this platform. It is written whole and put in place at once; one that cannot be read counts
 * as empty.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';

export interface NotebookParts<T> {
  readonly file: string;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
}

export class Notebook<T> {
  readonly #file: string;
  #held: T;

  constructor({ file, schema, empty }: NotebookParts<T>) {
    this.#file = file;
    this.#held = schema.safeParse(contentOf(file)).data ?? empty;
  }

  get held(): T {
    return this.#held;
  }

  /** @throws Error of the system when the file cannot be written; the old one stays then */
  keep(held: T): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, JSON.stringify(held));
    renameSync(fresh, this.#file);
    this.#held = held;
  }
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
