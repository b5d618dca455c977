/**
 * Draws that never took place, with receipts as the bot writes them, and forgeries of them: what
 * verifiers are tried on.
 */
import {
  type BeaconChain,
  canonicalJson,
  DRAW_REASONS,
  type DrawReason,
  type DrawReceipt,
  type Random,
  type Ranked,
  singlePrizes,
  timeOfRound,
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
/** Of a hundred entrants so many could not win any more. */
const PASSED_PERCENT = 3;
/** Of the winners so many were removed from the group, and so many lost their prize. */
const REMOVED_PERCENT = 5;
const FORFEITED_PERCENT = 10;
/** When draws without a public number took place. */
const ONCE = 1_772_000_000_000;
const BEFORE_NUMBER_MS = 60_000;

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
    ...handOut({ chance, ranking, prizes: singlePrizes(prizes), out: outOf(beacon) }),
  };
}

function entrantsOf({ chance, entrants, isWeighted }: DrawWish): [string, number][] {
  const codes = new Set<string>();
  while (codes.size < entrants) codes.add(hexOf(chance, 20));
  const tickets = () => (isWeighted ? chance.int(1, 5) : 1);
  return [...codes].sort().map((code) => [code, tickets()]);
}

function outOf(beacon: DrawWish['beacon']): number | undefined {
  return beacon && timeOfRound(beacon.chain, beacon.round);
}

interface Given {
  readonly chance: Random;
  readonly ranking: readonly Ranked[];
  readonly prizes: readonly number[];
  /** When the public number came out. */
  readonly out: number | undefined;
}

/** A record as the bot writes it. */
export function madeUpRecord(
  chance: Random,
  about: {
    readonly entrant: string;
    readonly why: DrawReason;
    readonly number: number;
    at: number;
  },
): DrawReceipt['records'][number] {
  const { isWorded, ...due } = DRAW_REASONS[about.why];
  const words = isWorded ? { nonce: hexOf(chance, 64), text: '重复参加 "\\\u0007é😀' } : null;
  const reason = words && sha256(canonicalJson(words));
  return { ...about, ...due, reason, words };
}

function handOut({
  chance,
  ranking,
  prizes,
  out,
}: Given): Pick<DrawReceipt, 'records' | 'winners'> {
  const records: DrawReceipt['records'] = [];
  const winners: DrawReceipt['winners'] = [];
  const drawn = out ?? ONCE;
  const note = (entrant: string, why: DrawReason) => {
    const at = why === 'disqualified' ? drawn - BEFORE_NUMBER_MS : drawn + chance.int(0, 9_999);
    const record = madeUpRecord(chance, { entrant, why, at, number: records.length + 1 });
    records.push(record);
    return record;
  };
  const open = [...prizes];
  for (const { entrant, ticket } of ranking) {
    const prize = open[winners.length];
    if (prize === undefined) break;
    const whys = fateOf(chance, out !== undefined);
    const isPassed = whys.some((why) => DRAW_REASONS[why].kind === 'passed');
    if (!isPassed) winners.push({ entrant, prize, ticket });
    for (const why of whys) if (note(entrant, why).refill) open.push(prize);
  }
  return { records, winners };
}

/** What becomes of somebody whose turn it is; mostly nothing but a prize. */
function fateOf(chance: Random, isWithNumber: boolean): readonly DrawReason[] {
  const passes = ['forgotten', 'left', 'same', 'disqualified'] as const;
  if (chance.int(1, 100) <= PASSED_PERCENT) {
    return [chance.pick(isWithNumber ? passes : passes.slice(0, -1))];
  }
  const isRemoved = chance.int(1, 100) <= REMOVED_PERCENT;
  const kept: readonly DrawReason[] = isRemoved ? ['removed'] : [];
  if (chance.int(1, 100) > FORFEITED_PERCENT) return kept;
  return [...kept, chance.pick<DrawReason>([isRemoved ? 'lapsed' : 'unclaimed', 'takenBack'])];
}
