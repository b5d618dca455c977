/**
 * Which of several texts a run brings. A text has had its turn once it has left and may be there,
 * in one group at least; what the guard has left out, or what surely did not arrive, comes at the
 * next slot. All groups of a slot get the same.
 */
import type { Context, PushReport } from '#kit';
import type { Base } from '../base.ts';
import { type Content, readContent } from '../reading/read-content.ts';
import { noteOutcome, type RunRow, runOf } from '../store/runs.ts';
import type { Schedule } from '../store/schedules.ts';
import { noteTurn, runsWithTurn } from '../store/turns.ts';
import { reportsOf } from '../telling/run-words.ts';
import type { Run } from './run.ts';

/** Of slots that come every ten minutes so many lie within the two hours that a run may wait. */
const MOST_WAITING = 12;

export interface Turns {
  /** The first text that has not had its turn; of a series that has been told none. */
  readonly next: number | undefined;
  /** All before it have had their turn for good. */
  readonly said: number;
  /** Something has left of which it is not known yet how it ends. */
  readonly isOpen: boolean;
  /** Parts of a series that have not had their turn, counted from 0. */
  readonly left: readonly number[];
}

type Had = 'yes' | 'perhaps' | 'no';

interface Brought {
  readonly run: RunRow;
  readonly turn: number;
  readonly had: Had;
}

export async function turnsOf(context: Context<Base>, schedule: Schedule): Promise<Turns> {
  const content = readContent(schedule.content);
  const isOne = content.parts.length === 1;
  const brought = isOne ? [] : await broughtBy(context, schedule, content.order);
  return turnsIn(content, schedule.said, brought);
}

/**
 * Which text a run brings that may leave now, noted with it; undefined where a series has no more:
 * then that is noted.
 */
export async function takeTurn(
  context: Context<Base>,
  schedule: Schedule,
  run: Run,
): Promise<number | undefined> {
  const { community, group, tx } = context;
  const content = readContent(schedule.content);
  if (!group || content.parts.length === 1) return 0;
  const { number, edition } = schedule;
  const key = { community: community.id, number, group: group.id, slot: run.slot };
  const own = await runOf(tx, key);
  // Sent again, it brings what it was to bring before.
  if (own?.edition === edition && own.turn !== null) return own.turn;
  const brought = await broughtBy(context, schedule, content.order);
  const other = brought.find((one) => one.run.slot === run.slot && one.had !== 'no');
  const turn = other?.turn ?? turnsIn(content, schedule.said, brought).next;
  if (turn === undefined) await noteOutcome(tx, key, 'notNeeded');
  else await noteTurn(tx, key, { turn, edition });
  return turn;
}

function turnsIn(content: Content, before: number, brought: readonly Brought[]): Turns {
  const had = new Map<number, Had>();
  for (const one of brought) {
    if (one.had !== 'no' && had.get(one.turn) !== 'yes') had.set(one.turn, one.had);
  }
  let said = before;
  while (had.get(said) === 'yes') said += 1;
  let next = said;
  while (had.has(next)) next += 1;
  const isOpen = [...had.values()].includes('perhaps');
  if (content.order === 'again') return { next, said, isOpen, left: [] };
  const left = content.parts.flatMap((_, turn) => (turn < said || had.has(turn) ? [] : [turn]));
  return { next: left[0], said, isOpen, left };
}

async function broughtBy(
  context: Context<Base>,
  { number, edition, said }: Schedule,
  order: Content['order'],
): Promise<readonly Brought[]> {
  const { community, tx } = context;
  const from = Math.max(0, said - MOST_WAITING);
  const runs = await runsWithTurn(tx, { community: community.id, number, edition, from });
  const reports = await reportsOf(context, runs);
  return runs.flatMap((run) =>
    run.turn === null ? [] : [{ run, turn: run.turn, had: hadBy(run, reports.get(run), order) }],
  );
}

/** Texts in turn go on after one that cannot be said; a series would lack it. */
function hadBy({ outcome }: RunRow, report: PushReport | undefined, order: Content['order']): Had {
  if (outcome === 'notOpened') return order === 'again' ? 'yes' : 'no';
  switch (report?.state) {
    case 'sent':
    case 'merged':
    case 'unknown':
      return 'yes';
    case 'refused':
      return order === 'again' ? 'yes' : 'no';
    case 'suppressed':
    case 'expired':
      return 'no';
    default:
      return 'perhaps';
  }
}
