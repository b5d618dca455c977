/**
 * Sends what had its time and did not arrive once more: as a run of its own, by the guard of
 * attention like any other. Nothing is sent a second time that is there, under way or in doubt;
 * only whoever was asked about a doubt may say that it is not there.
 */
import type { Acting, Group, Instant, Line, PushReport } from '#kit';
import type { Base } from '../base.ts';
import { addRun, keyOfPush, type RunRow, rowOf, runsOf } from '../store/runs.ts';
import type { Schedule } from '../store/schedules.ts';
import { reportsOf } from '../telling/run-words.ts';
import { lastingOf } from './lasting.ts';

/** Of the groups of a community and a few attempts in each. */
const LOOKED_AT = 500;
/** Between the slot and the moment at which it was sent again. */
const AGAIN = '#';

export type Standing = 'there' | 'inDoubt' | 'underWay' | 'notSent';

/** The last attempt to send a slot to a group. */
export interface Attempt {
  readonly run: RunRow;
  readonly report: PushReport | undefined;
  readonly standing: Standing;
}

/** The slot that a run belongs to, also when it was sent again. */
export function slotOf({ slot }: Pick<RunRow, 'slot'>): string {
  const [own = slot] = slot.split(AGAIN);
  return own;
}

interface Asked extends Pick<Schedule, 'number'> {
  /** Unless given, the latest that has had its time. */
  readonly slot?: string;
}

/** How a slot of a schedule stands, in each group. */
export async function lastAttempts(
  context: Acting<Base>,
  { number, slot }: Asked,
): Promise<readonly Attempt[]> {
  const { community, tx } = context;
  const runs = await runsOf(tx, { community: community.id, number, limit: LOOKED_AT });
  const asked = slot ?? latestSlot(runs);
  const newest = new Map<Group['id'], RunRow>();
  for (const run of runs) {
    if (slotOf(run) === asked && !newest.has(run.group_id)) newest.set(run.group_id, run);
  }
  const last = [...newest.values()];
  const reports = await reportsOf(context, last);
  return last.map((run) => {
    const report = reports.get(run);
    return { run, report, standing: standingOf(run, report) };
  });
}

/** By the moment at which each had its time first: not all are called by the same clock. */
function latestSlot(newestFirst: readonly RunRow[]): string {
  const begun = new Map(newestFirst.map((run) => [slotOf(run), run.at]));
  const begunAt = (slot: string) => begun.get(slot) ?? 0;
  return [...begun.keys()].reduce(
    (latest, slot) => (begunAt(slot) > begunAt(latest) ? slot : latest),
    '',
  );
}

function standingOf({ outcome }: RunRow, report: PushReport | undefined): Standing {
  if (outcome === 'missed' || outcome === 'notOpened') return 'notSent';
  switch (report?.state) {
    case 'waiting':
    case 'leaving':
      return 'underWay';
    case 'unknown':
      return 'inDoubt';
    case 'refused':
    case 'expired':
    case 'suppressed':
      return outcome === 'notNeeded' ? 'there' : 'notSent';
    default:
      return 'there';
  }
}

/** Why nothing of a schedule is sent again as it stands; undefined where nothing is in the way. */
export function whyAtRest(
  { text }: Pick<Acting<Base>, 'text'>,
  { number, state }: Pick<Schedule, 'number' | 'state'>,
): Line | undefined {
  switch (state) {
    case 'removed':
      return text('noSuch', { number });
    case 'draft':
    case 'waiting':
      return text('notBegun', { number });
    case 'paused':
      return text('pausedFirst', { number });
    default:
      return undefined;
  }
}

/** What is sent again, and where. */
export interface Resending {
  readonly schedule: Schedule;
  /** The slot for which it was meant, and when that was. */
  readonly slot: string;
  readonly at: Instant;
  readonly groups: readonly Group[];
  /** Which of several texts; unless given, the next that has not had its turn. */
  readonly turn: number | null;
  /** Nothing holds it back. */
  readonly isNow: boolean;
}

export async function resend(
  { community, heardAt, member, push, tx }: Acting<Base>,
  { schedule, groups, turn, isNow, ...meant }: Resending,
): Promise<void> {
  const { number, edition, targets, when } = schedule;
  const slot = `${meant.slot}${AGAIN}${heardAt}`;
  const fresh = { number, slot, at: heardAt, outcome: 'onTime' as const };
  const run = { ...fresh, lateMinutes: 0, leftOut: 0 };
  for (const group of groups) {
    const row = rowOf(run, { community: community.id, group: group.id, targets });
    if (!(await addRun(tx, { ...row, turn, edition }))) continue;
    const how = { kind: 'planned', key: keyOfPush(run), to: group, author: member.id };
    const lasts = { lasts: lastingOf(when), isOnce: true, isNow };
    // How late it is, it is for the moment that was planned first.
    await push({ make: { ...run, at: meant.at } }, { ...how, ...lasts });
  }
}

/** The text that a slot has brought elsewhere, which is to be the same here. */
export function turnOf(attempts: readonly Attempt[], { edition }: Schedule): number | null {
  const brought = attempts.find(
    ({ run, standing }) => standing !== 'notSent' && run.edition === edition && run.turn !== null,
  );
  return brought?.run.turn ?? null;
}
