/**
 * Public randomness (公共随机数): a number that a network of strangers signs every few seconds, which
 * nobody can foresee and everybody can check. Here stand the network and its clock; who fetches and
 * verifies is `src/fair-draw`.
 */
import { type Instant, instantOf } from './instant.ts';

/** One network; its parameters never change. */
export interface BeaconChain {
  /** 64 hexadecimal digits by which the network is known. */
  readonly hash: string;
  /** Of the whole network, on G2 of BLS12-381, compressed: 192 hexadecimal digits. */
  readonly publicKey: string;
  /** When round 1 was due, in seconds since 1970. */
  readonly genesisSeconds: number;
  readonly periodSeconds: number;
}

/** drand's network «quicknet» of the League of Entropy: a round every three seconds. */
export const QUICKNET: BeaconChain = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d10' +
    '64510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991e' +
    'f5ece45a',
  genesisSeconds: 1_692_803_367,
  periodSeconds: 3,
};

const MS_PER_SECOND = 1_000;

/** When a round comes out. */
export function timeOfRound(chain: BeaconChain, round: number): Instant {
  return instantOf((chain.genesisSeconds + (round - 1) * chain.periodSeconds) * MS_PER_SECOND);
}

/** The first round that comes out at an instant or after it; 1 before there was any. */
export function roundFrom(chain: BeaconChain, instant: Instant): number {
  const since = instant / MS_PER_SECOND - chain.genesisSeconds;
  return Math.max(1, Math.ceil(since / chain.periodSeconds) + 1);
}

/** What the network has signed for one round. */
export interface Beacon {
  /** SHA-256 of the signature: 64 hexadecimal digits. */
  readonly randomness: string;
  /** On G1, compressed: 96 hexadecimal digits. */
  readonly signature: string;
}

export type BeaconOutcome =
  | { readonly kind: 'beacon'; readonly beacon: Beacon }
  /** No relay gave a number that the network has signed. */
  | { readonly kind: 'none'; readonly why: 'unreachable' | 'notSigned' };
