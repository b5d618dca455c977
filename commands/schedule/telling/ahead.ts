/** One-offs (只发一次的) that are still to come in a group: the day keeps a place for each. */
import {
  type AgendaSpan,
  after,
  type Context,
  type Instant,
  instantOf,
  type PushAhead,
  type PushReport,
} from '#kit';
import type { Base } from '../base.ts';
import { goesTo } from '../planning/targets.ts';
import { lastingOf } from '../sending/lasting.ts';
import { KEY } from '../store/runs.ts';
import { isHalted, type Schedule, scheduleOf, schedulesOf } from '../store/schedules.ts';
import { turnsAhead } from '../store/turns-ahead.ts';
import { slotNamed } from '../times/slots.ts';
import { contentOf } from './show.ts';

export async function ahead(
  context: Context<Base>,
  span: AgendaSpan,
): Promise<readonly PushAhead[]> {
  const { community, group, tx } = context;
  const { zone } = community.calendar;
  const found: PushAhead[] = [];
  for (const schedule of await schedulesOf(tx, community.id)) {
    const { state, when } = schedule;
    const isToCome = state === 'active' && when.kind === 'once' && goesTo(schedule, group?.id);
    const slot = isToCome ? slotNamed(schedule.nextSlot ?? '', zone) : undefined;
    if (slot) found.push(...placeFor(context, { schedule, at: slot.at }, span));
  }
  return [...found, ...(await inTurn(context, span))];
}

/** What has left for other groups, and whose turn has not come here: it may have ended since. */
async function inTurn(context: Context<Base>, span: AgendaSpan): Promise<readonly PushAhead[]> {
  const { community, group, tx } = context;
  const where = group && { community: community.id, group: group.id };
  const found: PushAhead[] = [];
  for (const { number, at } of where ? await turnsAhead(tx, where) : []) {
    const schedule = await scheduleOf(tx, { community: community.id, number });
    const isToCome = schedule && !isHalted(schedule) && goesTo(schedule, group?.id);
    if (isToCome) found.push(...placeFor(context, { schedule, at }, span));
  }
  return found;
}

interface Coming {
  readonly schedule: Schedule;
  readonly at: Instant;
}

/** What has had its time a moment ago, and has not been looked at yet, is still to come. */
function placeFor(
  { text }: Context<Base>,
  { schedule, at }: Coming,
  { from, until }: AgendaSpan,
): readonly PushAhead[] {
  const { number, said, when } = schedule;
  const lasts = lastingOf(when);
  if (after(at, lasts) < from || at > until) return [];
  const what = text('named', { number, content: contentOf(schedule, said) });
  return [{ at: instantOf(Math.max(at, from)), lasts, what }];
}

/** «3 号「开会」». */
export async function named(
  { community, text, tx }: Context<Base>,
  { key }: Pick<PushReport, 'key'>,
) {
  const number = Number(KEY.exec(key)?.[1]);
  const schedule = await scheduleOf(tx, { community: community.id, number });
  return schedule && text('named', { number, content: contentOf(schedule, schedule.said) });
}
