/** `定时记录`: what became of each push, in every group. */
import { type Args, arg, type Commanding, instantOf, type Line, lines } from '#kit';
import type { Base } from './base.ts';
import { number } from './found.ts';
import { slotLine } from './show.ts';
import { type RunRow, runsOf } from './store/runs.ts';

const SHOWN_RUNS = 10;

interface HistoryArgs {
  number: number | undefined;
}

export const historyArgs: Args<HistoryArgs> = { number: arg.optional(number()) };

export async function history(context: Commanding<Base, HistoryArgs>): Promise<void> {
  const { args, community, tx, text, say } = context;
  const which = { community: community.id, number: args.number, limit: SHOWN_RUNS };
  const runs = await runsOf(tx, which);
  if (runs.length === 0) return say(text('noRuns'));
  const rows: Line[] = [];
  for (const run of runs) rows.push(await rowOf(context, run));
  return say(lines(...rows));
}

async function rowOf(context: Commanding<Base, HistoryArgs>, run: RunRow): Promise<Line> {
  const { text, group, tx } = context;
  const { number: of, at, outcome, late_minutes: late, left_out: left, reached } = run;
  const slot = slotLine(instantOf(at), context);
  let said = text(OUTCOMES[outcome], { number: of, slot, late });
  if (left > 0) said = text('withLeftOut', { run: said, n: left });
  if (reached !== null) return text('runPrivate', { run: said, n: reached });
  if (run.group_id === group?.id) return said;
  const other = await tx.people.group(run.group_id);
  return other ? text('runIn', { run: said, group: other.platformId }) : said;
}

const OUTCOMES = {
  onTime: 'runOnTime',
  late: 'runLate',
  missed: 'runMissed',
  refused: 'runRefused',
} as const;
