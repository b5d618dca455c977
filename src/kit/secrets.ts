/** Codes that nobody may guess, and what is kept in their place. */
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
