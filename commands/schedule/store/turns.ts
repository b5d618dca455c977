/** SQL of which of several texts each run of a schedule has brought. */
import { type Given, type Reader, read, type Tx, write } from '#kit';
import { type RunKey, type RunRow, runTables } from './runs.ts';
import type { Numbered } from './schedules.ts';

interface Since extends Numbered {
  readonly edition: number;
  /** The first turn that is asked for. */
  readonly from: number;
}

const since = read((p: Given<Since>) =>
  runTables
    .selectFrom('schedule_runs')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('turn', '>=', p.from)
    .where('edition', '=', p.edition)
    .orderBy('turn'),
);

const setTurn = write((p: Given<RunKey & { turn: number; edition: number }>) =>
  runTables
    .updateTable('schedule_runs')
    .set({ turn: p.turn, edition: p.edition })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('group_id', '=', p.group)
    .where('slot', '=', p.slot),
);

/** The runs that brought a text from one turn on, in that order. */
export async function runsWithTurn(reader: Reader, which: Since): Promise<readonly RunRow[]> {
  return reader.all(since, which);
}

/** The run brings this text. */
export async function noteTurn(
  tx: Tx,
  key: RunKey,
  brought: { readonly turn: number; readonly edition: number },
): Promise<void> {
  await tx.run(setTurn, { ...key, ...brought });
}
