/**
 * Secrets of an event, from a key that only this run knows. Chance is fair but can be foreseen by
 * whoever has seen enough draws; an HMAC cannot.
 */
import { createHmac, hash } from 'node:crypto';
import type { Secrets } from '#kit';

const MOST_BYTES = 32;

/**
 * @param key at least 128 bits that nobody outside knows
 * @param purpose names the event and who asks
 */
export function secretsFor(key: string, purpose: string): Secrets {
  return {
    bytes(count) {
      if (count < 1 || count > MOST_BYTES) throw new RangeError(`${count} bytes are not 1 to 32`);
      return createHmac('sha256', key).update(purpose).digest().subarray(0, count);
    },
    fingerprint,
  };
}

/** SHA-256 of a text in hexadecimal. */
export function fingerprint(text: string): string {
  return hash('sha256', text, 'hex');
}
