/**
 * The draw (job): fetches the public number that was announced, ranks, and hands out. Where the
 * number cannot be had, or its signature is wrong, the lottery waits: there is no other number.
 */
import * as z from 'zod';
import {
  after,
  type Beacon,
  type BeaconOutcome,
  type Coming,
  type Context,
  canonicalJson,
  type Line,
  lines,
  seconds,
  type Working,
} from '#kit';
import type { Lottery } from './base.ts';
import { planConsolation } from './consolation.ts';
import { handOut, toMention, winnerLines } from './hand-out.ts';
import { type Picked, pick } from './pick.ts';
import { noteDraw } from './store/draws.ts';
import { type LotteryOf, lotteryById, moveState } from './store/lotteries.ts';

const task = z.object({ id: z.int(), tries: z.int() });
type Task = z.output<typeof task>;
/** Seconds until the number is asked for again: longer each time, up to ten minutes. */
const FIRST_WAIT = 15;
const LONGEST_WAIT = 600;
const beaconShape = z.object({ randomness: z.string(), signature: z.string() });

/** Its time has come. */
export async function drawTime({ data, heardAt, later }: Coming<Lottery>): Promise<void> {
  const { id, tries } = task.parse(data);
  await later({ what: 'draw', at: heardAt, key: `${id}`, data: { id, tries } });
}

export async function draw(work: Working<Lottery>): Promise<void> {
  const { id, tries } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'frozen' && lottery?.state !== 'waiting') return;
  const found = await beaconFor(work, lottery);
  if (found?.kind === 'none') {
    return work.finish((context) => wait(context, lottery, { id, tries, why: found.why }));
  }
  const beacon = found?.beacon;
  const picked = await pick(work, lottery, beacon?.randomness);
  await work.finish(async (context) => {
    const { tx, now: at } = context;
    const kept = beacon === undefined ? null : canonicalJson({ ...beacon });
    if (!(await noteDraw(tx, { id, at, beacon: kept }))) return;
    await handOut(context, lottery, picked);
    await planConsolation(context, lottery);
    await tellDraw(context, lottery, { picked, beacon });
  });
}

/** Nothing where the draw was announced as sealed. */
async function beaconFor(
  { draws }: Working<Lottery>,
  { mode, round }: LotteryOf,
): Promise<BeaconOutcome | undefined> {
  if (mode !== 'drand') return undefined;
  return round === null ? { kind: 'none', why: 'unreachable' } : draws.beacon(round);
}

async function wait(
  { tx, push, text, heardAt, later }: Context<Lottery>,
  { number, round }: LotteryOf,
  { id, tries, why }: Task & { readonly why: 'unreachable' | 'notSigned' },
): Promise<void> {
  const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries, 10));
  const at = after(heardAt, seconds(pause));
  await later({ what: 'drawTime', at, key: `${id}`, data: { id, tries: tries + 1 } });
  const isNew = await moveState(tx, { id, from: 'frozen', to: 'waiting' });
  if (!isNew) return;
  const slots = { number, round: round ?? 0 };
  const line = why === 'notSigned' ? text('waitingUnsigned', slots) : text('waiting', slots);
  await push(line, { kind: 'result', key: `${id}:waiting` });
}

interface Drawn {
  readonly picked: Picked;
  readonly beacon: Beacon | undefined;
}

async function tellDraw(
  context: Context<Lottery>,
  lottery: LotteryOf,
  { picked, beacon }: Drawn,
): Promise<void> {
  const { text, push } = context;
  const { id, number, terms, seed } = lottery;
  const { won, passed } = picked;
  const isClaimed = won.some(({ prize }) => terms.prizes[prize]?.points === undefined);
  const line = lines(
    text('drawn', { number, title: terms.title }),
    await winnerLines(context, lottery, won),
    won.length === 0 ? text('nobodyWon') : undefined,
    passed.length > 0 ? text('passedSome', { n: passed.length }) : undefined,
    isClaimed ? claimLine(context, lottery) : undefined,
    terms.consolation > 0 ? text('consoled', { points: terms.consolation }) : undefined,
    text('seed', { hash: seed }),
    beacon && text('randomness', { hash: beacon.randomness }),
    text('howToVerify', { number }),
  );
  const mention = await toMention(context, won);
  await push(line, { kind: 'result', key: `${id}:drawn`, mention });
}

export function claimLine({ text }: Context<Lottery>, { terms }: LotteryOf): Line {
  const { claimDays, claiming } = terms;
  return lines(
    claimDays > 0 ? text('claimWithin', { n: claimDays }) : undefined,
    claiming === undefined ? undefined : text('showClaiming', { claiming }),
  );
}

/** The public number of a lottery that was drawn. */
export function beaconOf({ beacon }: LotteryOf): Beacon | undefined {
  return beacon === null ? undefined : beaconShape.parse(JSON.parse(beacon));
}
