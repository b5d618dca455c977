/**
 * Sends a push once more and says what becomes of it, group by group: when it leaves, where it
 * waits, and where it does not go at all. Nothing is promised of which it is known that it will not
 * be said.
 */
import { type Acting, formatLocal, type Group, type Line, lines, type PushOutlook } from '#kit';
import type { Base } from '../base.ts';
import { groupNames } from '../planning/reach.ts';
import { isToGroups } from '../planning/targets.ts';
import type { Schedule } from '../store/schedules.ts';
import { contentOf } from '../telling/show.ts';
import { lastingOf } from './lasting.ts';
import { type Resending, resend } from './resend.ts';
import { turnsOf } from './turns.ts';

export interface SendingAgain extends Resending {
  /** Where it was lost, and is not meant to go any more. */
  readonly unmeant: readonly Group[];
}

export async function sendAgain(
  context: Acting<Base>,
  { unmeant, ...sending }: SendingAgain,
): Promise<void> {
  const { house, say, text } = context;
  const { schedule, turn } = sending;
  const { number } = schedule;
  const outlooks = await outlooksOf(context, sending);
  const leaving = outlooks.filter(willLeave);
  const held = outlooks.filter((one) => !willLeave(one));
  const [first] = leaving;
  if (!first) return say(notSentLine(context, schedule, { held, unmeant }));
  const { next = 0 } = await turnsOf(context, schedule);
  await resend(context, { ...sending, groups: leaving.map(({ group }) => group) });
  await house.audit('schedule.again', { number });
  const content = contentOf(schedule, turn ?? next);
  const line = outlookLine(context, first.outlook, { number, content });
  return say(
    lines(
      leaving.length > 1 ? text('againTo', { line, n: leaving.length }) : line,
      ...leftOutLines(context, { held, unmeant }),
    ),
  );
}

interface Ahead {
  readonly group: Group;
  readonly outlook: PushOutlook;
}

interface LeftOut {
  /** Where the guard does not let it go. */
  readonly held?: readonly Ahead[];
  readonly unmeant: readonly Group[];
}

/** What the guard would make of it, group by group. */
async function outlooksOf(
  { attention }: Acting<Base>,
  { schedule, groups, isNow }: Resending,
): Promise<readonly Ahead[]> {
  const lasts = lastingOf(schedule.when);
  const outlooks: Ahead[] = [];
  for (const group of groups) {
    const outlook = await attention.outlook({ group, kind: 'planned', lasts, isNow });
    outlooks.push({ group, outlook });
  }
  return outlooks;
}

/** Where the bot is not, nothing waits for it: once it is back, the same word sends it. */
function willLeave({ outlook }: Ahead): boolean {
  return outlook.do === 'now' || (outlook.do === 'later' && outlook.why.code !== 'away');
}

/** Nothing is sent: why, and what to do instead where another moment helps. */
export function notSentLine(
  context: Acting<Base>,
  { number, targets }: Pick<Schedule, 'number' | 'targets'>,
  { held = [], unmeant }: LeftOut,
): Line {
  const { text } = context;
  const reasons = [...new Set(held.map(({ outlook }) => whyOf(context, outlook)))];
  const [why = text('notMeant')] = reasons;
  const isOneReason = reasons.length < 2 && unmeant.length === 0;
  if (isOneReason && held.length > 0 && held.every(isForNow)) {
    return text('againNever', { number, why });
  }
  if (isOneReason && (held.length === 0 || !isToGroups(targets))) {
    return text('againNot', { number, why });
  }
  return lines(text('againNothing', { number }), ...leftOutLines(context, { held, unmeant }));
}

/** Whether it could be sent at another moment, or by an admin. */
function isForNow({ outlook }: Ahead): boolean {
  return outlook.do !== 'now' && outlook.why.code !== 'off' && outlook.why.code !== 'away';
}

/** Where it does not go, a line for each reason. */
function leftOutLines(context: Acting<Base>, { held = [], unmeant }: LeftOut): readonly Line[] {
  const { text } = context;
  const byReason = new Map<Line, Group[]>();
  for (const { group, outlook } of held) {
    const why = whyOf(context, outlook);
    byReason.set(why, [...(byReason.get(why) ?? []), group]);
  }
  if (unmeant.length > 0) byReason.set(text('notMeant'), [...unmeant]);
  return [...byReason].map(([why, groups]) =>
    text('againNotTo', { to: groupNames(groups, text), why }),
  );
}

function whyOf({ attention }: Acting<Base>, outlook: PushOutlook): Line {
  return attention.whyLine(outlook.do === 'now' ? undefined : outlook.why);
}

/** When it will leave. */
function outlookLine(
  context: Acting<Base>,
  outlook: PushOutlook,
  slots: { readonly number: number; readonly content: string },
): Line {
  const { community, text } = context;
  if (outlook.do === 'now') return text('againNow', slots);
  const why = whyOf(context, outlook);
  const isOpen = outlook.do === 'never' || BOUND.includes(outlook.why.code);
  if (isOpen) return text('againWaits', { ...slots, why });
  const time = formatLocal(outlook.at, community.calendar.zone);
  return text('againLater', { ...slots, time, why });
}

/** Nobody knows when these are over. */
const BOUND: readonly string[] = ['answersOnly', 'spent'];
