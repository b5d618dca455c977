/**
 * Words of people in receipts: hashed with a secret, so that they can be taken out later without
 * breaking the receipt, and nobody can guess them from the hash.
 */
import { canonicalJson, type DrawRecord, type DrawTerms } from '#kit';
import type { LotteryOf } from './store/lotteries.ts';

/** SHA-256 of a text in hexadecimal. */
type Hash = (text: string) => string;

export function sealedTerms(hash: Hash, { nonce, terms }: LotteryOf): DrawTerms {
  return {
    nonce: hash(`${nonce} terms`),
    prizes: terms.prizes.map(({ name }) => name),
    title: terms.title,
  };
}

interface SealedReason {
  readonly words: NonNullable<DrawRecord['words']>;
  readonly reason: string;
}

/** @param number of the record */
export function sealedReason(
  hash: Hash,
  { nonce }: Pick<LotteryOf, 'nonce'>,
  { number, text }: { readonly number: number; readonly text: string },
): SealedReason {
  const words = { nonce: hash(`${nonce} record ${number}`), text };
  return { words, reason: hash(canonicalJson(words)) };
}
