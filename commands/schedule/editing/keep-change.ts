/** A manager's word on a change of a schedule: it is kept, and the next slot is planned by it. */
import { type Answering, type Context, type Line, mayActAs } from '#kit';
import type { Base } from '../base.ts';
import { waitAgain } from '../planning/begin.ts';
import { versionOf } from '../planning/version.ts';
import { plan } from '../sending/plan.ts';
import { isGone, type Schedule, saveSchedule, scheduleOf } from '../store/schedules.ts';
import { beginning, slotLine } from '../telling/show.ts';
import { asked, showChange, withChange } from './preview-change.ts';
import type { Change } from './read-change.ts';

export async function answerChange(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, tx, text, say } = context;
  const { number, was, change = {}, asText } = asked.parse(data);
  const schedule = await scheduleOf(tx, { community: community.id, number });
  // Whoever was asked may be no manager any more.
  const mayChange = mayActAs(member.role, 'manager');
  if (answer === 'no' || !mayChange) return say(text('notChanged', { number }));
  if (!schedule || isGone(schedule)) return say(text('noSuch', { number }));
  if (answer === 'text') return showChange(context, schedule, { change: { content: asText } });
  if (versionOf(schedule) === was) return keepIt(context, schedule, change);
  await say(text('changedMeanwhile', { number }));
  return showChange(context, schedule, { change, asText });
}

async function keepIt(context: Answering<Base>, schedule: Schedule, change: Change): Promise<void> {
  const { member, say, house } = context;
  const changed = { ...withChange(schedule, change), changedBy: member.id };
  const isText = change.when === undefined && change.targets === undefined;
  await house.audit(isText ? 'schedule.edit' : 'schedule.plan', { number: schedule.number });
  await say(await planned(context, changed));
  await waitAgain(context, changed);
}

/** What is active waits for its next slot by the new rule; what is not, for whatever it did. */
async function planned(context: Context<Base>, changed: Schedule): Promise<Line> {
  const { community, now, text, tx } = context;
  const { number } = changed;
  if (changed.state === 'active') {
    const next = await plan(context, changed, now);
    return next
      ? text('changed', { number, slot: slotLine(next.at, context) })
      : text('ended', { number });
  }
  await saveSchedule(tx, community.id, changed);
  return text('changedAtRest', { number, content: beginning(changed) });
}
