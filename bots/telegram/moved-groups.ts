/**
 * Groups that became supergroups and got another id by it. Telegram delivers some of what was said
 * before under the old id, perhaps after a restart: it belongs to the same group.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { type PlatformId, parsePlatformId } from '#kit';
import { Notebook } from './notebook.ts';

export class MovedGroups {
  readonly #book: Notebook<Readonly<Record<string, string>>>;

  constructor(folder: string) {
    const schema = z.record(z.string(), z.string());
    this.#book = new Notebook({ file: join(folder, 'moved-groups.json'), schema, empty: {} });
  }

  /** The id that a group has now. */
  current(group: PlatformId): PlatformId {
    const to = this.#book.held[group];
    return (to === undefined ? undefined : parsePlatformId(to)) ?? group;
  }

  /**
   * Written down before anybody else hears of it.
   * @throws Error of the system when it cannot be written
   */
  note(from: PlatformId, to: PlatformId): void {
    if (this.#book.held[from] === to) return;
    this.#book.keep({ ...this.#book.held, [from]: to });
  }
}
