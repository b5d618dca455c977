/** What became of each slot, in words: not when it left, but whether it arrived. */
import {
  type Context,
  type Instant,
  type Line,
  MS_PER_MINUTE,
  minutes,
  type PushReport,
  showSpan,
} from '#kit';
import type { Base } from '../base.ts';
import { LATE_FROM_MINUTES } from '../sending/due.ts';
import { keyOfPush, type RunRow } from '../store/runs.ts';
import { slotLine } from './show.ts';

/** What the guard of attention knows of runs; nothing of those that are older than it. */
export async function reportsOf(
  { attention }: Context<Base>,
  runs: readonly RunRow[],
): Promise<ReadonlyMap<RunRow, PushReport>> {
  const found = new Map<RunRow, PushReport>();
  for (const group of new Set(runs.map(({ group_id: id }) => id))) {
    const own = runs.filter(({ group_id: id }) => id === group);
    const reports = await attention.reports({ group, kind: 'planned', keys: own.map(keyOfPush) });
    for (const run of own) {
      const report = reports.get(keyOfPush(run));
      if (report) found.set(run, report);
    }
  }
  return found;
}

export function runLine(context: Context<Base>, run: RunRow, report: PushReport | undefined): Line {
  const { text } = context;
  const said = outcomeLine(context, run, report);
  return run.left_out > 0 ? text('withLeftOut', { run: said, n: run.left_out }) : said;
}

function outcomeLine(
  context: Context<Base>,
  { number, at, outcome, late_minutes: late, reached }: RunRow,
  report: PushReport | undefined,
): Line {
  const { attention, text } = context;
  const slots = { number, slot: slotLine(at, context) };
  if (report === undefined || outcome === 'notOpened' || outcome === 'notNeeded') {
    return text(OUTCOMES[outcome], { ...slots, late: showSpan(minutes(late), context.language) });
  }
  const why = attention.whyLine(report.why);
  switch (report.state) {
    case 'sent':
    case 'merged':
      if (report.isAlong) return text('runAlong', slots);
      return sentLine(context, slots, lateness(at, report));
    case 'waiting':
      return text('runWaiting', { ...slots, why });
    case 'suppressed':
      if (report.why) return text('runSuppressed', { ...slots, why });
      // Nobody was left to write to, which the row says.
      return reached === 0 ? sentLine(context, slots, 0) : text('runWithdrawn', slots);
    default:
      return text(ENDS[report.state], slots);
  }
}

function sentLine({ language, text }: Context<Base>, slots: Slots, late: number): Line {
  if (late < LATE_FROM_MINUTES) return text('runOnTime', slots);
  return text('runLate', { ...slots, late: showSpan(minutes(late), language) });
}

interface Slots {
  readonly number: number;
  readonly slot: Line;
}

/** Whole minutes, up to when the platform had it: it may have been away when it was let go. */
function lateness(at: Instant, { leftAt = at, endedAt = leftAt }: PushReport): number {
  return Math.floor((endedAt - at) / MS_PER_MINUTE);
}

const OUTCOMES = {
  onTime: 'runOnTime',
  late: 'runLate',
  missed: 'runMissed',
  notOpened: 'runNotOpened',
  notNeeded: 'runNotNeeded',
} as const;
const ENDS = {
  leaving: 'runLeaving',
  unknown: 'runUnknown',
  refused: 'runRefused',
  expired: 'runExpired',
} as const;
