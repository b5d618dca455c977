/**
 * Whether a network has signed a round: BLS12-381, signatures on G1, unchained, as drand's scheme
 * `bls-unchained-g1-rfc9380`. The library is loaded when it is used: it takes 40 ms and memory,
 * and most bots never draw a lottery (docs/decisions/015-fair-draws.md).
 */
import type { Beacon, BeaconChain } from '#kit';
import { sha256OfHex } from './hash.ts';

/** The suite of RFC 9380 by which the network hashes a round to a point. */
const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const BYTES_OF_ROUND = 8;

/** Tens of milliseconds of work; not for the thread that answers. */
export async function isSigned(
  chain: BeaconChain,
  round: number,
  { randomness, signature }: Beacon,
): Promise<boolean> {
  if (sha256OfHex(signature) !== randomness) return false;
  const { bls12_381 } = await import('@noble/curves/bls12-381.js');
  const { shortSignatures: bls } = bls12_381;
  try {
    const message = bls.hash(Buffer.from(messageOf(round), 'hex'), DOMAIN);
    return bls.verify(bytes(signature), message, bytes(chain.publicKey));
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}

/** What the network signs: SHA-256 of the round as eight bytes, the highest first. */
export function messageOf(round: number): string {
  const counted = Buffer.alloc(BYTES_OF_ROUND);
  counted.writeBigUInt64BE(BigInt(round));
  return sha256OfHex(counted.toString('hex'));
}

function bytes(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
