/**
 * The list freezes (job): conditions and bonuses are looked at once more, then the list's hash and
 * the number that will draw are told to the group. Nothing changes in it afterwards.
 */
import * as z from 'zod';
import {
  type Context,
  canonicalJson,
  type Demand,
  DRAW_FORMAT,
  type DrawList,
  demandsOf,
  type Figure,
  type FigureOf,
  isMet,
  type Line,
  lines,
  type MemberId,
  roundFrom,
  timeOfRound,
  type Working,
} from '#kit';
import { announceList, chainOf, roundLines } from './announce-list.ts';
import type { Lottery } from './base.ts';
import { planRefunds } from './refund.ts';
import { dueOfRound, isTooSoon, slackAfter } from './rules/round.ts';
import { shortHash } from './short-hash.ts';
import { type Frozen, freezeLottery } from './store/draws.ts';
import { dropEntries, entrantsByCode, entrantsByMember } from './store/entries.ts';
import { type LotteryOf, lotteryById, moveState } from './store/lotteries.ts';
import type { Terms } from './terms.ts';
import { sealedTerms } from './words.ts';

const task = z.object({ id: z.int(), slackSeconds: z.int().default(0) });
/** Rows of a page: two milliseconds of work between two turns of the answers. */
const PAGE = 500;
const NO_ENTRANTS = '"entrants":[]';

export async function freeze(work: Working<Lottery>): Promise<void> {
  const { id, slackSeconds } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'closing') return;
  const checked = await checkAll(work, lottery);
  const listed = await listCodes(work, { id, checked });
  const list = frozenList(work, lottery, { ...listed, slackSeconds });
  await dropInParts(work, { id, dropped: listed.dropped });
  await work.finish((context) => seal(context, { work, lottery, listed, list }));
}

/** Many rows in one commit would hold up the answers of other groups. */
async function dropInParts(
  work: Working<Lottery>,
  { id, dropped }: { readonly id: number; readonly dropped: readonly number[] },
): Promise<void> {
  for (let from = 0; from < dropped.length; from += PAGE) {
    await work.save(({ tx }) => dropEntries(tx, id, dropped.slice(from, from + PAGE)));
    await work.breathe();
  }
}

interface Sealing {
  readonly work: Working<Lottery>;
  readonly lottery: LotteryOf;
  readonly listed: Listed;
  readonly list: Pick<Frozen, 'list' | 'listHash' | 'sealedTerms' | 'round'>;
}

async function seal(context: Context<Lottery>, sealing: Sealing): Promise<void> {
  const { work, lottery, listed, list } = sealing;
  const { id } = lottery;
  const { heardAt, tx, later } = context;
  const out = list.round === null ? undefined : timeOfRound(chainOf(work), list.round);
  if (out !== undefined && isTooSoon(heardAt, out)) {
    const again = { id, slackSeconds: slackAfter(work.now, heardAt) } satisfies z.input<
      typeof task
    >;
    return later({ what: 'freeze', at: heardAt, key: `${id}`, data: again });
  }
  await planRefunds(context, { id, isAll: false });
  if (listed.entrants === 0) return endEmpty(context, lottery);
  const frozen = { ...list, ...listed, id, decidedAt: out ?? heardAt };
  if (!(await freezeLottery(tx, frozen))) return;
  const line = sealedLines(context, { ...sealing, frozen });
  return announceList(context, { id, moves: lottery.moves, out, line });
}

function sealedLines(
  context: Context<Lottery>,
  { work, lottery, frozen }: Sealing & { readonly frozen: Frozen },
): Line {
  const { text } = context;
  const { entrants, tickets, listHash: hash, round } = frozen;
  return lines(
    text('frozen', { number: lottery.number, entrants, tickets }),
    ...(round === null
      ? [text('listHash', { hash: shortHash(hash) }), text('drawSealed')]
      : [roundLines(context, { hash, round, chain: chainOf(work) })]),
  );
}

interface Checked {
  readonly dropped: readonly number[];
  /** Tickets by code, where they are not as they were. */
  readonly tickets: ReadonlyMap<string, number>;
}

/**
 * Everybody's figures, a page at a time, beside the transactions. Whom managers have kept out, and
 * who has left, is dropped here: once the list is sealed, neither changes who may win.
 */
