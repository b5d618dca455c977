/** What managers do with schedules that are kept: list, pause, resume, edit, try, take away. */
import { type Args, arg, type Commanding, type Context, type Line, lines } from '#kit';
import { LONGEST_CONTENT } from './add.ts';
import type { Base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { plan } from './plan.ts';
import { reportsOf, runLine } from './run-words.ts';
import { beginning, slotLine, whenLine } from './show.ts';
import { nextSlot } from './slots.ts';
import { runsOf } from './store/runs.ts';
import { changeSchedule, type Schedule, scheduleOf, schedulesOf } from './store/schedules.ts';

const MOST_NUMBER = 999_999_999;
const SHOWN_RUNS = 10;

interface NumberArgs {
  number: number;
}

type Numbering = Commanding<Base, NumberArgs>;

const number = () => arg.whole({ from: 1, to: MOST_NUMBER });
export const numberArgs: Args<NumberArgs> = { number: number() };

interface EditArgs extends NumberArgs {
  content: string;
}

export const editArgs: Args<EditArgs> = { number: number(), content: arg.text() };

export async function list(context: Commanding<Base>): Promise<void> {
  const { community, tx, text, say } = context;
  const all = await schedulesOf(tx, community.id);
  if (all.length === 0) return say(text('none'));
  const rows: Line[] = [];
  for (const schedule of all) rows.push(await rowOf(context, schedule));
  return say(lines(text('listTitle', { n: all.length }), ...rows));
}

async function rowOf(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { text, now, community } = context;
  const slots = {
    number: schedule.number,
    when: whenLine(schedule.when, text),
    content: beginning(schedule),
  };
  if (schedule.state === 'paused') return text('pausedRow', slots);
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  const next = nextSlot(schedule.when, now, calendars);
  if (!next) return text('lastRow', slots);
  return text('row', { ...slots, next: slotLine(next.at, context) });
}

/** The schedule that is meant, while there is one; else it is said that there is none. */
async function found(context: Numbering): Promise<Schedule | undefined> {
  const { args, community, tx, text, say } = context;
  const schedule = await scheduleOf(tx, { community: community.id, number: args.number });
  if (schedule && schedule.state !== 'ended') return schedule;
  await say(text('noSuch', { number: args.number }));
  return undefined;
}

export async function pause(context: Numbering): Promise<void> {
  const { community, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number: which, content } = schedule;
  const to = { state: 'paused', nextSlot: undefined, content } as const;
  await changeSchedule(tx, { community: community.id, number: which }, to);
  await house.audit('schedule.pause', { number: which });
  return say(text('paused', { number: which }));
}

export async function resume(context: Numbering): Promise<void> {
  const { now, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  if (schedule.state === 'active') return say(text('isActive', { number: schedule.number }));
  const next = await plan(context, schedule, now);
  await house.audit('schedule.resume', { number: schedule.number });
  if (!next) return say(text('ended', { number: schedule.number }));
  return say(text('resumed', { number: schedule.number, slot: slotLine(next.at, context) }));
}

export async function remove(context: Numbering): Promise<void> {
  const { community, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number: which, content } = schedule;
  const to = { state: 'ended', nextSlot: undefined, content } as const;
  await changeSchedule(tx, { community: community.id, number: which }, to);
  await house.audit('schedule.remove', { number: which });
  return say(text('removed', { number: which, content: beginning(schedule) }));
}

export async function edit(context: Commanding<Base, EditArgs>): Promise<void> {
  const { args, community, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  if (args.content.length > LONGEST_CONTENT) {
    return say(text('longContent', { most: LONGEST_CONTENT }));
  }
  const { number: which, state, nextSlot: next } = schedule;
  const to = { state, nextSlot: next, content: args.content };
  await changeSchedule(tx, { community: community.id, number: which }, to);
  await house.audit('schedule.edit', { number: which });
  return say(lines(text('edited', { number: which }), text('content', { content: args.content })));
}

/** Sent to the manager alone, as the group would read it. */
export async function tryOut(context: Numbering): Promise<void> {
  const { member, group, text, say, tell } = context;
  const schedule = await found(context);
  if (!schedule) return;
  await tell(member, text('pushed', { content: schedule.content }));
  if (group) await say(text('tried', { number: schedule.number }));
}

interface HistoryArgs {
  number: number | undefined;
}

export const historyArgs: Args<HistoryArgs> = { number: arg.optional(number()) };

export async function history(context: Commanding<Base, HistoryArgs>): Promise<void> {
  const { args, community, tx, text, say } = context;
  const which = { community: community.id, number: args.number, limit: SHOWN_RUNS };
  const runs = await runsOf(tx, which);
  if (runs.length === 0) return say(text('noRuns'));
  const reports = await reportsOf(context, runs);
  return say(lines(...runs.map((run) => runLine(context, run, reports.get(run)))));
}
