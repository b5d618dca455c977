/** What comes again and was left out: whoever made it hears of all of it together, once a day. */
import { type Acting, type Line, lines, type PushReport } from '#kit';
import type { Base } from '../base.ts';
import { failedBy, isSentAgain } from './failed.ts';
import { contentOf, slotLine } from './show.ts';

/** More is in the history. */
const SHOWN = 8;

interface Row {
  readonly number: number;
  readonly content: string;
  readonly why: Line;
  readonly slot: Line;
  n: number;
}

export async function tellLost(
  context: Acting<Base>,
  pushes: readonly PushReport[],
): Promise<void> {
  const { say, text } = context;
  const rows = await rowsOf(context, pushes);
  if (rows.length === 0) return;
  const shown = rows.slice(0, SHOWN).map((row) => text(row.n > 1 ? 'lostRows' : 'lostRow', row));
  const more = rows.length > SHOWN ? text('lostMore', { n: rows.length - SHOWN }) : undefined;
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  return say(lines(text('lostTitle', { n }), ...shown, more, text('lostHelp')));
}

/** One for each schedule and reason, with its latest slot. */
async function rowsOf(context: Acting<Base>, pushes: readonly PushReport[]): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const push of [...pushes].reverse()) {
    const failed = await failedBy(context, push);
    if (!failed || (await isSentAgain(context, failed))) continue;
    const { schedule, run } = failed;
    const { number } = schedule;
    const why = context.attention.whyLine(push.why);
    const known = rows.get(`${number} ${why}`);
    if (known) known.n += 1;
    else {
      const content = contentOf(schedule, run.turn ?? schedule.said);
      const slot = slotLine(run.at, context);
      rows.set(`${number} ${why}`, { number, content, why, slot, n: 1 });
    }
  }
  return [...rows.values()].sort((a, b) => a.number - b.number);
}