async function checkAll(work: Working<Lottery>, { id, terms }: LotteryOf): Promise<Checked> {
  const dropped: number[] = [];
  const tickets = new Map<string, number>();
  for (let last = 0; ; ) {
    const page = await entrantsByMember(work.reader, { lottery: id, after: last, limit: PAGE });
    const ids = page.flatMap(({ member_id }) => member_id ?? []);
    const figures = await figuresFor(work, terms, ids);
    for (const { seq, code, member_id: member, isOutside } of page) {
      if (member === null) continue;
      const figureOf: FigureOf = (demand) => figures.get(nameOf(demand))?.get(member) ?? 0;
      if (isOutside === 1 || !mayWin(terms, figureOf)) dropped.push(seq);
      else if (terms.bonuses.length > 0) tickets.set(code, ticketsBy(terms, figureOf));
      last = member;
    }
    if (page.length < PAGE) return { dropped, tickets };
    await work.breathe();
  }
}

function mayWin({ condition }: Terms, figureOf: FigureOf): boolean {
  return condition === undefined || isMet(condition, figureOf);
}

function ticketsBy({ bonuses, mostTickets }: Terms, figureOf: FigureOf): number {
  const met = bonuses.filter(({ condition }) => isMet(condition, figureOf));
  return Math.min(mostTickets, 1 + met.reduce((sum, { tickets }) => sum + tickets, 0));
}

type Figures = ReadonlyMap<string, ReadonlyMap<MemberId, Figure>>;

async function figuresFor(
  work: Working<Lottery>,
  { condition, bonuses }: Terms,
  members: readonly MemberId[],
): Promise<Figures> {
  const conditions = [
    ...(condition ? [condition] : []),
    ...bonuses.map((bonus) => bonus.condition),
  ];
  const figures = new Map<string, ReadonlyMap<MemberId, Figure>>();
  for (const demand of conditions.flatMap(demandsOf)) {
    const name = nameOf(demand);
    if (!figures.has(name)) figures.set(name, await work.figures(demand, members));
  }
  return figures;
}

function nameOf({ measure, about }: Demand): string {
  return JSON.stringify([measure, about]);
}

interface Listed {
  readonly entrants: number;
  readonly tickets: number;
  /** Canonical JSON of each, with commas between. */
  readonly text: string;
  /** Numbers of the entries that are not in the list. */
  readonly dropped: readonly number[];
}

/** The list in the order of the codes. It is put together as text: it may be long. */
async function listCodes(
  work: Working<Lottery>,
  { id, checked }: { readonly id: number; readonly checked: Checked },
): Promise<Listed> {
  const dropped = new Set(checked.dropped);
  const pieces: string[] = [];
  let tickets = 0;
  for (let last = ''; ; ) {
    const page = await entrantsByCode(work.reader, { lottery: id, after: last, limit: PAGE });
    for (const { code, seq, tickets: asEntered, member_id: member } of page) {
      last = code;
      // Who was forgotten meanwhile could not be told of a prize.
      if (member === null) dropped.add(seq);
      if (dropped.has(seq)) continue;
      const own = checked.tickets.get(code) ?? asEntered;
      pieces.push(canonicalJson([code, own]));
      tickets += own;
    }
    if (page.length < PAGE) {
      const text = pieces.join(',');
      return { entrants: pieces.length, tickets, text, dropped: [...dropped] };
    }
    await work.breathe();
  }
}

function frozenList(
  work: Working<Lottery>,
  lottery: LotteryOf,
  { text, slackSeconds }: Listed & { readonly slackSeconds: number },
): Sealing['list'] {
  const chain = chainOf(work);
  const { delaySeconds } = work.settings;
  const due = dueOfRound({ begun: work.now, delaySeconds, slackSeconds });
  const round = lottery.mode === 'drand' ? roundFrom(chain, due) : null;
  const sealed = canonicalJson(sealedTerms(work.draws.hash, lottery));
  const [before = '', behind = ''] = canonicalJson({
    beacon: round === null ? null : { chain: chain.hash, round },
    commitment: lottery.commitment,
    entrants: [],
    format: DRAW_FORMAT,
    lottery: `c${lottery.community_id}-${lottery.number}`,
    prizes: lottery.terms.prizes.map(({ quantity }) => quantity),
    terms: work.draws.hash(sealed),
  } satisfies DrawList).split(NO_ENTRANTS);
  const list = `${before}"entrants":[${text}]${behind}`;
  const listHash = work.draws.hash(list);
  return { list, listHash, sealedTerms: sealed, round };
}

async function endEmpty({ tx, push, text }: Context<Lottery>, { id, number }: LotteryOf) {
  if (await moveState(tx, { id, from: 'closing', to: 'empty' }))
    await push(text('empty', { number }), { kind: 'result', key: `${id}:empty` });
}
