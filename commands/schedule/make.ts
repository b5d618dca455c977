/**
 * What a scheduled push says, made when the group has an ear for it: with the values of that
 * moment, and not at all when it was paused, deleted or changed without approval since its slot.
 */
import { type Context, type Line, lines, type Made, MS_PER_MINUTE } from '#kit';
import type { Base } from './base.ts';
import { saidOf } from './content.ts';
import { LATE_FROM_MINUTES } from './due.ts';
import { mayMentionAll } from './mention-all.ts';
import { writeToMembers } from './private.ts';
import { type Run, runShape } from './run.ts';
import { slotLine } from './show.ts';
import { noteNotOpened } from './store/runs.ts';
import { isHalted, type Schedule, saveSchedule, scheduleOf } from './store/schedules.ts';
import { tellAuthor } from './tell-author.ts';

export async function make(context: Context<Base>, data: unknown): Promise<Made> {
  const { community, text, tx } = context;
  const run = runShape.parse(data);
  const schedule = await scheduleOf(tx, { community: community.id, number: run.number });
  if (!schedule || isHalted(schedule)) return 'nothing';
  const said = await saidOf(context, schedule, await turnOf(context, schedule, run));
  if (said.kind === 'text') {
    const { line, ...others } = said.words;
    const words = { ...others, line: belowIt(line, lateLine(context, schedule, run)) };
    const { targets } = schedule;
    if (targets.kind === 'members') return writeToMembers(context, { targets, run }, words);
    const mentionsAll = await mayMentionAll(context, schedule, run);
    return { ...words, mentionsAll };
  }
  if (said.kind === 'nothing') return 'nothing';
  const why = said.kind === 'opening' ? await said.opening.open() : text('noAuthor');
  if (why === undefined) return 'done';
  await tellNotOpened(context, { schedule, run }, why);
  return 'nothing';
}

/**
 * A daily greeting an hour late speaks for itself; what was to be at one moment must say it, unless
 * it has waited for a pause in the talk and no longer than the rules say.
 */
function lateLine(
  { attention, heardAt, text }: Context<Base>,
  { when }: Schedule,
  { at, outcome }: Run,
): Line | undefined {
  const n = Math.floor((heardAt - at) / MS_PER_MINUTE);
  const most = outcome === 'late' ? 0 : attention.rules.lullMinutes;
  const isLate = when.kind === 'once' && n >= LATE_FROM_MINUTES && n > most;
  return isLate ? text('late', { n }) : undefined;
}

/** A link or a file may come without a word. */
function belowIt(line: Line, late: Line | undefined): Line {
  return line === '' ? (late ?? line) : lines(line, late);
}

/**
 * Which of its texts it brings. Of texts that were written anew since its slot it is the first: it
 * would bring the third before anybody has read the first two.
 */
async function turnOf(
  { community, tx }: Context<Base>,
  schedule: Schedule,
  run: Run,
): Promise<number> {
  const { said } = schedule;
  if (run.said < said) return run.said;
  if (said === 0) await saveSchedule(tx, community.id, { ...schedule, said: 1 });
  return 0;
}

async function tellNotOpened(
  context: Context<Base>,
  { schedule, run }: { readonly schedule: Schedule; readonly run: Run },
  why: Line,
): Promise<void> {
  const { community, group, text, tx } = context;
  const { number, slot, at } = run;
  if (group) await noteNotOpened(tx, { community: community.id, number, group: group.id, slot });
  const line = text('notOpened', { number, slot: slotLine(at, context), why });
  return tellAuthor(context, schedule, line);
}
