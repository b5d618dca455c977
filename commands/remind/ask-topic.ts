/** The topic of the day (每日话题): asked once a day, at the time that the group or a manager chose. */
import { type Coming, type Context, type Group, hours, type MinuteOfDay, nextDaily } from '#kit';
import type { Remind } from './base.ts';
import { nextTopic, TOPIC } from './next-topic.ts';
import { markAsked } from './store/topics.ts';
import { dropWait } from './store/waits.ts';
import { awaited, isTimely, plan, timeFor } from './waits.ts';

/** It is left for another day when the group has no ear for it until then. */
const LASTS = hours(2);

export async function askTopic(context: Coming<Remind>): Promise<void> {
  const { group, push, text, today, tx } = context;
  const [wait] = await awaited(context, 'topic');
  if (!wait || !group) return;
  const topic = await nextTopic(context, group);
  if (!topic) {
    await dropWait(tx, wait);
    return;
  }
  if (isTimely(context)) {
    await markAsked(tx, { group: group.id, number: topic.number, day: today });
    const line = text('topicOfDay', { content: topic.content });
    await push(line, { kind: TOPIC, key: today, lasts: LASTS });
  }
  await planTopic(context, group, wait.minute);
}

/** @returns the time of day at which one is asked from now on */
export async function planTopic(
  context: Context<Remind>,
  { id: group }: Group,
  minute: MinuteOfDay | undefined,
): Promise<MinuteOfDay> {
  const { community, heardAt } = context;
  const time = await timeFor(context, minute);
  const nextAt = nextDaily(heardAt, time, community.calendar.zone);
  await plan(context, { group, what: 'topic', member: 0, minute, nextAt });
  return time;
}
