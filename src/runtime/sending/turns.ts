/**
 * Whose turn it is to leave: of all that waits for one bot account, what its platform's pace, its
 * waits and its holds let go now. It takes nothing out of the backlog and sends nothing.
 */
import { type Bot, type Clock, type Instant, instantOf } from '#kit';
import { type Hold, holdOf } from '../../store/holds.ts';
import type { Statements } from '../../store/sqlite.ts';
import { isUnasked } from '../../store/worth.ts';
import type { Backlog, Lane, Waiting } from './backlog.ts';
import type { Letters } from './letters.ts';
import type { Pacer } from './pacer.ts';
import { SetBack } from './set-back.ts';

export interface TurnParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly pacer: Pacer;
  readonly letters: Letters;
  readonly backlog: Backlog;
}

export interface Look {
  /** Under way already; what is behind waits for its end. */
  readonly isBusy: (lane: string) => boolean;
  /** How much may leave at most. */
  readonly room: number;
  /** How much of that nobody has asked for. */
  readonly roomUnasked: number;
}

export interface Turn {
  /** Oldest first. */
  readonly ready: readonly Waiting[];
  /** There was no room for more. */
  readonly isFull: boolean;
  /** When to look again, if nothing else happens. */
  readonly nextAt: Instant | undefined;
}

export class Turns {
  readonly #parts: TurnParts;
  readonly #setBack = new SetBack();

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  /** What may leave now: per lane in order, so one that waits holds back those behind it. */
  next(connection: Statements, { isBusy, room, roomUnasked }: Look): Turn {
    const { backlog, bot, clock } = this.#parts;
    const now = clock.now();
    const back = this.#setBack.by(now);
    if (back > 0) backlog.setBack(back);
    const hold = backlog.mayBeHeld ? holdOf(connection, bot.account) : undefined;
    const lanes = [...backlog.lanes].filter(({ name }) => !isBusy(name));
    const chosen = this.#choose(oldestFirst(lanes, { now, room }), {
      now,
      hold,
      room,
      roomUnasked,
    });
    const { ready, isFull } = chosen;
    const from = this.#accountFrom(now);
    const accountFrom = countOf(lanes) > ready.length ? from : now;
    return { ready, isFull, nextAt: earliestAfter(now, [accountFrom, ...lanes.map(fromOf)]) };
  }

  #choose(waiting: readonly Candidate[], given: Given): Pick<Turn, 'ready' | 'isFull'> {
    const { now, hold, room, roomUnasked } = given;
    const ready: Waiting[] = [];
    const heldBack = new Set<Lane>();
    let isFull = false;
    let unasked = 0;
    for (const { row, lane } of waiting) {
      isFull ||= ready.length >= room;
      // The account itself must wait: no need to look at what else waits.
      if (ready.length >= room || this.#accountFrom(now) > now) break;
      if (heldBack.has(lane)) continue;
      const mustWait = isUnasked(row) && unasked >= roomUnasked && !this.#isOver(row);
      isFull ||= mustWait;
      if (mustWait) heldBack.add(lane);
      else if (this.#isOver(row) || this.#isItsTurn({ row, lane, hold }, now)) {
        ready.push(row);
        unasked += isUnasked(row) ? 1 : 0;
      }
    }
    return { ready, isFull };
  }

  /** It will not be sent at all. */
  #isOver(row: Waiting): boolean {
    return this.#parts.letters.isOver(row);
  }

  #isItsTurn({ row, lane, hold }: Candidate & { hold: Hold | undefined }, now: Instant): boolean {
    if (hold?.stops(row.lane, row.id) || lane.from > now) return false;
    const { clock, pacer } = this.#parts;
    const paceFrom = clock.isSet ? now : pacer.laneFrom(row.lane, now);
    lane.from = instantOf(Math.max(row.not_before, paceFrom));
    if (lane.from > now) return false;
    if (!clock.isSet) pacer.note(row.lane, now);
    return true;
  }

  /** With a set clock nobody is kept waiting by a pace. */
  #accountFrom(now: Instant): Instant {
    return this.#parts.clock.isSet ? now : this.#parts.pacer.accountFrom(now);
  }
}

interface Given extends Omit<Look, 'isBusy'> {
  readonly now: Instant;
  readonly hold: Hold | undefined;
}

interface Candidate {
  readonly row: Waiting;
  readonly lane: Lane;
}

function oldestFirst(
  lanes: readonly Lane[],
  { now, room }: { now: Instant; room: number },
): readonly Candidate[] {
  return lanes
    .filter(({ from }) => from <= now)
    .flatMap((lane) => lane.rows.slice(0, room + 1).map((row) => ({ row, lane })))
    .sort((a, b) => a.row.id - b.row.id);
}

const fromOf = ({ from }: Lane): Instant => from;

function countOf(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, { rows }) => sum + rows.length, 0);
}

function earliestAfter(now: Instant, all: readonly Instant[]): Instant | undefined {
  return all
    .filter((at) => at > now)
    .reduce<Instant | undefined>((first, at) => (first && first < at ? first : at), undefined);
}
