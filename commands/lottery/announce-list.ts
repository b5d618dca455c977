/** The hash of the frozen list and the number that will draw, as the group is told of them. */
import {
  after,
  type BeaconChain,
  type Context,
  type Instant,
  type Line,
  lines,
  QUICKNET,
  seconds,
  showMoment,
  timeOfRound,
  type Working,
} from '#kit';
import type { Lottery } from './base.ts';
import { isSeenInTime, noticeBy } from './rules/round.ts';
import { shortHash } from './short-hash.ts';
import type { LotteryOf } from './store/lotteries.ts';

/** After a round is due, until its mirrors have it. */
const GRACE = seconds(3);
/** A sealed draw waits a little, so that the hash of the list is read first. */
const SEALED_DELAY = seconds(10);

/** Networks never change, so that an operator who has switched them off keeps the promise, too. */
export function chainOf({ draws }: Working<Lottery>): BeaconChain {
  return draws.chain ?? QUICKNET;
}

interface Announced {
  readonly id: number;
  readonly moves: number;
  /** When the public number comes out; undefined where the draw is sealed. */
  readonly out: Instant | undefined;
  readonly line: Line;
}

/** Says it, and plans the draw, and the look whether it has arrived in time. */
export async function announceList(
  context: Context<Lottery>,
  { id, moves, out, line }: Announced,
): Promise<void> {
  const { heardAt, later, push } = context;
  const key = `${id}:${moves}`;
  const at = out === undefined ? after(heardAt, SEALED_DELAY) : after(out, GRACE);
  await later({ what: 'drawTime', at, key, data: { id, tries: 0, moves } });
  if (out !== undefined) {
    await later({ what: 'notice', at: noticeBy(out), key, data: { id, moves } });
  }
  await push(line, { kind: 'result', key: keyOf({ id, moves }) });
}

interface ByRound {
  readonly hash: string;
  readonly round: number;
  readonly chain: BeaconChain;
}

/** The hash, and when it is drawn by which round. */
export function roundLines(
  { text, community, language, now }: Context<Lottery>,
  { hash, round, chain }: ByRound,
): Line {
  const out = timeOfRound(chain, round);
  const time = showMoment(out, { zone: community.calendar.zone, language, now });
  return lines(text('listHash', { hash: shortHash(hash) }), text('drawByRound', { round, time }));
}

/** Whether the group had the hash of the list a minute before the number was out. */
export async function isListSeen(
  { attention }: Context<Lottery>,
  lottery: Pick<LotteryOf, 'id' | 'group_id' | 'moves' | 'mode' | 'decided_at'>,
): Promise<boolean> {
  const { mode, group_id: group, decided_at: out } = lottery;
  if (mode !== 'drand' || out === null) return true;
  const key = keyOf(lottery);
  const reports = await attention.reports({ group, kind: 'result', keys: [key] });
  return isSeenInTime(reports.get(key), out);
}

function keyOf({ id, moves }: Pick<Announced, 'id' | 'moves'>): string {
  return `${id}:list:${moves}`;
}
