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
import type { Base } from './base.ts';
import { beginning, slotLine } from './show.ts';
import { type Schedule, scheduleOf } from './store/schedules.ts';

/** A day to look into the group and say so. */
const SECONDS_TO_SAY = 86_400;

const asked = z.object({
  number: z.number().int(),
  key: z.string(),
  group: z.number().transform((id) => parseGroupId(id)),
});

/** The number in a push's key: «3:2026-11-27T09:00». */
const KEY = /^(\d+):/;

function scheduleBehind({ community, tx }: Acting<Base>, key: string) {
  const number = Number(KEY.exec(key)?.[1]);
  return scheduleOf(tx, { community: community.id, number });
}

export async function tellFailed(context: Acting<Base>, push: PushReport): Promise<void> {
  const { ask, say, text } = context;
  const schedule = await scheduleBehind(context, push.key);
  if (!schedule) return;
  if (push.state !== 'unknown') return say(lineOf(context, schedule, push));
  return ask({
    dialogue: 'failed',
    line: lineOf(context, schedule, push),
    choices: [
      { key: 'arrived', label: text('arrived') },
      { key: 'again', label: text('again') },
    ],
    data: { number: schedule.number, key: push.key, group: push.group } satisfies z.input<
      typeof asked
    >,
    seconds: SECONDS_TO_SAY,
  });
}

function lineOf(context: Acting<Base>, schedule: Schedule, push: PushReport): Line {
  const { attention, text } = context;
  const { number } = schedule;
  const slots = { number, slot: slotLine(push.plannedAt, context), content: beginning(schedule) };
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

/** The author's word on a push whose end nobody knew. */
export async function answerFailed(context: Answering<Base>): Promise<void> {
  const { answer, attention, data, member, now, push, say, text, tx } = context;
  const { group: id, key } = asked.parse(data);
  const group = id && (await tx.people.group(id));
  // Whoever was asked may be no manager any more.
  if (!group || !mayActAs(member.role, 'manager')) return say(text('dropped'));
  if (answer === 'arrived') {
    await attention.arrived({ group: group.id, kind: 'planned', keys: [key] });
    return say(text('arrivedNoted'));
  }
  const schedule = await scheduleBehind(context, key);
  if (!schedule) return say(text('dropped'));
  const content = text('pushed', { content: schedule.content });
  await push(content, { kind: 'planned', key: `${key}:${now}`, to: group, author: member.id });
  return say(text('sentAgain'));
}
