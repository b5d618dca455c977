/** `定时列表`: what is scheduled, what waits for a word, and what was never confirmed. */
import { type Commanding, type Context, type Line, lines } from '#kit';
import type { Base } from './base.ts';
import { comingWords } from './coming-words.ts';
import { whereTo } from './reach.ts';
import { slotLine, whenLine } from './show.ts';
import { slotNamed } from './slots.ts';
import { type Schedule, type ScheduleState, schedulesOf } from './store/schedules.ts';

export async function list(context: Commanding<Base>): Promise<void> {
  const { community, tx, text, say } = context;
  const all = await schedulesOf(tx, community.id);
  if (all.length === 0) return say(text('none'));
  const rows: Line[] = [];
  for (const schedule of all) rows.push(await rowOf(context, schedule));
  return say(lines(text('listTitle', { n: all.length }), ...rows));
}

type StateRow = 'draftRow' | 'waitingRow' | 'pausedRow';
const STATE_ROWS: { readonly [K in ScheduleState]?: StateRow } = {
  draft: 'draftRow',
  waiting: 'waitingRow',
  paused: 'pausedRow',
};

async function rowOf(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { text, community } = context;
  const { number, state } = schedule;
  const content = comingWords(context, schedule);
  const to = await whereTo(context, schedule);
  const when = whenLine(schedule.when, text);
  const shown = to ? text('whenTo', { when, to }) : when;
  const row = { number, when: shown, content };
  const stateRow = STATE_ROWS[state];
  if (stateRow) return text(stateRow, row);
  const next = slotNamed(schedule.nextSlot ?? '', community.calendar.zone);
  return next ? text('row', { ...row, next: slotLine(next.at, context) }) : text('lastRow', row);
}
