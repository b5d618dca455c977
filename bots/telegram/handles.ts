/**
 * Public names (`@alice`) of those who were heard lately. Telegram tells which name was written but
 * not whose it is. It is kept in memory alone, and a name counts for whoever bore it last.
 */
import type { PlatformId } from '#kit';
import type { User } from './wire.ts';

/** Some 5 MB when full; then the oldest half is forgotten. */
const MOST_KEPT = 20_000;

export class Handles {
  readonly #accounts = new Map<string, PlatformId>();
  readonly #handles = new Map<PlatformId, string>();

  /** Somebody was heard, by this name or without one. */
  note({ id, username: handle }: User): void {
    const now = handle?.toLowerCase();
    const before = this.#handles.get(id);
    if (now === before) return;
    if (before !== undefined && this.#accounts.get(before) === id) this.#accounts.delete(before);
    this.#handles.delete(id);
    if (now === undefined) return;
    const former = this.#accounts.get(now);
    if (former !== undefined) this.#handles.delete(former);
    this.#accounts.set(now, id);
    this.#handles.set(id, now);
    if (this.#accounts.size > MOST_KEPT) this.#forgetHalf();
  }

  /** @param handle without `@`, in lower case */
  accountOf(handle: string): PlatformId | undefined {
    return this.#accounts.get(handle);
  }

  /** Somebody was forgotten. */
  forget(id: PlatformId): void {
    const handle = this.#handles.get(id);
    if (handle !== undefined) this.#accounts.delete(handle);
    this.#handles.delete(id);
  }

  #forgetHalf(): void {
    const old = [...this.#accounts].slice(0, MOST_KEPT / 2);
    for (const [handle, id] of old) {
      this.#accounts.delete(handle);
      this.#handles.delete(id);
    }
  }
}
