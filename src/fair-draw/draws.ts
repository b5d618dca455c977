/** Fair draws as the runtime hands them to features: what takes long is done in a thread. */
import {
  type BeaconChain,
  type FairDraws,
  type Ranked,
  type RankOrder,
  type Span,
  seconds,
} from '#kit';
import { askWorker, type Question } from '../worker-talk.ts';
import { rankList, sha256, ticketsIn } from './hash.ts';
import { askMirror } from './mirror.ts';

/** Where public numbers come from. */
export interface BeaconSource {
  readonly chain: BeaconChain;
  /** Addresses such as `https://api.drand.sh`, the one to be asked first in front. */
  readonly mirrors: readonly string[];
  /** How long one of them may take; 5 seconds unless said. */
  readonly patience?: Span;
}

export type DrawWork =
  | { readonly kind: 'rank'; readonly order: RankOrder }
  | {
      readonly kind: 'verify';
      readonly chain: BeaconChain;
      readonly round: number;
      readonly randomness: string;
      readonly signature: string;
    };

export type DrawAnswer =
  | { readonly kind: 'ranked'; readonly ranked: readonly Ranked[] }
  | { readonly kind: 'verified'; readonly isSigned: boolean };

export const drawQuestion: Question<DrawWork, DrawAnswer> = { worker: 'fair-draw/worker' };

/** A mirror that takes longer is as good as down. */
const PATIENCE = seconds(5);
/** A list of so many characters is read at once; it holds at most 1,000 entrants. */
const LONGEST_AT_ONCE = 26_000;
/** So many tickets are ranked in 5 ms; a thread takes longer. */
const MOST_AT_ONCE = 1_000;

/** @param source absent: no public numbers here, and draws are commit and reveal only */
export function fairDraws(source?: BeaconSource): FairDraws {
  return {
    chain: source && source.mirrors.length > 0 ? source.chain : undefined,
    hash: sha256,
    beacon: (round) => fetchBeacon(source, round),
    rank: rankBeside,
  };
}

async function rankBeside(order: RankOrder): Promise<readonly Ranked[]> {
  if (isShort(order.list)) return rankList(order);
  const answer = await askWorker({ question: drawQuestion, asked: { kind: 'rank', order } });
  if (answer.kind !== 'ranked') throw new Error('the worker has answered another question');
  return answer.ranked;
}

/** Each ticket is a hash: it is they that take time, not the entrants. */
function isShort(list: string): boolean {
  return list.length <= LONGEST_AT_ONCE && ticketsIn(list) <= MOST_AT_ONCE;
}

async function fetchBeacon(
  source: BeaconSource | undefined,
  round: number,
): ReturnType<FairDraws['beacon']> {
  let why: 'unreachable' | 'notSigned' = 'unreachable';
  for (const mirror of source?.mirrors ?? []) {
    if (!source) break;
    const beacon = await askMirror(mirror, { patience: PATIENCE, ...source, round });
    if (!beacon) continue;
    const asked = { kind: 'verify', chain: source.chain, round, ...beacon } as const;
    const answer = await askWorker({ question: drawQuestion, asked });
    if (answer.kind === 'verified' && answer.isSigned) return { kind: 'beacon', beacon };
    why = 'notSigned';
  }
  return { kind: 'none', why };
}
