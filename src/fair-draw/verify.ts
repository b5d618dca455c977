/**
 * Checks a receipt (开奖凭证) from end to end: the promises, the list, the public number, the ranking
 * and every record. `docs/FAIR-DRAW.md` says the same in words.
 */
import {
  type BeaconChain,
  canonicalJson,
  type DrawReceipt,
  drawReceipt,
  QUICKNET,
  singlePrizes,
} from '#kit';
import { rank, sha256 } from './hash.ts';
import { isSigned } from './signature.ts';

/** What somebody noted when the group was told; each must be what the receipt says. */
export interface Announced {
  readonly commitment?: string | undefined;
  readonly listHash?: string | undefined;
}

export type Verdict =
  | { readonly kind: 'valid'; readonly receipt: DrawReceipt }
  | { readonly kind: 'refused'; readonly why: string };

export interface Checking {
  readonly announced?: Announced;
  /** Networks whose numbers count. */
  readonly chains?: readonly BeaconChain[];
}

/** @param text the receipt as it was sent or exported; a line break at its end does not matter */
export async function verifyReceipt(text: string, checking: Checking = {}): Promise<Verdict> {
  const receipt = read(text);
  if (receipt === undefined) return refused('this is no receipt of the format qunli-draw/1');
  if (canonicalJson(receipt) !== text.trimEnd()) return refused('it is not canonical JSON');
  const why =
    promiseBroken(receipt, checking.announced ?? {}) ??
    listWrong(receipt) ??
    (await beaconWrong(receipt, checking.chains ?? [QUICKNET])) ??
    recordsWrong(receipt) ??
    winnersWrong(receipt);
  return why === undefined ? { kind: 'valid', receipt } : refused(why);
}

function refused(why: string): Verdict {
  return { kind: 'refused', why };
}

function read(text: string): DrawReceipt | undefined {
  try {
    return drawReceipt.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What was fixed when the lottery began. */
function promiseBroken(
  { seed, list, listHash, terms }: DrawReceipt,
  { commitment = list.commitment, listHash: announcedList = listHash }: Announced,
): string | undefined {
  if (sha256(seed) !== list.commitment) return 'the seed is not the one that was promised';
  if (list.commitment !== commitment) return 'another seed was promised in the group';
  if (listHash !== announcedList) return 'another list was announced in the group';
  if (terms === null) return undefined;
  if (terms.prizes.length !== list.prizes.length) return 'the terms have other prizes';
  return sha256(canonicalJson(terms)) === list.terms ? undefined : 'the terms were changed';
}

function listWrong({ list, listHash }: DrawReceipt): string | undefined {
  if (sha256(canonicalJson(list)) !== listHash) return 'the list is not the one that was frozen';
  const isSorted = list.entrants.every(
    ([code], index) => index === 0 || (list.entrants[index - 1]?.[0] ?? '') < code,
  );
  return isSorted ? undefined : 'the list is not sorted, or holds somebody twice';
}

async function beaconWrong(
  { list, beacon }: DrawReceipt,
  chains: readonly BeaconChain[],
): Promise<string | undefined> {
  if (list.beacon === null && beacon === null) return undefined;
  if (list.beacon === null) return 'a public number was mixed in that was not announced';
  if (beacon === null) return 'the public number that was announced is missing';
  const { chain: hash, round } = list.beacon;
  const chain = chains.find((known) => known.hash === hash);
  if (!chain) return 'the public number is of an unknown network';
  const isGenuine = await isSigned(chain, round, beacon);
  return isGenuine ? undefined : 'the network has not signed the public number';
}

function recordsWrong({ list, records }: DrawReceipt): string | undefined {
  const entrants = new Set(list.entrants.map(([code]) => code));
  for (const [index, { number, entrant, words, reason }] of records.entries()) {
    if (number !== index + 1) return `record ${number} is not number ${index + 1}`;
    if (!entrants.has(entrant)) return `record ${number} is about nobody of the list`;
    if (words !== null && sha256(canonicalJson(words)) !== reason) {
      return `the reason of record ${number} was changed`;
    }
  }
  const ended = records.map(({ entrant }) => entrant);
  return new Set(ended).size < ended.length ? 'two records are about the same entrant' : undefined;
}

/** Prizes go down the ranking, past those who were passed; a prize given back goes to the next. */
function winnersWrong({ list, beacon, seed, records, winners }: DrawReceipt): string | undefined {
  const passed = new Set(records.filter(({ kind }) => kind === 'passed').map((one) => one.entrant));
  const ranking = rank({
    entrants: list.entrants,
    seed,
    randomness: beacon?.randomness,
    count: winners.length + passed.size + 1,
  });
  const eligible = ranking.filter(({ entrant }) => !passed.has(entrant));
  const held = new Map(winners.map(({ entrant, prize }) => [entrant, prize]));
  const prizes = [...singlePrizes(list.prizes)];
  for (const { entrant, kind, refill, number } of records) {
    if (kind === 'passed') continue;
    const prize = held.get(entrant);
    if (prize === undefined) return `record ${number} is about nobody who won`;
    if (refill) prizes.push(prize);
  }
  for (const [index, { entrant, ticket, prize }] of winners.entries()) {
    const due = eligible[index];
    if (due?.entrant !== entrant || due.ticket !== ticket) return `winner ${index + 1} is wrong`;
    if (prizes[index] !== prize) return `winner ${index + 1} has the wrong prize`;
  }
  const isShort = winners.length < prizes.length && eligible.length > winners.length;
  return isShort ? 'a prize is left, and somebody who should have it' : undefined;
}
