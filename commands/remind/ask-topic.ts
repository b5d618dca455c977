/** The topic of the day (每日话题): asked once a day, at the time that the group or a manager chose. */
import { type Coming, type Context, type Group, hours, type MinuteOfDay, nextOfDay } from '#kit';
import type { Remind } from './base.ts';
import { nextTopic, TOPIC } from './next-topic.ts';
import { markAsked, type Topic } from './store/topics.ts';
import { dropWait, type Wait } from './store/waits.ts';
import { awaited, noteNow, plan, timeOf } from './waits.ts';

/** It is left for another day when the group has no ear for it until then. */
export const LASTS = hours(2);

export async function askTopic(context: Coming<Remind>): Promise<void> {
  const { group, now, tx } = context;
  const [wait] = await awaited(context, 'topic');
  if (!wait || !group) return;
  const topic = await nextTopic(context, group);
  if (!topic) {
    await dropWait(tx, wait);
    return;
  }
  const note = noteNow(context);
  if (note === undefined) await ask(context, group, topic);
  await planTopic(context, group, { minute: wait.minute, doneAt: now, note });
}

async function ask(
  { push, text, today, tx }: Coming<Remind>,
  { id: group }: Group,
  { content, number }: Topic,
): Promise<void> {
  await markAsked(tx, { group, number, day: today });
  await push(text('topicOfDay', { content }), { kind: TOPIC, key: today, lasts: LASTS });
}

export interface PlannedTopic {
  readonly wait: Wait;
  /** The time of day at which one is asked from now on. */
  readonly time: MinuteOfDay;
  /** Nobody chose the time: it is the one at which the group reacts most, if that is known yet. */
  readonly choice: 'chosen' | 'learnt' | 'usual';
}

export async function planTopic(
  context: Context<Remind>,
  { id: group }: Group,
  kept: Pick<Wait, 'minute' | 'doneAt' | 'note'>,
): Promise<PlannedTopic> {
  const { minute, doneAt, note } = kept;
  const { time, choice } = await timeOf(context, minute);
  const nextAt = await nextOfDay(context, { group, kind: TOPIC, time });
  const wait: Wait = { group, what: 'topic', member: 0, minute, nextAt, doneAt, note };
  await plan(context, wait);
  return { wait, time, choice };
}
