/**
 * Goes down the ranking and finds who gets what is left: past those who won before, and past those
 * who cannot win any more, which becomes a public record.
 */
import { type MemberId, type Ranked, type Reader, singlePrizes, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { type Pass, type Standing, standingOf } from './standing.ts';
import { listOf } from './store/draws.ts';
import type { LotteryOf } from './store/lotteries.ts';
import type { RecordRow, WinnerRow } from './store/tables.ts';
import { recordsOf, winnersOf } from './store/winners.ts';

export interface Won extends Standing {
  readonly kind: 'won';
  readonly place: number;
  readonly code: string;
  readonly ticket: number;
  readonly prize: number;
}

export interface Passed {
  readonly kind: 'passed';
  readonly code: string;
  readonly why: Pass;
}

export interface Picked {
  /** In the order of the ranking. */
  readonly steps: readonly (Won | Passed)[];
  /** Prizes for whom nobody is left. */
  readonly left: number;
  /** How many prizes had been given back when it was picked. */
  readonly refills: number;
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
  return [
    ...singlePrizes(terms.prizes.map(({ quantity }) => quantity)),
    ...givenBack(records).flatMap(({ code }) => held.get(code) ?? []),
  ];
}

function givenBack(records: readonly RecordRow[]): readonly RecordRow[] {
  return records.filter(({ refill }) => refill === 1);
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
  readonly #steps: (Won | Passed)[] = [];
  #won = 0;

  constructor(parts: RoundParts) {
    const { winners, records } = parts;
    this.#parts = parts;
    this.#seen = new Set([...winners, ...records].map(({ code }) => code));
    this.#people = new Set(winners.flatMap(({ member_id }) => member_id ?? []));
  }

  get isDone(): boolean {
    return this.#won === this.#parts.open.length;
  }

  get picked(): Picked {
    const { open, records } = this.#parts;
    const refills = givenBack(records).length;
    return { steps: this.#steps, left: open.length - this.#won, refills };
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
    const prize = open[this.#won];
    if (prize === undefined) return;
    if (typeof found === 'string') {
      this.#steps.push({ kind: 'passed', code, why: found });
      return;
    }
    this.#people.add(found.member);
    this.#won += 1;
    const place = winners.length + this.#won;
    this.#steps.push({ kind: 'won', place, code, ticket, prize, ...found });
  }

  #find(code: string): Promise<Standing | Pass> {
    const { reader, lottery } = this.#parts;
    return standingOf(reader, { lottery, code, hasWon: (member) => this.#people.has(member) });
  }
}
