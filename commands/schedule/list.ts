/** `定时列表`: what is scheduled, what waits for a word, and what was never confirmed. */
import { type Commanding, type Context, type Line, lines } from '#kit';
import type { Base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { targetLine } from './reach.ts';
import { beginning, slotLine, whenLine } from './show.ts';
import { nextSlot } from './slots.ts';
import { type Schedule, schedulesOf } from './store/schedules.ts';

export async function list(context: Commanding<Base>): Promise<void> {
  const { community, tx, text, say } = context;
  const all = await schedulesOf(tx, community.id);
  if (all.length === 0) return say(text('none'));
  const rows: Line[] = [];
  for (const schedule of all) rows.push(await rowOf(context, schedule));
  return say(lines(text('listTitle', { n: all.length }), ...rows));
}

const STATE_ROWS = { draft: 'draftRow', waiting: 'waitingRow', paused: 'pausedRow' } as const;

async function rowOf(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { text, now, community } = context;
  const { number, state, targets } = schedule;
  const content = beginning(schedule);
  const to = targetLine(context, targets);
  const when = whenLine(schedule.when, text);
  const shown = to ? text('whenTo', { when, to }) : when;
  const row = { number, when: shown, content };
  if (state !== 'active' && state !== 'ended') return text(STATE_ROWS[state], row);
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  const next = nextSlot(schedule.when, now, calendars);
  return next ? text('row', { ...row, next: slotLine(next.at, context) }) : text('lastRow', row);
}
