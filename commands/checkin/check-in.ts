/** `签到`: once per member, community and local day of the message's own time. */
import {
  type Commanding,
  formatLocal,
  formatMinuteOfDay,
  type Line,
  localMinute,
  showDay,
} from '#kit';
import { answer, isLate } from './answers.ts';
import type { CheckIn } from './base.ts';
import { gainOf, pay } from './pay.ts';
import { bonusesFor } from './rules/bonuses.ts';
import { type CheckInOutcome, decideCheckIn } from './rules/check-in.ts';
import type { NextOpening } from './rules/opening.ts';
import { checkInOf, historyAround, latestOf, recordDay } from './store/days.ts';
import { countDay } from './store/totals.ts';
import { worthOf } from './worth.ts';

type Context = Commanding<CheckIn>;

export async function checkIn(context: Context): Promise<void> {
  const { tx, member, now, today, community, settings, say } = context;
  const history = await historyAround(tx, { member: member.id, day: today });
  const minute = localMinute(now, community.calendar.zone);
  const outcome = decideCheckIn({ today, minute, history }, settings);
  switch (outcome.kind) {
    case 'already':
      return say(await alreadyLine(context, outcome));
    case 'closed':
      return say(closedLine(context, outcome.opens));
    case 'done':
      return save(context, outcome);
  }
}

async function save(context: Context, { streak, growth }: CheckInOutcome & { kind: 'done' }) {
  const { tx, member, now, heardAt, today: day, community, random } = context;
  const settings = worthOf(context);
  const whose = { member: member.id, community: community.id };
  const { afterMany } = settings.mergeAnswers;
  const limit = Math.max(1, afterMany);
  const latest = await latestOf(tx, { community: community.id, day, limit });
  const bonuses = bonusesFor({ growth, total: await countDay(tx, whose) }, settings);
  const points = settings.points + random.int(0, settings.randomExtra);
  const gain = gainOf(points, bonuses);
  const place = latest.count + 1;
  const times = { at: now, heardAt };
  await recordDay(tx, { ...whose, ...times, day, kind: 'own', place, points: gain.points });
  await pay(tx, { member: member.id, day, points, bonuses });
  await answer(context, {
    ...gain,
    member: member.id,
    day,
    place,
    streak,
    bonuses,
    earlier: afterMany === 0 ? undefined : latest.heardAt.at(afterMany - 1),
  });
}

async function alreadyLine(
  context: Context,
  { how, streak }: CheckInOutcome & { kind: 'already' },
) {
  const { tx, member, today: day, community, language, text } = context;
  const checkedIn = await checkInOf(tx, { member: member.id, day });
  const { place } = checkedIn ?? {};
  if (how === 'madeUp' || isLate(context) || place === undefined || checkedIn === undefined) {
    return text('alreadyOn', { day: showDay(day, language), streak });
  }
  const time = formatLocal(checkedIn.at, community.calendar.zone);
  return text('already', { time, place, streak });
}

function closedLine({ text }: Context, { at, isTomorrow }: NextOpening): Line {
  const time = formatMinuteOfDay(at);
  return isTomorrow ? text('closedTillTomorrow', { time }) : text('closed', { time });
}
