/**
 * Goes down the ranking and finds who gets what is left: past those who won before, and past those
 * who cannot win any more, which becomes a public record.
 */
import { type MemberId, type Ranked, type Reader, singlePrizes, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { isBlocked } from './store/blocked.ts';
import { listOf } from './store/draws.ts';
import { entryByCode } from './store/entries.ts';
import type { LotteryOf } from './store/lotteries.ts';
import type { RecordRow, WinnerRow } from './store/tables.ts';
import { recordsOf, winnersOf } from './store/winners.ts';

export const PASSES = ['forgotten', 'gone', 'blocked', 'same'] as const;
/** Why somebody in the list cannot win any more. */
export type Pass = (typeof PASSES)[number];

export interface Won {
  readonly place: number;
  readonly member: MemberId;
  readonly code: string;
  readonly ticket: number;
  readonly prize: number;
}

export interface Passed {
  readonly code: string;
  readonly why: Pass;
}

export interface Picked {
  readonly won: readonly Won[];
  readonly passed: readonly Passed[];
  /** Prizes for whom nobody is left. */
  readonly left: number;
}

/** More are ranked than needed, for those who are passed. */
const SPARE = 50;
/** So many are looked at between two turns of the answers. */
const AT_ONCE = 50;

/** Which single prizes were ever given out, first those of the beginning, then those given back. */
export function prizeQueue(
  { terms }: LotteryOf,
  winners: readonly WinnerRow[],
  records: readonly RecordRow[],
): readonly number[] {
  const held = new Map(winners.map(({ code, prize }) => [code, prize]));
  const back = records.filter(({ refill }) => refill === 1);
  return [
    ...singlePrizes(terms.prizes.map(({ quantity }) => quantity)),
    ...back.flatMap(({ code }) => held.get(code) ?? []),
  ];
}

/** @param randomness of the public number, where there is one */
export async function pick(
  work: Working<Lottery>,
  lottery: LotteryOf,
  randomness: string | undefined,
): Promise<Picked> {
  const { reader } = work;
  const winners = await winnersOf(reader, lottery.id);
  const records = await recordsOf(reader, lottery.id);
  const open = prizeQueue(lottery, winners, records).slice(winners.length);
  const round = new Round({ reader, lottery, winners, records, open });
  const list = await listOf(reader, lottery.id);
  if (list === undefined) throw new Error(`lottery ${lottery.id} has no list`);
  for (let count = winners.length + records.length + open.length + SPARE; ; count *= 2) {
    const order = { list, seed: lottery.seed, randomness, count };
    const ranked = await work.draws.rank(order);
    await round.goDown(ranked, () => work.breathe());
    if (round.isDone || ranked.length < count) return round.picked;
  }
}

interface RoundParts {
  readonly reader: Reader;
  readonly lottery: LotteryOf;
  readonly winners: readonly WinnerRow[];
  readonly records: readonly RecordRow[];
  readonly open: readonly number[];
}

/** One way down the ranking. */
class Round {
  readonly #parts: RoundParts;
  readonly #seen: Set<string>;
  readonly #people: Set<MemberId>;
  readonly #won: Won[] = [];
  readonly #passed: Passed[] = [];

  constructor(parts: RoundParts) {
    const { winners, records } = parts;
    this.#parts = parts;
    this.#seen = new Set([...winners, ...records].map(({ code }) => code));
    this.#people = new Set(winners.flatMap(({ member_id }) => member_id ?? []));
  }

  get isDone(): boolean {
    return this.#won.length === this.#parts.open.length;
  }

  get picked(): Picked {
    const left = this.#parts.open.length - this.#won.length;
    return { won: this.#won, passed: this.#passed, left };
  }

  async goDown(ranked: readonly Ranked[], breathe: () => Promise<void>): Promise<void> {
    for (const [index, { entrant: code, ticket }] of ranked.entries()) {
      if (this.isDone) return;
      if (index % AT_ONCE === AT_ONCE - 1) await breathe();
      if (this.#seen.has(code)) continue;
      this.#seen.add(code);
      await this.#look(code, ticket);
    }
  }

  async #look(code: string, ticket: number): Promise<void> {
    const { open, winners } = this.#parts;
    const found = await this.#find(code);
    const prize = open[this.#won.length];
    if (prize === undefined) return;
    if (typeof found === 'string') {
      this.#passed.push({ code, why: found });
      return;
    }
    this.#people.add(found);
    const place = winners.length + this.#won.length + 1;
    this.#won.push({ place, member: found, code, ticket, prize });
  }

  /** Who is behind a code, or why they cannot win. */
  async #find(code: string): Promise<MemberId | Pass> {
    const { reader, lottery } = this.#parts;
    const entry = await entryByCode(reader, { lottery: lottery.id, code });
    const id = entry?.member_id ?? undefined;
    const member = id === undefined ? undefined : await reader.people.find(id);
    if (!member) return 'forgotten';
    if (this.#people.has(member.id)) return 'same';
    if (await reader.people.isGone(member.id)) return 'gone';
    const whose = { community: lottery.community_id, member: member.id };
    return (await isBlocked(reader, whose)) ? 'blocked' : member.id;
  }
}
