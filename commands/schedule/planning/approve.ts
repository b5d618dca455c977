/**
 * `批准 3`: the word of a second manager. They are shown what they agree to, and agree to that alone:
 * what has changed since is shown once more.
 */
import * as z from 'zod';
import { type Acting, type Answering, type Line, lines, mayActAs, showZone } from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import { attachedLine } from '../sending/attachment.ts';
import { contentShown } from '../sending/content.ts';
import { isGone, type Schedule, scheduleOf } from '../store/schedules.ts';
import { whenLine } from '../telling/show.ts';
import { start } from './begin.ts';
import { outlookLine, outlookOf } from './preview.ts';
import { whereTo } from './reach.ts';
import { noSecondLine, secondsFor } from './second.ts';
import { versionOf } from './version.ts';

const SECONDS_TO_DECIDE = 300;
const asked = z.object({
  number: z.int(),
  /** What it was when it was shown. */
  was: z.string(),
});

export async function approve(context: Numbering): Promise<void> {
  const schedule = await found(context);
  if (schedule) return askToApprove(context, schedule);
}

async function askToApprove(context: Acting<Base>, schedule: Schedule): Promise<void> {
  const { ask, say, text } = context;
  const { number } = schedule;
  const refusal = await refusalLine(context, schedule);
  if (refusal) return say(refusal);
  const outlook = await outlookOf(context, schedule);
  // Agreed to, it would be no more than a text that anybody may send again.
  if ('why' in outlook) return say(lines(outlook.why, text('otherTime', { number })));
  return ask({
    dialogue: 'approve',
    line: lines(
      await titleLine(context, schedule),
      await contentShown(context, schedule.content),
      attachedLine(context, schedule),
      schedule.mentionsAll ? text('viewMentions') : undefined,
      await outlookLine(context, schedule, outlook),
    ),
    choices: [
      { key: 'yes', label: text('approveIt') },
      { key: 'no', label: text('approveNot') },
    ],
    data: { number, was: versionOf(schedule) } satisfies z.input<typeof asked>,
    seconds: SECONDS_TO_DECIDE,
  });
}

async function titleLine(context: Acting<Base>, schedule: Schedule): Promise<Line> {
  const { community, language, text } = context;
  const zone = showZone(community.calendar.zone, language);
  const to = (await whereTo(context, schedule)) ?? text('thisGroup');
  return text('approving', {
    number: schedule.number,
    when: whenLine(schedule.when, context),
    zone,
    to,
  });
}

/** Nobody agrees to what they have changed themselves. */
async function refusalLine(context: Acting<Base>, schedule: Schedule): Promise<Line | undefined> {
  const { member, text } = context;
  const { number, state, changedBy } = schedule;
  if (state !== 'waiting') return text('notWaiting', { number });
  if (changedBy !== member.id) return undefined;
  const { length } = await secondsFor(context, schedule);
  return length > 0 ? text('notYourOwn', { number }) : noSecondLine(context, schedule);
}

export async function answerApprove(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, house, say, text, tx } = context;
  const { number, was } = asked.parse(data);
  const schedule = await scheduleOf(tx, { community: community.id, number });
  if (!schedule || isGone(schedule)) return say(text('noSuch', { number }));
  // Whoever was asked may be no manager any more.
  const isYes = answer === 'yes' && mayActAs(member.role, 'manager');
  if (!isYes) return say(text('notApproved', { number }));
  if (versionOf(schedule) !== was) {
    await say(text('changedMeanwhile', { number }));
    return askToApprove(context, schedule);
  }
  const refusal = await refusalLine(context, schedule);
  if (refusal) return say(refusal);
  await house.audit('schedule.approve', { number });
  return say((await start(context, schedule)) ?? text('ended', { number }));
}
