/** Fair draws (公平开奖) as a feature asks for them: hashes, the public number, and the ranking. */
import type { BeaconChain, BeaconOutcome } from './beacon.ts';

export interface RankOrder {
  /** The frozen list as canonical JSON; whoever ranks reads it, so that nobody else need. */
  readonly list: string;
  /** 64 hexadecimal digits. */
  readonly seed: string;
  /** What the network has signed, where the draw mixes it in. */
  readonly randomness: string | undefined;
  /** How many of the first are wanted. */
  readonly count: number;
}

/** An entrant with the ticket that stands first of all of theirs. */
export interface Ranked {
  readonly entrant: string;
  /** Counted from 1. */
  readonly ticket: number;
}

export interface FairDraws {
  /** The network whose numbers are mixed in; undefined: there is none here. */
  readonly chain: BeaconChain | undefined;
  /** SHA-256 of a text as UTF-8, in hexadecimal. */
  hash(text: string): string;
  /** Fetches the public number of a round and checks its signature. Does not fail. */
  beacon(round: number): Promise<BeaconOutcome>;
  /** The first of the ranking; beside the answers, not before them. */
  rank(order: RankOrder): Promise<readonly Ranked[]>;
}
