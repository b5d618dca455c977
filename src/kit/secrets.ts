/** Codes that nobody may guess, what is kept in their place, and strangers who bring one. */
import type { Instant } from './instant.ts';
import type { Reader } from './store.ts';

export interface Secrets {
  /**
   * Bytes that nobody outside can guess, unlike draws of chance, which are merely fair. Each call
   * gives the same ones, also when an event that was undone is handled again.
   * @param count 1 to 32
   */
  bytes(count: number): Uint8Array;
  /** SHA-256 of a text in hexadecimal: tells a secret again without keeping it. */
  fingerprint(text: string): string;
}

/** Somebody of no community writes in private. */
export interface Visit {
  readonly reader: Reader;
  readonly now: Instant;
  /** What stands behind the command's word. */
  readonly rest: string;
  /** As in {@link Secrets}. */
  fingerprint(text: string): string;
}
