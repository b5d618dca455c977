/**
 * A new scheduled push (定时): read from a phrase, echoed back with its next three times, and kept
 * when the manager says so.
 */
import * as z from 'zod';
import {
  type Answering,
  type Args,
  arg,
  type Commanding,
  type Context,
  type Line,
  lines,
  MS_PER_MINUTE,
  mayActAs,
} from '#kit';
import type { Base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { plan } from './plan.ts';
import { readWhen, type WhenProblem } from './read-when.ts';
import { slotLine, whenLine } from './show.ts';
import { type Calendars, nextSlots, type Slot } from './slots.ts';
import { addSchedule, scheduleOf, schedulesOf } from './store/schedules.ts';
import { warningLine } from './warn.ts';
import { type When, when as whenSchema } from './when.ts';

const SHOWN_SLOTS = 3;
/** Enough to see how close together the slots of any rule get. */
const LOOKED_AT_SLOTS = 50;
const SHORTEST_GAP_MS = 10 * MS_PER_MINUTE;
const SECONDS_TO_DECIDE = 300;
/** Longer than what the most narrow platform takes in one message, and then some. */
export const LONGEST_CONTENT = 4_000;

interface AddArgs {
  typed: string | undefined;
}

export const addArgs: Args<AddArgs> = { typed: arg.optional(arg.text()) };

export async function add(context: Commanding<Base, AddArgs>): Promise<void> {
  const { args, now, today, community, text, say } = context;
  if (args.typed === undefined) return say(text('howTo'));
  const { zone } = community.calendar;
  const read = await readWhen(args.typed, { now, today, zone });
  if (read.kind !== 'when') return say(problemLine(read, context));
  return propose(context, read);
}

function problemLine(read: WhenProblem, { text }: Context<Base>): Line {
  switch (read.kind) {
    case 'noTime':
      return text('noTime');
    case 'noClock':
      return text('noClock');
    case 'past':
      return text('past');
    case 'tooOften':
      return text('tooOften');
    case 'cron':
      return read.problem.kind === 'seconds'
        ? text('tooOften')
        : text('badCron', { why: read.problem.why });
  }
}

interface Wanted {
  readonly when: When;
  readonly content: string;
}

async function propose(
  context: Commanding<Base, AddArgs>,
  { when, content }: Wanted,
): Promise<void> {
  const { now, community, settings, text, say, ask, tx } = context;
  if (content === '') return say(text('noContent', { when: whenLine(when, text) }));
  if (content.length > LONGEST_CONTENT) return say(text('longContent', { most: LONGEST_CONTENT }));
  if ((await schedulesOf(tx, community.id)).length >= settings.most) {
    return say(text('tooMany', { most: settings.most }));
  }
  const calendars = await calendarsFor(when, community.calendar.zone);
  const slots = nextSlots(when, { since: now, count: LOOKED_AT_SLOTS }, calendars);
  if (slots.length === 0) return say(text('never'));
  if (areTooClose(slots)) return say(text('tooOften'));
  return ask({
    dialogue: 'keep',
    line: lines(
      text('propose', { when: whenLine(when, text), zone: community.calendar.zone }),
      text('content', { content }),
      nextLine(slots, context),
      unknownYearLine(slots, { when, calendars }, context),
      warningLine(slots, when, context),
    ),
    choices: [
      { key: 'keep', label: text('keep') },
      { key: 'drop', label: text('drop') },
    ],
    data: { when, content },
    seconds: SECONDS_TO_DECIDE,
  });
}

function areTooClose(slots: readonly Slot[]): boolean {
  return slots.some(({ at }, index) => {
    const next = slots[index + 1];
    return next !== undefined && next.at - at < SHORTEST_GAP_MS;
  });
}

function nextLine(slots: readonly Slot[], context: Context<Base>): Line {
  const { text } = context;
  const shown = slots.slice(0, SHOWN_SLOTS).map(({ at }) => slotLine(at, context));
  return text('next', { slots: shown.join(text('comma')) });
}

/** The government publishes the work days of a year in the autumn before. */
function unknownYearLine(
  slots: readonly Slot[],
  { when, calendars }: { readonly when: When; readonly calendars: Calendars },
  { text, today }: Context<Base>,
): Line | undefined {
  const isByOffice = when.kind === 'days' && /^(?:workdays|restDays)$/.test(when.days.on);
  const years = [today, ...slots.map(({ name }) => name)].map((name) => Number(name.slice(0, 4)));
  const unknown = years.find((year) => calendars.almanac?.knowsYear(year) === false);
  return isByOffice && unknown !== undefined ? text('unknownYear', { year: unknown }) : undefined;
}

const kept = z.object({ when: whenSchema, content: z.string() });

/** The manager's word: it is kept, and its first slot planned. */
export async function keep(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, group, now, tx, text, say, house } = context;
  // Whoever was asked may be no manager any more.
  const isKept = answer === 'keep' && mayActAs(member.role, 'manager');
  if (!isKept || !group) return say(text('dropped'));
  const { when, content } = kept.parse(data);
  const fresh = { community: community.id, group: group.id, author: member.id };
  const number = await addSchedule(tx, { ...fresh, when, content, at: now });
  const schedule = await scheduleOf(tx, { community: community.id, number });
  const next = schedule && (await plan(context, schedule, now));
  await house.audit('schedule.add', { number });
  if (!next) return say(text('never'));
  return say(text('added', { number, slot: slotLine(next.at, context) }));
}
