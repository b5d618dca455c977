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
  type Ranked,
  singlePrizes,
  timeOfRound,
} from '#kit';
import { rank, sha256 } from './hash.ts';
import { type Passed, passedPlaces, recordsWrong } from './records.ts';
import { isSigned } from './signature.ts';

/** What somebody noted when the group was told; each must be what the receipt says. */
export interface Announced {
  readonly commitment?: string | undefined;
  readonly listHash?: string | undefined;
}

export type Verdict =
  | {
      readonly kind: 'valid';
      readonly receipt: DrawReceipt;
      /** Who stands in the ranking and could not win, by their place. */
      readonly passed: readonly Passed[];
    }
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
  const chains = checking.chains ?? [QUICKNET];
  const why =
    promiseBroken(receipt, checking.announced ?? {}) ??
    listWrong(receipt) ??
    (await beaconWrong(receipt, chains)) ??
    recordsWrong(receipt, numberOut(receipt, chains));
  if (why !== undefined) return refused(why);
  const ranking = rankingOf(receipt);
  const wrong = winnersWrong(receipt, ranking);
  if (wrong !== undefined) return refused(wrong);
  return { kind: 'valid', receipt, passed: passedPlaces(receipt, ranking) };
}

/** When the public number came out; nobody may be disqualified from then on. */
function numberOut({ list }: DrawReceipt, chains: readonly BeaconChain[]): number | undefined {
  const chain = chains.find(({ hash }) => hash === list.beacon?.chain);
  return chain && list.beacon ? timeOfRound(chain, list.beacon.round) : undefined;
}

function rankingOf({ list, seed, beacon }: DrawReceipt): readonly Ranked[] {
  const { entrants } = list;
  return rank({ entrants, seed, randomness: beacon?.randomness, count: entrants.length });
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
  if (!isTold(list.commitment, commitment)) return 'another seed was promised in the group';
  if (!isTold(listHash, announcedList)) return 'another list was announced in the group';
  if (terms === null) return undefined;
  if (terms.prizes.length !== list.prizes.length) return 'the terms have other prizes';
  return sha256(canonicalJson(terms)) === list.terms ? undefined : 'the terms were changed';
}

/** The group reads the first half of a hash; fewer digits than that prove too little. */
function isTold(hash: string, announced: string): boolean {
  const told = announced.replace(/…$/u, '');
  return told.length >= LEAST_TOLD && hash.startsWith(told);
}

/** Of 64: 128 bits, for which nobody finds a second seed or list. */
const LEAST_TOLD = 32;

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

/** Prizes go down the ranking, past those who were passed; a prize given back goes to the next. */
function winnersWrong(
  { list, records, winners }: DrawReceipt,
  ranking: readonly Ranked[],
): string | undefined {
  const passed = new Set(records.filter(({ kind }) => kind === 'passed').map((one) => one.entrant));
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
