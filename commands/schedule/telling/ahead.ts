/** One-offs (只发一次的) that are still to come in a group: the day keeps a place for each. */
import type { AgendaSpan, Context, PushAhead, PushReport } from '#kit';
import type { Base } from '../base.ts';
import { goesTo } from '../planning/targets.ts';
import { lastingOf } from '../sending/lasting.ts';
import { KEY } from '../store/runs.ts';
import { scheduleOf, schedulesOf } from '../store/schedules.ts';
import { slotNamed } from '../times/slots.ts';
import { contentOf } from './show.ts';

export async function ahead(
  { community, group, text, tx }: Context<Base>,
  { from, until }: AgendaSpan,
): Promise<readonly PushAhead[]> {
  const { zone } = community.calendar;
  return (await schedulesOf(tx, community.id)).flatMap((schedule) => {
    const { number, state, when } = schedule;
    const isToCome = state === 'active' && when.kind === 'once' && goesTo(schedule, group?.id);
    const slot = isToCome ? slotNamed(schedule.nextSlot ?? '', zone) : undefined;
    if (!slot || slot.at < from || slot.at > until) return [];
    const what = text('named', { number, content: contentOf(schedule, schedule.said) });
    return [{ at: slot.at, lasts: lastingOf(when), what }];
  });
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
