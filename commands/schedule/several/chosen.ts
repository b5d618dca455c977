/** The schedules that are meant by numbers, and the numbers that none has. */
import { type Context, type Line, lines } from '#kit';
import type { Base } from '../base.ts';
import { isGone, type Schedule, type ScheduleState, schedulesOf } from '../store/schedules.ts';
import type { Selection } from './selection.ts';

export interface Chosen {
  readonly schedules: readonly Schedule[];
  readonly missing: readonly number[];
}

/** @param states of all at once, only those in one of these states */
export async function chosenOf(
  { community, tx }: Context<Base>,
  which: Selection,
  states: readonly ScheduleState[],
): Promise<Chosen> {
  const known = (await schedulesOf(tx, community.id)).filter((one) => !isGone(one));
  if (which.kind === 'all') {
    return { schedules: known.filter(({ state }) => states.includes(state)), missing: [] };
  }
  const found = which.numbers.map((number) => known.find((one) => one.number === number));
  return {
    schedules: found.filter((one) => one !== undefined),
    missing: which.numbers.filter((number) => known.every((one) => one.number !== number)),
  };
}

/** «没有 7、9 号定时». */
export function missingLine({ text }: Context<Base>, missing: readonly number[]): Line | undefined {
  const [number] = missing;
  if (number === undefined) return undefined;
  return missing.length === 1
    ? text('noSuch', { number })
    : text('noneSuch', { numbers: missing.join(text('and')) });
}

/** One message about each of them, what is missing last. */
export function told(
  context: Context<Base>,
  each: readonly (Line | undefined)[],
  missing: readonly number[],
): Line {
  return lines(...each, missingLine(context, missing));
}
