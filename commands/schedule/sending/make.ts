/**
 * What a scheduled push says, made when the group has an ear for it: with the values of that
 * moment, and not at all when it was paused, deleted, changed without approval or meant for other
 * groups since its slot.
 */
import { type Context, type Line, lines, type Made, MS_PER_MINUTE, minutes, showSpan } from '#kit';
import type { Base } from '../base.ts';
import { mayMentionAll } from '../planning/mention-all.ts';
import { goesTo } from '../planning/targets.ts';
import { noteOutcome } from '../store/runs.ts';
import { isHalted, type Schedule, scheduleOf } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { tellAuthor } from '../telling/tell-author.ts';
import { saidOf } from './content.ts';
import { LATE_FROM_MINUTES } from './due.ts';
import { writeToMembers } from './private.ts';
import { type Run, runShape } from './run.ts';
import { takeTurn } from './turns.ts';

export async function make(context: Context<Base>, data: unknown): Promise<Made> {
  const { community, group, text, tx } = context;
  const run = runShape.parse(data);
  const schedule = await scheduleOf(tx, { community: community.id, number: run.number });
  if (!schedule || isHalted(schedule) || !goesTo(schedule, group?.id)) return 'nothing';
  const turn = await takeTurn(context, schedule, run);
  if (turn === undefined) return 'nothing';
  const said = await saidOf(context, schedule, turn);
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
  { attention, heardAt, language, text }: Context<Base>,
  { when }: Schedule,
  { at, outcome }: Run,
): Line | undefined {
  const n = Math.floor((heardAt - at) / MS_PER_MINUTE);
  const most = outcome === 'late' ? 0 : attention.rules.lullMinutes;
  const isLate = when.kind === 'once' && n >= LATE_FROM_MINUTES && n > most;
  return isLate ? text('late', { span: showSpan(minutes(n), language) }) : undefined;
}

/** A link or a file may come without a word. */
function belowIt(line: Line, late: Line | undefined): Line {
  return line === '' ? (late ?? line) : lines(line, late);
}

async function tellNotOpened(
  context: Context<Base>,
  { schedule, run }: { readonly schedule: Schedule; readonly run: Run },
  why: Line,
): Promise<void> {
  const { community, group, text, tx } = context;
  const { number, slot, at } = run;
  const key = group && { community: community.id, number, group: group.id, slot };
  if (key) await noteOutcome(tx, key, 'notOpened');
  const line = text('notOpened', { number, slot: slotLine(at, context), why });
  return tellAuthor(context, schedule, line);
}
