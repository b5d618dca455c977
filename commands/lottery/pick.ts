/**
 * Goes down the ranking and finds who gets what is left: past those who won before, and past those
 * who cannot win any more, which becomes a public record.
 */
import { type MemberId, type Ranked, type Reader, singlePrizes, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { listOf } from './store/draws.ts';
import { entryByCode } from './store/entries.ts';
import type { LotteryOf } from './store/lotteries.ts';
import { wasRemoved } from './store/removals.ts';
import type { RecordRow, WinnerRow } from './store/tables.ts';
import { recordsOf, winnersOf } from './store/winners.ts';

/**
 * Why somebody in the list cannot win any more: all of it their own doing. What managers do after
 * the list was sealed moves nobody out of the way, but for a disqualification in public.
 */
export type Pass = 'forgotten' | 'left' | 'same';

export interface Won {
  readonly kind: 'won';
  readonly place: number;
  readonly member: MemberId;
  readonly code: string;
  readonly ticket: number;
  readonly prize: number;
  /** Somebody has removed them since the list closed; they keep the place. */
  readonly wasRemoved: boolean;
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
    return { steps: this.#steps, left: this.#parts.open.length - this.#won };
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

  /** Who is behind a code, or why they cannot win. */
  async #find(code: string): Promise<Pick<Won, 'member' | 'wasRemoved'> | Pass> {
    const { reader, lottery } = this.#parts;
    const entry = await entryByCode(reader, { lottery: lottery.id, code });
    const id = entry?.member_id ?? undefined;
    const found = id === undefined ? undefined : await reader.people.find(id);
    if (!found) return 'forgotten';
    const { id: member } = found;
    if (this.#people.has(member)) return 'same';
    if (!(await reader.people.isGone(member))) return { member, wasRemoved: false };
    const { community_id: community, closed_at, created_at } = lottery;
    const closedAt = closed_at ?? created_at;
    return (await wasRemoved(reader, { community, member, closedAt }))
      ? { member, wasRemoved: true }
      : 'left';
  }
}
