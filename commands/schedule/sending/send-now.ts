/**
 * `立即发 3`: a push leaves beside its times. It is asked about first, for it cannot be taken back,
 * and it goes by the guard like any other: it is said when it leaves, or why it cannot now.
 */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  type Foreseen,
  formatInstant,
  formatLocal,
  type Instant,
  type Line,
  lines,
  mayActAs,
} from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import { groupsReached, reachLine, whereTo } from '../planning/reach.ts';
import { isToGroups } from '../planning/targets.ts';
import { versionOf } from '../planning/version.ts';
import { partAt, readContent } from '../reading/read-content.ts';
import { runsOf } from '../store/runs.ts';
import { isGone, type Schedule, scheduleOf } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { slotNamed } from '../times/slots.ts';
import { attachedLine } from './attachment.ts';
import { contentShown } from './content.ts';
import { lookAfterSeries } from './finish.ts';
import { lastingOf } from './lasting.ts';
import type { Run } from './run.ts';
import { planGroups } from './spread.ts';
import { turnsOf } from './turns.ts';

const SECONDS_TO_DECIDE = 120;
const asked = z.object({
  number: z.int(),
  was: z.string(),
  turn: z.int(),
  /** The slot that had its time last when it was asked. */
  last: z.string(),
});

export async function sendNow(context: Numbering): Promise<void> {
  const schedule = await found(context);
  if (schedule) return askToSend(context, schedule);
}

async function askToSend(context: Acting<Base>, schedule: Schedule): Promise<void> {
  const { ask, say, text } = context;
  const { number, content } = schedule;
  const { next: turn } = await turnsOf(context, schedule);
  if (turn === undefined) return say(text('ended', { number }));
  const foresight = await foreseen(context, schedule);
  const refusal = restLine(context, schedule) ?? refusalLine(context, foresight);
  if (refusal) return say(refusal);
  const to = (await whereTo(context, schedule)) ?? text('thisGroup');
  const label = text('sendIt');
  return ask({
    dialogue: 'sendNow',
    line: lines(
      text('sendingNow', { number, to }),
      await contentShown(context, partAt(readContent(content), turn) ?? content),
      attachedLine(context, schedule),
      await reachLine(context, schedule),
      leavesLine(context, foresight),
      afterwardsLine(context, schedule),
      text('noTakingBack', { word: label }),
    ),
    choices: [
      { key: 'yes', label },
      { key: 'no', label: text('sendNot') },
    ],
    data: {
      number,
      was: versionOf(schedule),
      turn,
      last: await lastSlot(context, schedule),
    } satisfies z.input<typeof asked>,
    isIrreversible: true,
    seconds: SECONDS_TO_DECIDE,
  });
}

/** By which it is known whether it has been sent meanwhile, by its time or by somebody else. */
async function lastSlot({ community, tx }: Acting<Base>, { number }: Schedule): Promise<string> {
  const [last] = await runsOf(tx, { community: community.id, number, limit: 1 });
  return last?.slot ?? '';
}

/** What rests is not sent: it was stopped, or nobody has agreed to it yet. */
function restLine({ text }: Acting<Base>, { number, state }: Schedule): Line | undefined {
  if (state === 'paused') return text('pausedNotSent', { number });
  return state === 'active' ? undefined : text('notBegun', { number });
}

/** What the guard would make of it at this moment, group by group. */
async function foreseen(context: Acting<Base>, schedule: Schedule): Promise<readonly Foreseen[]> {
  const { attention, now } = context;
  const coming = { key: 'now', at: now, lasts: lastingOf(schedule.when), isOnce: true };
  const all: Foreseen[] = [];
  for (const group of await groupsReached(context, schedule)) {
    const own = (await attention.foresee(group, [coming])).get(coming.key);
    if (own) all.push(own);
  }
  return all;
}

