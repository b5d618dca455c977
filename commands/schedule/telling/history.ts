/** `定时记录`: what became of each push, in every group. */
import { type Args, arg, type Commanding, type Line, lines, type PushReport } from '#kit';
import type { Base } from '../base.ts';
import { number } from '../found.ts';
import { type RunRow, runsOf } from '../store/runs.ts';
import { reportsOf, runLine } from './run-words.ts';
import { groupWords } from './show.ts';

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
  const reports = await reportsOf(context, runs);
  const rows: Line[] = [];
  for (const run of runs) rows.push(await rowOf(context, run, reports.get(run)));
  return say(lines(...rows));
}

/** What became of it, and where it went unless that is here. */
async function rowOf(
  context: Commanding<Base, HistoryArgs>,
  run: RunRow,
  report: PushReport | undefined,
): Promise<Line> {
  const { text, group, tx } = context;
  const said = runLine(context, run, report);
  if (run.reached !== null) return text('runPrivate', { run: said, n: run.reached });
  if (run.group_id === group?.id) return said;
  const other = await tx.people.group(run.group_id);
  return other ? text('runIn', { run: said, group: groupWords(other) }) : said;
}
