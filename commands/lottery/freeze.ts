/**
 * The list freezes (job): conditions and bonuses are looked at once more, then the list's hash and
 * the number that will draw are told to the group. Nothing changes in it afterwards.
 */
import * as z from 'zod';
import {
  after,
  type BeaconChain,
  type Context,
  canonicalJson,
  type Demand,
  DRAW_FORMAT,
  type DrawList,
  demandsOf,
  type Figure,
  type FigureOf,
  formatLocalDateTime,
  isMet,
  lines,
  type MemberId,
  QUICKNET,
  roundFrom,
  seconds,
  spanBetween,
  timeOfRound,
  type Working,
} from '#kit';
import type { Lottery } from './base.ts';
import { planRefunds } from './refund.ts';
import { type Frozen, freezeLottery } from './store/draws.ts';
import { dropEntries, entrantsByCode, entrantsByMember } from './store/entries.ts';
import { type LotteryOf, lotteryById, moveState } from './store/lotteries.ts';
import type { Terms } from './terms.ts';
import { sealedTerms } from './words.ts';

const task = z.object({ id: z.int() });
/** Rows of a page: two milliseconds of work between two turns of the answers. */
const PAGE = 500;
const NO_ENTRANTS = '"entrants":[]';
/** At least so long the group can read the hash of the list before the number is known. */
const LEAST_NOTICE = seconds(75);
/** After a round is due, until its mirrors have it. */
const GRACE = seconds(3);
/** A sealed draw waits a little, so that the hash of the list is read first. */
const SEALED_DELAY = seconds(10);

export async function freeze(work: Working<Lottery>): Promise<void> {
  const { id } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'closing') return;
  const checked = await checkAll(work, lottery);
  const listed = await listCodes(work, { id, checked });
  const frozen = frozenList(work, lottery, listed);
  await work.finish(async (context) => {
    if (isTooLate(context, work, frozen)) return later(context, id);
    await dropEntries(context.tx, id, checked.dropped);
    await planRefunds(context, { id, isAll: false });
    if (listed.entrants === 0) return endEmpty(context, lottery);
    return publishList(context, work, { ...frozen, number: lottery.number });
  });
}

/** The number would be known almost before the group has read the hash of the list. */
function isTooLate(
  { heardAt }: Context<Lottery>,
  work: Working<Lottery>,
  { round }: Frozen,
): boolean {
  if (round === null) return false;
  return spanBetween(heardAt, timeOfRound(chainOf(work), round)) < LEAST_NOTICE;
}

async function later(context: Context<Lottery>, id: number): Promise<void> {
  await context.later({ what: 'freeze', at: context.heardAt, key: `${id}`, data: { id } });
}

interface Checked {
  readonly dropped: readonly number[];
  /** Tickets by code, where they are not as they were. */
  readonly tickets: ReadonlyMap<string, number>;
}

/** Everybody's figures, a page at a time, beside the transactions. */
async function checkAll(work: Working<Lottery>, { id, terms }: LotteryOf): Promise<Checked> {
  const dropped: number[] = [];
  const tickets = new Map<string, number>();
  if (terms.condition === undefined && terms.bonuses.length === 0) return { dropped, tickets };
  for (let last = 0; ; ) {
    const page = await entrantsByMember(work.reader, { lottery: id, after: last, limit: PAGE });
    const ids = page.flatMap(({ member_id }) => member_id ?? []);
    const figures = await figuresFor(work, terms, ids);
    for (const { seq, code, member_id: member } of page) {
      if (member === null) continue;
      const figureOf: FigureOf = (demand) => figures.get(nameOf(demand))?.get(member) ?? 0;
      if (terms.condition && !isMet(terms.condition, figureOf)) dropped.push(seq);
      else tickets.set(code, ticketsBy(terms, figureOf));
      last = member;
    }
    if (page.length < PAGE) return { dropped, tickets };
    await work.breathe();
  }
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
    for (const { code, seq, tickets: asEntered } of page) {
      last = code;
      if (dropped.has(seq)) continue;
      const own = checked.tickets.get(code) ?? asEntered;
      pieces.push(canonicalJson([code, own]));
      tickets += own;
    }
    if (page.length < PAGE) return { entrants: pieces.length, tickets, text: pieces.join(',') };
    await work.breathe();
  }
}

/** Networks never change, so that an operator who has switched them off keeps the promise, too. */
function chainOf({ draws }: Working<Lottery>): BeaconChain {
  return draws.chain ?? QUICKNET;
}

function frozenList(
  work: Working<Lottery>,
  lottery: LotteryOf,
  { entrants, tickets, text }: Listed,
): Frozen {
  const chain = chainOf(work);
  const due = after(work.now, seconds(work.settings.delaySeconds));
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
  return { id: lottery.id, list, listHash, sealedTerms: sealed, round, entrants, tickets };
}

async function endEmpty({ tx, push, text }: Context<Lottery>, { id, number }: LotteryOf) {
  if (await moveState(tx, { id, from: 'closing', to: 'empty' }))
    await push(text('empty', { number }), { kind: 'result', key: `${id}:empty` });
}

async function publishList(
  context: Context<Lottery>,
  work: Working<Lottery>,
  frozen: Frozen & { readonly number: number },
): Promise<void> {
  const { tx, heardAt } = context;
  const { id, round, number, entrants, tickets, listHash: hash } = frozen;
  if (!(await freezeLottery(tx, frozen))) return;
  const out = round === null ? undefined : timeOfRound(chainOf(work), round);
  const at = out === undefined ? after(heardAt, SEALED_DELAY) : after(out, GRACE);
  await context.later({ what: 'drawTime', at, key: `${id}`, data: { id, tries: 0 } });
  const { text, community } = context;
  const how =
    round === null || out === undefined
      ? text('drawSealed')
      : text('drawByRound', { round, time: formatLocalDateTime(out, community.calendar.zone) });
  const frozenLine = text('frozen', { number, entrants, tickets });
  const line = lines(frozenLine, text('listHash', { hash }), how);
  await context.push(line, { kind: 'result', key: `${id}:frozen` });
}
