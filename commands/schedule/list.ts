/** `定时列表`: what is scheduled, what waits for a word, and what was never confirmed. */
import { type Commanding, type Context, type Line, lines } from '#kit';
import type { Base } from './base.ts';
import { targetLine } from './reach.ts';
import { readContent } from './read-content.ts';
import { beginning, slotLine, whenLine } from './show.ts';
import { slotNamed } from './slots.ts';
import { type Schedule, type ScheduleState, schedulesOf } from './store/schedules.ts';
import { type Turns, turnsOf } from './turns.ts';

export async function list(context: Commanding<Base>): Promise<void> {
  const { community, tx, text, say } = context;
  const all = await schedulesOf(tx, community.id);
  const rows: Line[] = [];
  for (const schedule of all) {
    const turns = await turnsOf(context, schedule);
    // Its last part has left: it ends as soon as it is sure that it is there.
    if (turns.next !== undefined) rows.push(seriesRow(context, schedule, turns));
  }
  if (rows.length === 0) return say(text('none'));
  return say(lines(text('listTitle', { n: rows.length }), ...rows));
}

/** Of a series it is said how far it has come. */
function seriesRow(context: Context<Base>, schedule: Schedule, { left }: Turns): Line {
  const { parts } = readContent(schedule.content);
  const row = rowOf(context, schedule);
  const told = parts.length - left.length;
  if (left.length === 0 || told === 0) return row;
  return context.text('rowOfSeries', { row, told, of: parts.length });
}

type StateRow = 'draftRow' | 'waitingRow' | 'pausedRow';
const STATE_ROWS: { readonly [K in ScheduleState]?: StateRow } = {
  draft: 'draftRow',
  waiting: 'waitingRow',
  paused: 'pausedRow',
};

function rowOf(context: Context<Base>, schedule: Schedule): Line {
  const { text, community } = context;
  const { number, state, targets } = schedule;
  const content = beginning(schedule);
  const to = targetLine(context, targets);
  const when = whenLine(schedule.when, text);
  const shown = to ? text('whenTo', { when, to }) : when;
  const row = { number, when: shown, content };
  const stateRow = STATE_ROWS[state];
  if (stateRow) return text(stateRow, row);
  const next = slotNamed(schedule.nextSlot ?? '', community.calendar.zone);
  return next ? text('row', { ...row, next: slotLine(next.at, context) }) : text('lastRow', row);
}