/** Why it would leave in no group. */
function refusalLine(
  { attention, text }: Acting<Base>,
  foresight: readonly Foreseen[],
): Line | undefined {
  const [first] = foresight;
  if (!first || foresight.some(({ leavesAt }) => leavesAt !== undefined)) return undefined;
  return text('cannotNow', { why: attention.whyLine(first.why) });
}

/** When it leaves, by the group that waits longest, and in how many it does not. */
function leavesLine(context: Acting<Base>, foresight: readonly Foreseen[]): Line {
  const { attention, canSpeakFirst, community, now, text } = context;
  if (!canSpeakFirst()) return text('answersOnly');
  const leaving = foresight.filter(({ leavesAt }) => leavesAt !== undefined);
  const last = leaving.reduce<Foreseen | undefined>(
    (latest, one) => ((one.leavesAt ?? 0) > (latest?.leavesAt ?? 0) ? one : latest),
    undefined,
  );
  const lost = foresight.length - leaving.length;
  const isLate = last?.leavesAt !== undefined && last.leavesAt > now;
  return lines(
    isLate
      ? text('leavesAt', {
          time: formatLocal(last.leavesAt ?? now, community.calendar.zone),
          why: attention.whyLine(last.why),
        })
      : text('leavesNow', { minutes: attention.rules.lullMinutes }),
    lost > 0 ? text('notInSome', { some: lost, of: foresight.length }) : undefined,
  );
}

/** Its own times stay. */
function afterwardsLine(context: Acting<Base>, { nextSlot }: Schedule): Line | undefined {
  const { community, text } = context;
  const next = slotNamed(nextSlot ?? '', community.calendar.zone);
  return next && text('andThen', { slot: slotLine(next.at, context) });
}

export async function answerSendNow(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, tx, text, say } = context;
  const { number, was, turn, last } = asked.parse(data);
  // Whoever was asked may be no manager any more.
  if (answer !== 'yes' || !mayActAs(member.role, 'manager')) return say(text('notSent'));
  const schedule = await scheduleOf(tx, { community: community.id, number });
  if (!schedule || isGone(schedule)) return say(text('noSuch', { number }));
  const news = await newsSince(context, schedule, { was, turn, last });
  if (news !== undefined) {
    await say(news);
    return askToSend(context, schedule);
  }
  const foresight = await foreseen(context, schedule);
  const refusal = restLine(context, schedule) ?? refusalLine(context, foresight);
  if (refusal) return say(refusal);
  await send(context, schedule);
  return say(text('sending', { number, when: leavesLine(context, foresight) }));
}

/** What has become of a schedule since it was asked about; undefined: nothing. */
async function newsSince(
  context: Acting<Base>,
  schedule: Schedule,
  { was, turn, last }: Omit<z.output<typeof asked>, 'number'>,
): Promise<Line | undefined> {
  const { text } = context;
  const { number } = schedule;
  const { next } = await turnsOf(context, schedule);
  if (versionOf(schedule) !== was || next !== turn) return text('changedMeanwhile', { number });
  const isSent = (await lastSlot(context, schedule)) !== last;
  return isSent ? text('sentMeanwhile', { number }) : undefined;
}

/** A run beside the planned ones; the next time brings the next text. */
async function send(context: Answering<Base>, schedule: Schedule): Promise<void> {
  const { community, heardAt, house, later, member, now } = context;
  const { number, targets, group } = schedule;
  await house.audit('schedule.sendNow', { number });
  const run = { ...runNow(schedule, now), by: member.id };
  if (isToGroups(targets)) {
    const doneAt = await planGroups(context, { targets, isOnce: true }, run);
    return lookAfterSeries(context, schedule, doneAt);
  }
  const key = `${community.id}:${number}:${run.slot}:${group}`;
  await later({ what: 'deliver', at: heardAt, group, key, data: run });
  return lookAfterSeries(context, schedule, heardAt);
}

function runNow({ number }: Schedule, at: Instant): Run {
  const onTime = { outcome: 'onTime', lateMinutes: 0, leftOut: 0 } as const;
  return { number, slot: formatInstant(at), at, ...onTime };
}
