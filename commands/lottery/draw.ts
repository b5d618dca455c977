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
  type DrawReason,
  type Line,
  lines,
  seconds,
  type Working,
} from '#kit';
import { isListSeen } from './announce-list.ts';
import type { Lottery } from './base.ts';
import { planConsolation } from './consolation.ts';
import { giveOut, planClaims } from './hand-out.ts';
import { moveIfUnseen } from './notice.ts';
import { shortHash } from './short-hash.ts';
import { noteDraw } from './store/draws.ts';
import { type LotteryOf, lotteryById, moveState } from './store/lotteries.ts';
import { recordCounts } from './store/telling.ts';
import { claimLine, takeNewWins } from './winner-lines.ts';

const task = z.object({ id: z.int(), tries: z.int(), moves: z.int().default(0) });
type Task = z.output<typeof task>;
/** Seconds until the number is asked for again: longer each time, up to ten minutes. */
const FIRST_WAIT = 15;
const LONGEST_WAIT = 600;
const beaconShape = z.object({ randomness: z.string(), signature: z.string() });

/** Its time has come, unless a later round draws. */
export async function drawTime(context: Coming<Lottery>): Promise<void> {
  const { data, tx, heardAt, later } = context;
  const { id, tries, moves } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (lottery?.moves !== moves) return;
  if (lottery.state === 'frozen' && (await moveIfUnseen(context, lottery))) return;
  await later({ what: 'draw', at: heardAt, key: `${id}`, data: { id, tries, moves } });
}

export async function draw(work: Working<Lottery>): Promise<void> {
  const { id, ...asked } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'frozen' && lottery?.state !== 'waiting') return;
  const found = await beaconFor(work, lottery);
  if (found?.kind === 'none') {
    return work.finish((context) => wait(context, lottery, { ...asked, id, why: found.why }));
  }
  const beacon = found?.beacon;
  await giveOut(work, lottery, beacon?.randomness);
  const counts = await recordCounts(work.reader, id);
  await work.finish(async (context) => {
    const { tx, now: at } = context;
    const kept = beacon === undefined ? null : canonicalJson({ ...beacon });
    if (!(await noteDraw(tx, { id, at, beacon: kept }))) return;
    // Read again: whoever was forgotten meanwhile is named in its words no more.
    const drawn = await lotteryById(tx, id);
    if (!drawn) return;
    await planClaims(context, drawn);
    await planConsolation(context, drawn);
    await tellDraw(context, drawn, { counts, beacon });
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
  { id, tries, moves, why }: Task & { readonly why: 'unreachable' | 'notSigned' },
): Promise<void> {
  const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries, 10));
  const at = after(heardAt, seconds(pause));
  await later({ what: 'drawTime', at, key: `${id}`, data: { id, tries: tries + 1, moves } });
  const isNew = await moveState(tx, { id, from: 'frozen', to: 'waiting' });
  if (!isNew) return;
  const slots = { number, round: round ?? 0 };
  const line = why === 'notSigned' ? text('waitingUnsigned', slots) : text('waiting', slots);
  await push(line, { kind: 'result', key: `${id}:waiting` });
}

interface Drawn {
  readonly counts: Awaited<ReturnType<typeof recordCounts>>;
  readonly beacon: Beacon | undefined;
}

async function tellDraw(
  context: Context<Lottery>,
  lottery: LotteryOf,
  { counts, beacon }: Drawn,
): Promise<void> {
  const { text, push } = context;
  const { id, number, terms, seed } = lottery;
  const wins = await takeNewWins(context, lottery);
  const line = lines(
    text('drawn', { number, title: terms.title }),
    wins.line,
    wins.count === 0 ? text('nobodyWon') : undefined,
    passedLines(context, counts),
    claimLine(context, lottery, wins),
    terms.consolation > 0 ? text('consoled', { points: terms.consolation }) : undefined,
    (await isListSeen(context, lottery)) ? undefined : text('listUnseen'),
    text('seed', { hash: shortHash(seed) }),
    beacon && text('randomness', { hash: shortHash(beacon.randomness) }),
    text('howToVerify', { number }),
  );
  await push(line, { kind: 'result', key: `${id}:drawn`, mention: wins.mention });
}

/** Who was disqualified was told of when it happened. */
function passedLines({ text }: Context<Lottery>, counts: Drawn['counts']): Line {
  const count = (why: DrawReason) => counts.get(why) ?? 0;
  const passed = count('forgotten') + count('left') + count('same');
  const removed = count('removed');
  return lines(
    passed > 0 ? text('passedSome', { n: passed }) : undefined,
    removed > 0 ? text('keptSome', { n: removed }) : undefined,
  );
}

/** The public number of a lottery that was drawn. */
export function beaconOf({ beacon }: LotteryOf): Beacon | undefined {
  return beacon === null ? undefined : beaconShape.parse(JSON.parse(beacon));
}
