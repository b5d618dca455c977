/**
 * `再发 3`: what had its time and did not get to the group is sent once more, now. In doubt, whoever
 * asks is asked whether it is there; what is there is not sent again. Where it is not meant to go
 * any more is said.
 */
import {
  type Args,
  arg,
  type Commanding,
  formatLocalDateTime,
  type Group,
  LANGUAGES,
  mayActAs,
  plainWord,
} from '#kit';
import { type Base, base } from '../base.ts';
import { type NumberArgs, number } from '../found.ts';
import { groupsOf, groupsReached } from '../planning/reach.ts';
import { isToGroups } from '../planning/targets.ts';
import { keyOfPush } from '../store/runs.ts';
import { type Schedule, scheduleOf } from '../store/schedules.ts';
import { askAboutDoubt } from '../telling/failed.ts';
import { runLine } from '../telling/run-words.ts';
import { slotLine } from '../telling/show.ts';
import { slotNamed } from '../times/slots.ts';
import { type Attempt, lastAttempts, type Resending, slotOf, turnOf, whyAtRest } from './resend.ts';
import { notSentLine, sendAgain } from './send-again.ts';
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
  const attempts = await lastAttempts(context, schedule);
  const meant = await groupsReached(context, schedule);
  const isMeant = ({ run }: Attempt) => run.outcome === 'missed' || meant.includes(run.group_id);
  const last = attempts.filter(isMeant);
  const lost = attempts.filter((one) => !isMeant(one) && one.standing === 'notSent');
  const unmeant = await groupsIn(context, lost);
  const isAllElsewhere = last.length === 0 && unmeant.length > 0;
  const sending = isAllElsewhere ? undefined : await sendingOf(context, schedule, last);
  if (sending) return sendAgain(context, { ...sending, unmeant });
  const isAllThere = last.every(({ standing }) => standing === 'there');
  if (unmeant.length > 0 && isAllThere) return say(notSentLine(context, schedule, { unmeant }));
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
  return groupsIn(context, lost);
}

async function groupsIn({ tx }: Asking, lost: readonly Attempt[]): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (const { run } of lost) {
    const group = await tx.people.group(run.group_id);
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
