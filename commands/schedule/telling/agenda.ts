/** Which scheduled pushes (定时推送) of a group come within a span: each once, with its first slot. */
import type { AgendaItem, AgendaSpan, Context } from '#kit';
import type { Base } from '../base.ts';
import { comingWords } from '../planning/coming-words.ts';
import { turnsOf } from '../sending/turns.ts';
import { schedulesOf } from '../store/schedules.ts';
import { slotNamed } from '../times/slots.ts';
import { whenLine } from './show.ts';

export async function agenda(
  context: Context<Base>,
  { until }: AgendaSpan,
): Promise<readonly AgendaItem[]> {
  const { community, group, text, tx } = context;
  const items: AgendaItem[] = [];
  for (const schedule of await schedulesOf(tx, community.id)) {
    const { number, state, when } = schedule;
    if (schedule.group !== group?.id || state !== 'active') continue;
    const slot = slotNamed(schedule.nextSlot ?? '', community.calendar.zone);
    if (!slot || slot.at > until) continue;
    const line = text('comes', {
      number,
      when: whenLine(when, context),
      content: comingWords(context, schedule, (await turnsOf(context, schedule)).next),
    });
    items.push({ at: slot.at, line });
  }
  return items;
}
