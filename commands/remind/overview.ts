/** `每日提醒`: what is on in this group, and how each is switched; the others are found by it. */
import { type Commanding, formatMinuteOfDay, type Group, type Line, lines } from '#kit';
import type { Remind } from './base.ts';
import { topicsOf } from './store/topics.ts';
import { waitsIn } from './store/waits.ts';
import { timeFor } from './waits.ts';
import { wakeLine } from './wake.ts';

export async function overview(context: Commanding<Remind>): Promise<void> {
  const { group, say, text } = context;
  if (!group) return;
  return say(
    lines(
      await topicLine(context, group),
      await wakeLine(context, group),
      await digestLine(context, group),
      checkInLine(context),
      text('howSilent'),
    ),
  );
}

/** Check-in has a reminder of its own; whoever looks for reminders looks here. */
function checkInLine({ house, text }: Commanding<Remind>): Line | undefined {
  const command = house.command('提醒签到');
  const [word] = command?.words ?? [];
  if (!command || word === undefined || house.isSwitchedOff(command.feature)) return undefined;
  return text('howCheckIn', { word });
}

async function topicLine(context: Commanding<Remind>, { id: group }: Group): Promise<Line> {
  const { text, tx } = context;
  if ((await topicsOf(tx, group)).length === 0) return text('noTopics');
  const [wait] = await waitsIn(tx, { group, what: 'topic' });
  if (!wait) return text('topicsAreOff');
  return text('topicsAt', { time: formatMinuteOfDay(await timeFor(context, wait.minute)) });
}

async function digestLine(
  { member, text, tx }: Commanding<Remind>,
  { id: group }: Group,
): Promise<Line> {
  const waits = await waitsIn(tx, { group, what: 'digest' });
  if (waits.some((wait) => wait.member === 0)) return text('digestToGroup');
  return text(waits.some((wait) => wait.member === member.id) ? 'digestAlone' : 'digestIsOff');
}
