/** `每日提醒`: what is on in this group, when it comes next or why it did not, how it is switched. */
import { type Commanding, type Group, type Line, lines } from '#kit';
import { planTopic } from './ask-topic.ts';
import type { Remind } from './base.ts';
import { digestLine } from './digest.ts';
import { topicsOf } from './store/topics.ts';
import { waitOf } from './store/waits.ts';
import { plannedLine } from './topics.ts';
import { wakeStanding } from './wake.ts';

export async function overview(context: Commanding<Remind>): Promise<void> {
  const { group, house, say, text } = context;
  if (!group) return;
  return say(
    lines(
      await topicLine(context, group),
      await wakeStanding(context, group),
      await digestLine(context, group),
      // Whoever looks for reminders looks here, whichever feature they belong to.
      ...(await house.ahead.reminders()),
      text('howSilent'),
    ),
  );
}

async function topicLine(context: Commanding<Remind>, group: Group): Promise<Line> {
  const { text, tx } = context;
  if ((await topicsOf(tx, group.id)).length === 0) return text('noTopics');
  const wait = await waitOf(tx, { group: group.id, what: 'topic', member: 0 });
  if (!wait) return text('topicsAreOff');
  return plannedLine(context, await planTopic(context, group, wait));
}
