/**
 * Draws that never took place, with receipts as the bot writes them, and forgeries of them: what
 * verifiers are tried on.
 */
import {
  type BeaconChain,
  canonicalJson,
  type DrawReceipt,
  type Random,
  type Ranked,
  singlePrizes,
} from '#kit';
import { rank, sha256 } from '../../src/fair-draw/hash.ts';

export interface DrawWish {
  readonly chance: Random;
  readonly entrants: number;
  readonly prizes: number;
  readonly isWeighted: boolean;
  /** A round that its network has signed. */
  readonly beacon?: {
    readonly chain: BeaconChain;
    readonly round: number;
    readonly signature: string;
    readonly randomness: string;
  };
}

const DIGITS = [...'0123456789abcdef'];
/** Of a hundred entrants so many could not win any more; of the winners so many did not claim. */
const PASSED_PERCENT = 3;
const FORFEITED_PERCENT = 10;

export function hexOf(chance: Random, digits: number): string {
  return Array.from({ length: digits }, () => chance.pick(DIGITS)).join('');
}

/** A receipt with records of every kind, sound from end to end. */
export function madeUpReceipt({ chance, ...wish }: DrawWish): DrawReceipt {
  const seed = hexOf(chance, 64);
  const entrants = entrantsOf({ chance, ...wish });
  const prizes = Array.from({ length: wish.prizes }, () => chance.int(1, 3));
  const terms = {
    nonce: hexOf(chance, 64),
    prizes: prizes.map((_, index) => `奖品 ${index + 1} "\\\u0007é😀`),
    title: '周末抽奖 \u2028',
  };
  const { beacon } = wish;
  const list = {
    beacon: beacon ? { chain: beacon.chain.hash, round: beacon.round } : null,
    commitment: sha256(seed),
    entrants,
    format: 'qunli-draw/1' as const,
    lottery: `c${chance.int(1, 99)}-${chance.int(1, 999)}`,
    prizes,
    terms: sha256(canonicalJson(terms)),
  };
  const randomness = beacon?.randomness;
  const ranking = rank({ entrants, seed, randomness, count: entrants.length });
  return {
    beacon: beacon ? { randomness: beacon.randomness, signature: beacon.signature } : null,
    list,
    listHash: sha256(canonicalJson(list)),
    seed,
    terms,
    ...handOut({ chance, ranking, prizes: singlePrizes(prizes) }),
  };
}

function entrantsOf({ chance, entrants, isWeighted }: DrawWish): [string, number][] {
  const codes = new Set<string>();
  while (codes.size < entrants) codes.add(hexOf(chance, 20));
  const tickets = () => (isWeighted ? chance.int(1, 5) : 1);
  return [...codes].sort().map((code) => [code, tickets()]);
}

interface Given {
  readonly chance: Random;
  readonly ranking: readonly Ranked[];
  readonly prizes: readonly number[];
}

function handOut({ chance, ranking, prizes }: Given): Pick<DrawReceipt, 'records' | 'winners'> {
  const records: DrawReceipt['records'] = [];
  const winners: DrawReceipt['winners'] = [];
  const note = (entrant: string, kind: 'passed' | 'forfeited' | 'redrawn', refill: boolean) => {
    const words = { nonce: hexOf(chance, 64), text: '超时未领' };
    const reason = sha256(canonicalJson(words));
    records.push({ entrant, kind, number: records.length + 1, reason, refill, words });
  };
  const open = [...prizes];
  for (const { entrant, ticket } of ranking) {
    const prize = open[winners.length];
    if (prize === undefined) break;
    if (chance.int(1, 100) <= PASSED_PERCENT) {
      note(entrant, 'passed', false);
      continue;
    }
    winners.push({ entrant, prize, ticket });
    if (chance.int(1, 100) > FORFEITED_PERCENT) continue;
    const refill = chance.int(0, 2) > 0;
    note(entrant, chance.pick(['forfeited', 'redrawn']), refill);
    if (refill) open.push(prize);
  }
  return { records, winners };
}
