/**
 * What else is planned for the days of a schedule, and what the guard would make of all of it: of a
 * full day something is left out, and what comes too close waits.
 */
import {
  type Context,
  civilCalendar,
  type Day,
  formatLocal,
  type GroupId,
  type Instant,
  type Line,
  localDay,
  MS_PER_DAY,
  startOfDay,
} from '#kit';
import type { Base } from '../base.ts';
import { lastingOf } from '../sending/lasting.ts';
import { type Schedule, schedulesOf } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { calendarsFor } from '../times/calendars.ts';
import { type Slot, slotsOn } from '../times/slots.ts';
import { crowdedOut } from './crowded-out.ts';
import type { Outlook, Planned, Played, Prospect } from './prospect.ts';
import { groupsReached } from './reach.ts';

/** A week of what comes every day. */
const LOOKED_AT = 7;
/** Of one schedule in one day; a group is told far fewer. */
const MOST_A_DAY = 24;
/** Pushes that are played through for a group: bounds the work. */
const MOST_PLAYED = 400;
/** Nothing is left of the day, or only what is kept for what comes once. */
const FULL = /^(?:cap|reserved)$/;

/** What of its next slots, or of those of others, would be left out or wait. */
export async function clashLines(
  context: Context<Base>,
  prospect: Prospect,
  { slots }: Outlook,
): Promise<readonly Line[]> {
  const looked = slots.slice(0, LOOKED_AT);
  const others = await othersOn(context, prospect, looked);
  const own = looked.map((slot) => planned(slot, prospect));
  const groups = await groupsReached(context, prospect);
  const played: Played[] = [];
  for (const group of groups) {
    const there = others.filter(({ groups: theirs }) => theirs.includes(group));
    played.push(await play(context, group, { own, others: there.flatMap((one) => one.planned) }));
  }
  const ownLines = [fullLine, nearLine].flatMap((lineOf) => {
    const found = played.flatMap((one) => lineOf(context, one) ?? []);
    const [first] = found.sort((one, other) => one.at - other.at);
    return first ? [inGroups(context, first.line, [found.length, groups.length])] : [];
  });
  const crowded = crowdedOut(context, played);
  if (!crowded) return ownLines;
  return [...ownLines, inGroups(context, crowded.line, [crowded.groups, groups.length])];
}

function planned(slot: Slot, { when, number }: Pick<Schedule, 'when'> & { number?: number }) {
  const key = `${number ?? ''}:${slot.name}`;
  return { key, at: slot.at, lasts: lastingOf(when), isOnce: when.kind === 'once', number };
}

interface Other {
  readonly groups: readonly GroupId[];
  readonly planned: readonly Planned[];
}

/** What other schedules have on the same days, by the community's day. */
async function othersOn(
  context: Context<Base>,
  { number }: Prospect,
  slots: readonly Slot[],
): Promise<readonly Other[]> {
  const { community, now, tx } = context;
  const days = daysOf(context, slots);
  const others: Other[] = [];
  for (const schedule of await schedulesOf(tx, community.id)) {
    if (schedule.state !== 'active' || schedule.number === number) continue;
    const { when } = schedule;
    const calendars = await calendarsFor(when, community.calendar.zone);
    const found = days
      .flatMap((day) => slotsOn(when, { day, most: MOST_A_DAY }, calendars))
      .filter(({ at }) => at > now)
      .map((slot) => planned(slot, schedule));
    if (found.length === 0) continue;
    others.push({ groups: await groupsReached(context, schedule), planned: found });
  }
  return others;
}

/** Days of the calendar that the community's days of these slots touch. */
function daysOf({ community }: Context<Base>, slots: readonly Slot[]): readonly Day[] {
  const { calendar } = community;
  const dates = civilCalendar(calendar.zone);
  const days = slots.flatMap(({ at }) => {
    const from = startOfDay(localDay(at, calendar), calendar);
    return [localDay(from, dates), localDay(at, dates)];
  });
  return [...new Set(days)];
}

async function play(
  { attention }: Context<Base>,
  group: GroupId,
  { own, others }: Pick<Played, 'own' | 'others'>,
): Promise<Played> {
  const there = others.slice(0, MOST_PLAYED);
  const without = await attention.foresee(group, there);
  return { own, others: there, without, with: await attention.foresee(group, [...there, ...own]) };
}

interface Found {
  readonly at: Instant;
  readonly line: Line;
}

/** The first of its own that finds the day full. */
function fullLine(context: Context<Base>, played: Played): Found | undefined {
  const most = context.attention.rules.pushesADay;
  for (const { key, at } of played.own) {
    const { why, leavesAt } = played.with.get(key) ?? {};
    if (leavesAt !== undefined || !why || !FULL.test(why.code)) continue;
    // Of a schedule that is too much by itself more is said elsewhere.
    if (countInDay(played) > most) continue;
    const line = context.text('fullDay', { slot: slotLine(at, context), most });
    return { at, line };
  }
  return undefined;
}

/** How many of its own come in their first day. */
function countInDay({ own }: Played): number {
  const end = (own[0]?.at ?? 0) + MS_PER_DAY;
  return own.filter(({ at }) => at < end).length;
}

/** The first of its own that comes too soon behind another one. */
function nearLine(context: Context<Base>, played: Played): Found | undefined {
  const { text, community } = context;
  for (const { key, at } of played.own) {
    const { why, leavesAt } = played.with.get(key) ?? {};
    if (why?.code !== 'gap') continue;
    const slots = { slot: slotLine(at, context), minutes: why.minutes };
    if (leavesAt === undefined) return { at, line: text('tooNearLost', slots) };
    return {
      at,
      line: text('tooNear', { ...slots, time: formatLocal(leavesAt, community.calendar.zone) }),
    };
  }
  return undefined;
}

function inGroups({ text }: Context<Base>, line: Line, [n, of]: readonly [number, number]): Line {
  return of > 1 ? text('inSomeGroups', { line, some: n, of }) : line;
}
