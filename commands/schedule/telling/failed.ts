/**
 * Whoever made a schedule hears that a push of it did not reach the group, and why. Of one whose
 * end nobody knows they say whether it is there; it is never sent a second time by itself.
 */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  type Line,
  mayActAs,
  type PushReport,
  parseGroupId,
} from '#kit';
import type { Base } from '../base.ts';
import { groupsReached } from '../planning/reach.ts';
import { lastAttempts, slotOf, whyAtRest } from '../sending/resend.ts';
import { sendAgain } from '../sending/send-again.ts';
import { KEY, keyOfPush, type RunRow, runOf } from '../store/runs.ts';
import { type Schedule, scheduleOf } from '../store/schedules.ts';
import { contentOf, groupWords, slotLine } from './show.ts';

/** A day to look into the group and say so. */
const SECONDS_TO_SAY = 86_400;

const doubt = z.object({
  key: z.string(),
  group: z.number().transform((id, refinement) => {
    const group = parseGroupId(id);
    if (group === undefined) refinement.addIssue('not a group');
    return group ?? z.NEVER;
  }),
});
/** What is asked about, and behind it what its author has not said a word on yet. */
const asked = z.object({ doubts: z.array(doubt) });
type Doubt = z.output<typeof doubt>;

/** Of more at once nobody remembers which is which. */
const MOST_ASKED = 50;

export interface Failed {
  readonly schedule: Schedule;
  readonly run: RunRow;
}

/** The run behind a push. */
export async function failedBy(
  { community, tx }: Acting<Base>,
  { key, group }: Pick<PushReport, 'key' | 'group'>,
): Promise<Failed | undefined> {
  const [, typed, slot = ''] = KEY.exec(key) ?? [];
  const which = { community: community.id, number: Number(typed) };
  const schedule = await scheduleOf(tx, which);
  const run = schedule && (await runOf(tx, { ...which, group, slot }));
  return run && { schedule, run };
}

export async function tellFailed(context: Acting<Base>, push: PushReport): Promise<void> {
  const { say } = context;
  const failed = await failedBy(context, push);
  if (!failed) return;
  const line = await whereLine(context, failed, lineOf(context, failed, push));
  if (push.state !== 'unknown') return say(line);
  return askAbout(context, line, doubtsWith(context, push));
}

function doubtsWith(context: Acting<Base>, { key, group }: Doubt): readonly Doubt[] {
  const before = asked.safeParse(context.unanswered('failed')).data?.doubts ?? [];
  return [{ key, group }, ...before.filter((one) => one.key !== key || one.group !== group)].slice(
    0,
    MOST_ASKED,
  );
}

/** Whoever wants it sent again says first whether it is there. */
export async function askAboutDoubt(context: Acting<Base>, doubt: Doubt): Promise<void> {
  const failed = await failedBy(context, doubt);
  if (!failed) return;
  const line = lineOf(context, failed, { state: 'unknown', why: undefined });
  return askAbout(context, await whereLine(context, failed, line), doubtsWith(context, doubt));
}

function askAbout(
  { ask, text }: Acting<Base>,
  line: Line,
  doubts: readonly Doubt[],
): Promise<void> {
  return ask({
    dialogue: 'failed',
    line,
    choices: [
      { key: 'arrived', label: text('arrived') },
      { key: 'again', label: text('again') },
    ],
    data: { doubts } satisfies { readonly doubts: readonly z.input<typeof doubt>[] },
    seconds: SECONDS_TO_SAY,
  });
}

function lineOf(
  context: Acting<Base>,
  { schedule, run }: Failed,
  push: Pick<PushReport, 'state' | 'why'>,
): Line {
  const { attention, text } = context;
  const { number } = schedule;
  const turn = run.turn ?? schedule.said;
  const slots = { number, slot: slotLine(run.at, context), content: contentOf(schedule, turn) };
  switch (push.state) {
    case 'unknown':
      return text('failedUnknown', slots);
    case 'refused':
      return text('failedRefused', slots);
    case 'suppressed':
      return text('failedSuppressed', { ...slots, why: attention.whyLine(push.why) });
    default:
      return text('failedExpired', slots);
  }
}

/** Of a push to groups by name it is said in which. */
async function whereLine({ text, tx }: Acting<Base>, { schedule, run }: Failed, line: Line) {
  const { kind } = schedule.targets;
  if (kind === 'here' || kind === 'members') return line;
  const group = await tx.people.group(run.group_id);
  return group ? text('runIn', { run: line, group: groupWords(group) }) : line;
}

/** The author's word on a push whose end nobody knew. */
export async function answerFailed(context: Answering<Base>): Promise<void> {
  const { data, member, say, text } = context;
  const [first, ...others] = asked.parse(data).doubts;
  // Whoever was asked may be no manager any more.
  if (!first || !mayActAs(member.role, 'manager')) return say(text('dropped'));
  await answerOne(context, first);
  return askNext(context, others);
}

/** A newer question has taken the place of theirs. */
async function askNext(context: Acting<Base>, doubts: readonly Doubt[]): Promise<void> {
  const [next, ...others] = doubts;
  if (!next) return;
  const failed = (await isInDoubt(context, next)) ? await failedBy(context, next) : undefined;
  if (!failed) return askNext(context, others);
  const line = lineOf(context, failed, { state: 'unknown', why: undefined });
  return askAbout(context, await whereLine(context, failed, line), doubts);
}

async function isInDoubt({ attention }: Acting<Base>, { group, key }: Doubt): Promise<boolean> {
  const reports = await attention.reports({ group, kind: 'planned', keys: [key] });
  return reports.get(key)?.state === 'unknown';
}

/** Somebody has had it sent again since. */
export async function isSentAgain(
  context: Acting<Base>,
  { schedule, run }: Failed,
): Promise<boolean> {
  const last = await lastAttempts(context, { number: schedule.number, slot: slotOf(run) });
  return last.some(
    (one) => one.run.group_id === run.group_id && keyOfPush(one.run) !== keyOfPush(run),
  );
}

async function answerOne(context: Answering<Base>, { group: id, key }: Doubt): Promise<void> {
  const { answer, attention, say, text, tx } = context;
  const group = await tx.people.group(id);
  if (!group) return say(text('dropped'));
  if (answer === 'arrived') {
    await attention.arrived({ group: group.id, kind: 'planned', keys: [key] });
    return say(text('arrivedNoted'));
  }
  // The platform may have shown it since the author was asked.
  if (!(await isInDoubt(context, { key, group: id }))) return say(text('hasArrived'));
  const failed = await failedBy(context, { key, group: group.id });
  if (!failed) return say(text('dropped'));
  const { schedule, run } = failed;
  if (await isSentAgain(context, failed)) return say(text('isSentAgain'));
  const atRest = whyAtRest(context, schedule);
  if (atRest) return say(atRest);
  const turn = run.edition === schedule.edition ? run.turn : null;
  const isMeant = (await groupsReached(context, schedule)).includes(group.id);
  const where = isMeant ? { groups: [group], unmeant: [] } : { groups: [], unmeant: [group] };
  const meant = { slot: slotOf(run), at: run.at, isNow: false };
  return sendAgain(context, { schedule, turn, ...meant, ...where });
}
