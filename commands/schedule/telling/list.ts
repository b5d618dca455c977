/** `定时列表`: what is scheduled, what waits for a word, and what was never confirmed. */
import { type Commanding, type Context, type Line, lines } from '#kit';
import type { Base } from '../base.ts';
import { comingWords } from '../planning/coming-words.ts';
import { whereTo } from '../planning/reach.ts';
import { readContent } from '../reading/read-content.ts';
import { type Turns, turnsOf } from '../sending/turns.ts';
import { type Schedule, type ScheduleState, schedulesOf } from '../store/schedules.ts';
import { slotNamed } from '../times/slots.ts';
import { slotLine, whenLine } from './show.ts';

export async function list(context: Commanding<Base>): Promise<void> {
  const { community, tx, text, say } = context;
  const all = await schedulesOf(tx, community.id);
  const rows: Line[] = [];
  for (const schedule of all) {
    const turns = await turnsOf(context, schedule);
    // Its last part has left: it ends as soon as it is sure that it is there.
    if (turns.next !== undefined) rows.push(await seriesRow(context, schedule, turns));
  }
  if (rows.length === 0) return say(text('none'));
  return say(lines(text('listTitle', { n: rows.length }), ...rows));
}

/** Of a series it is said how far it has come. */
async function seriesRow(context: Context<Base>, schedule: Schedule, turns: Turns): Promise<Line> {
  const { left } = turns;
  const { parts } = readContent(schedule.content);
  const row = await rowOf(context, schedule, turns);
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

async function rowOf(
  context: Context<Base>,
  schedule: Schedule,
  { next: turn }: Turns,
): Promise<Line> {
  const { text, community } = context;
  const { number, state } = schedule;
  const content = comingWords(context, schedule, turn);
  const to = await whereTo(context, schedule);
  const when = whenLine(schedule.when, context);
  const shown = to ? text('whenTo', { when, to }) : when;
  const row = { number, when: shown, content };
  const stateRow = STATE_ROWS[state];
  if (stateRow) return text(stateRow, row);
  const next = slotNamed(schedule.nextSlot ?? '', community.calendar.zone);
  // Of what comes once it stands there already.
  if (!next || schedule.when.kind === 'once') return text('lastRow', row);
  return text('row', { ...row, next: slotLine(next.at, context) });
}
