/** `暂停 3`, `暂停 3 4`, `暂停 全部`, and how they go on: what is paused says nothing until then. */
import type { Context, Line } from '#kit';
import type { Base } from '../base.ts';
import { begin } from '../planning/begin.ts';
import { askToKeep } from '../planning/propose.ts';
import { plan } from '../sending/plan.ts';
import { type Schedule, saveSchedule } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { chosenOf, told } from './chosen.ts';
import type { Selecting } from './selection.ts';

export async function pause(context: Selecting): Promise<void> {
  const { args, say, text } = context;
  const { schedules, missing } = await chosenOf(context, args.which, ['active']);
  if (schedules.length + missing.length === 0) return say(text('noneActive'));
  const [alone] = schedules;
  if (alone && schedules.length + missing.length === 1) return say(await pauseOne(context, alone));
  const paused = schedules.filter(hasBegun);
  for (const schedule of paused) await pauseOne(context, schedule);
  const unbegun = schedules.filter((schedule) => !hasBegun(schedule));
  const numbers = paused.map(({ number }) => number).join(text('and'));
  const each = [
    paused.length > 0 ? text('pausedAll', { n: paused.length, numbers }) : undefined,
    ...unbegun.map(({ number }) => text('notBegun', { number })),
  ];
  return say(told(context, each, missing));
}

function hasBegun({ state }: Schedule): boolean {
  return state !== 'draft' && state !== 'waiting';
}

async function pauseOne(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { community, tx, text, house } = context;
  const { number } = schedule;
  if (!hasBegun(schedule)) return text('notBegun', { number });
  await saveSchedule(tx, community.id, { ...schedule, state: 'paused', nextSlot: undefined });
  await house.audit('schedule.pause', { number });
  return text('paused', { number });
}

export async function resume(context: Selecting): Promise<void> {
  const { args, member, say, text } = context;
  const { schedules, missing } = await chosenOf(context, args.which, ['paused']);
  if (schedules.length + missing.length === 0) return say(text('nonePaused'));
  const each: Line[] = [];
  for (const schedule of schedules.filter(({ state }) => state !== 'draft')) {
    each.push(await resumeOne(context, schedule));
  }
  const drafts = schedules.filter(({ state }) => state === 'draft');
  // Whoever has changed one last has seen it; one question at a time is asked about the others.
  const unseen = drafts.filter(({ changedBy }) => changedBy !== member.id);
  const [first, ...later] = unseen;
  each.push(...later.map(({ number }) => text('seeFirst', { number })));
  const line = told(context, each, missing);
  if (line !== '') await say(line);
  for (const draft of drafts) if (!unseen.includes(draft)) await begin(context, draft);
  if (first) await askToKeep(context, first);
}

async function resumeOne(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { now, settings, text, house } = context;
  const { number, state } = schedule;
  if (state === 'active') return text('isActive', { number });
  if (state === 'waiting' && (settings.approval || schedule.mentionsAll))
    return text('waiting', { number });
  const next = await plan(context, schedule, now);
  await house.audit('schedule.resume', { number });
  if (!next) return text('ended', { number });
  return text('resumed', { number, slot: slotLine(next.at, context) });
}
