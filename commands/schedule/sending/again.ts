/**
 * `再发 3`: what had its time and did not get to the group is sent once more, now. In doubt, whoever
 * asks is asked whether it is there; what is there is not sent again.
 */
import {
  type Args,
  arg,
  type Commanding,
  formatLocal,
  formatLocalDateTime,
  type Group,
  LANGUAGES,
  type Line,
  mayActAs,
  type PushOutlook,
  plainWord,
} from '#kit';
import { type Base, base } from '../base.ts';
import { type NumberArgs, number } from '../found.ts';
import { groupsOf } from '../planning/reach.ts';
import { goesTo, isToGroups } from '../planning/targets.ts';
import { keyOfPush } from '../store/runs.ts';
import { type Schedule, scheduleOf } from '../store/schedules.ts';
import { askAboutDoubt } from '../telling/failed.ts';
import { runLine } from '../telling/run-words.ts';
import { contentOf, slotLine } from '../telling/show.ts';
import { slotNamed } from '../times/slots.ts';
import { lastingOf } from './lasting.ts';
import {
  type Attempt,
  lastAttempts,
  type Resending,
  resend,
  slotOf,
  turnOf,
  whyAtRest,
} from './resend.ts';
import { turnsOf } from './turns.ts';

interface AgainArgs extends NumberArgs {
  isNow: true | undefined;
}

type Asking = Commanding<Base, AgainArgs>;

/** «马上»: nothing is to hold it back. */
const isNowWord = (typed: string): true | undefined =>
  LANGUAGES.some((language) => base.phrases[language].texts.nowWord === plainWord(typed)) ||
  undefined;

export const againArgs: Args<AgainArgs> = {
  number: number(),
  isNow: arg.optional(arg.choice(isNowWord)),
};

export async function again(context: Asking): Promise<void> {
  const { args, community, member, say, text, tx } = context;
  const { number: which } = args;
  const schedule = await scheduleOf(tx, { community: community.id, number: which });
  if (!schedule) return say(text('noSuch', { number: which }));
  const atRest = whyAtRest(context, schedule);
  if (atRest) return say(atRest);
  if (args.isNow && !mayActAs(member.role, 'admin')) return say(text('nowTakesAdmin'));
  const last = (await lastAttempts(context, schedule)).filter(({ run }) => {
    return run.outcome === 'missed' || goesTo(schedule, run.group_id);
  });
  const sending = await sendingOf(context, schedule, last);
  if (sending) return send(context, sending);
  return sayWhyNot(context, schedule, last);
}

/** What there is to send again; undefined where nothing is. */
async function sendingOf(
  context: Asking,
  schedule: Schedule,
  last: readonly Attempt[],
): Promise<Resending | undefined> {
  const { args } = context;
  const how = { schedule, isNow: args.isNow === true };
  const lost = last.filter(({ standing }) => standing === 'notSent');
  const [first] = lost;
  if (!first) return nextOf(context, how, last);
  const { at } = first.run;
  const groups = (await groupsMeant(context, schedule, lost)).filter(({ id }) =>
    last.every(({ run, standing }) => run.group_id !== id || standing === 'notSent'),
  );
  return { ...how, slot: slotOf(first.run), at, groups, turn: turnOf(last, schedule) };
}

/** Where it was lost; what was missed altogether is noted once, for all groups. */
async function groupsMeant(
  context: Asking,
  schedule: Schedule,
  lost: readonly Attempt[],
): Promise<readonly Group[]> {
  if (lost.some(({ run }) => run.outcome === 'missed')) return allGroups(context, schedule);
  const groups: Group[] = [];
  for (const { run } of lost) {
    const group = await context.tx.people.group(run.group_id);
    if (group) groups.push(group);
  }
  return groups;
}

/** What has ended without being told to the end goes on. */
async function nextOf(
  context: Asking,
  how: Pick<Resending, 'schedule' | 'isNow'>,
  last: readonly Attempt[],
): Promise<Resending | undefined> {
  const { schedule } = how;
  if (schedule.state !== 'ended' || last.some(({ standing }) => standing !== 'there'))
    return undefined;
  const { left } = await turnsOf(context, schedule);
  if (last.length > 0 && left.length === 0) return undefined;
  const at = context.heardAt;
  const slot = formatLocalDateTime(at, context.community.calendar.zone);
  return { ...how, slot, at, groups: await allGroups(context, schedule), turn: null };
}

async function allGroups(context: Asking, { group, targets }: Schedule): Promise<readonly Group[]> {
  if (isToGroups(targets)) return groupsOf(context, targets);
  const own = await context.tx.people.group(group);
  return own ? [own] : [];
}

async function send(context: Asking, sending: Resending): Promise<void> {
  const { house, say, text } = context;
  const { schedule, turn } = sending;
  const { number: which } = schedule;
  const outlooks = await outlooksOf(context, sending);
  const leaving = outlooks.filter(({ outlook }) => outlook.do !== 'never');
  const [first] = leaving;
  if (!first) {
    const why = whyOf(context, outlooks[0]?.outlook);
    return say(text('againNever', { number: which, why }));
  }
  const { next = 0 } = await turnsOf(context, schedule);
  await resend(context, { ...sending, groups: leaving.map(({ group }) => group) });
  await house.audit('schedule.again', { number: which });
  const content = contentOf(schedule, turn ?? next);
  const line = outlookLine(context, first.outlook, { number: which, content });
  return say(leaving.length > 1 ? text('againTo', { line, n: leaving.length }) : line);
}

interface Ahead {
  readonly group: Group;
  readonly outlook: PushOutlook;
}

/** What the guard would make of it, group by group. */
async function outlooksOf(
  { attention }: Asking,
  { schedule, groups, isNow }: Resending,
): Promise<readonly Ahead[]> {
  const lasts = lastingOf(schedule.when);
  const outlooks: Ahead[] = [];
  for (const group of groups) {
    const asked = { group, kind: 'planned', lasts };
    outlooks.push({ group, outlook: isNow ? { do: 'now' } : await attention.outlook(asked) });
  }
  return outlooks;
}

function whyOf({ attention }: Asking, outlook: PushOutlook | undefined): Line {
  return attention.whyLine(outlook && outlook.do !== 'now' ? outlook.why : undefined);
}

/** When it will leave. */
function outlookLine(
  context: Asking,
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
const BOUND: readonly string[] = ['answersOnly', 'away', 'spent'];

async function sayWhyNot(
  context: Asking,
  schedule: Schedule,
  last: readonly Attempt[],
): Promise<void> {
  const { community, say, text } = context;
  const { number: which } = schedule;
  const doubt = last.find(({ standing }) => standing === 'inDoubt');
  if (doubt) {
    const { run } = doubt;
    return askAboutDoubt(context, { key: keyOfPush(run), group: run.group_id });
  }
  const open = last.find(({ standing }) => standing === 'underWay');
  if (open) return say(runLine(context, open.run, open.report));
  if (last.length > 0) return say(text('againThere', { number: which }));
  const next = slotNamed(schedule.nextSlot ?? '', community.calendar.zone);
  const slot = next ? slotLine(next.at, context) : text('content', { content: '' });
  return say(text('againNotYet', { number: which, slot }));
}
