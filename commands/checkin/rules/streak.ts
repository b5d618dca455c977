/**
 * Streaks (连续签到), computed from dated days and from nothing else: late check-ins and make-up days
 * change what came after them, so no figure of a streak is ever kept.
 */
import { type Day, type DayRange, dayNumber, monthOf, weekOf } from '#kit';

/**
 * How a day came to be covered: by a check-in of one's own, made up later (补签), or by a leave of
 * absence (请假), which keeps a streak alive without counting, as does a day without the bot (停机).
 */
export type Kind = 'own' | 'madeUp' | 'leave' | 'away';

export interface DatedDay {
  readonly day: Day;
  readonly kind: Kind;
}

/** Covered days of one member, newest first, none twice and none left out in between. */
export type History = readonly DatedDay[];

/** What one more check-in makes of the streaks around it. */
export interface Growth {
  /** The longest streak that it continues, in days that count. */
  readonly before: number;
  /** The streak that it is now part of, up to the newest day of it. */
  readonly after: number;
}

/**
 * What a check-in on `day`, which does not count yet, makes of the streaks on both sides of it.
 * @param history must reach down to where the streak begins, see {@link showsBeginning}
 */
export function growthBy(day: Day, history: History): Growth {
  const number = dayNumber(day);
  const below = unbroken(olderThan(day, history), { from: number - 1, step: -1 }).counted;
  const above = unbroken(newerThan(day, history), { from: number + 1, step: 1 }).counted;
  // A day of leave, or without the bot, had joined both sides already.
  const isJoined = history.some((other) => other.day === day);
  return { before: isJoined ? below + above : Math.max(below, above), after: below + 1 + above };
}

/** The streak as of a day; a day that is not over yet does not end it. */
export function streakAt(day: Day, history: History): number {
  const past = history.filter((other) => other.day <= day);
  const [newest] = past;
  if (newest === undefined || dayNumber(day) - dayNumber(newest.day) > 1) return 0;
  return unbroken(past, { from: dayNumber(newest.day), step: -1 }).counted;
}

/** Tells whether days below `day` already show a gap, so that older ones need not be read. */
export function showsBeginning(day: Day, history: History): boolean {
  const older = olderThan(day, history);
  const { covered } = unbroken(older, { from: dayNumber(day) - 1, step: -1 });
  return covered < older.length;
}

/** A history with one more day, or with another kind of a day that it has. */
export function withDay(added: DatedDay, history: History): History {
  return [...newerThan(added.day, history).reverse(), added, ...olderThan(added.day, history)];
}

/** What earns bonuses begins anew with each cycle (周期). */
export type Cycle = 'none' | 'week' | 'month';

/** The part of a history that lies in the same cycle as `day`. */
export function inCycle(history: History, { day, cycle }: { day: Day; cycle: Cycle }): History {
  const range = cycleOf(day, cycle);
  if (range === undefined) return history;
  return history.filter((other) => range.from <= other.day && other.day <= range.to);
}

function cycleOf(day: Day, cycle: Cycle): DayRange | undefined {
  switch (cycle) {
    case 'none':
      return undefined;
    case 'week':
      return weekOf(day);
    case 'month':
      return monthOf(day);
  }
}

interface Walk {
  /** The number of the day that must come first. */
  readonly from: number;
  readonly step: 1 | -1;
}

/** How many days follow one another without a gap, and how many of them count. */
function unbroken(days: History, { from, step }: Walk): { covered: number; counted: number } {
  let covered = 0;
  let counted = 0;
  for (const { day, kind } of days) {
    if (dayNumber(day) !== from + covered * step) break;
    covered += 1;
    if (kind === 'own' || kind === 'madeUp') counted += 1;
  }
  return { covered, counted };
}

function olderThan(day: Day, history: History): DatedDay[] {
  return history.filter((other) => other.day < day);
}

/** Oldest first: the walk goes away from `day`. */
function newerThan(day: Day, history: History): DatedDay[] {
  return history.filter((other) => other.day > day).reverse();
}
