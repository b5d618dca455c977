/** `签到日历`: a month at a glance, in rows that hold their shape in a chat. */
import { type Acting, type Commanding, type Line, lines, monthOf, showMonth } from '#kit';
import type { CheckIn } from './base.ts';
import { firstDayOf } from './first-day.ts';
import { rewardWords } from './pay.ts';
import { nextMilestone } from './rules/bonuses.ts';
import { type Week, weeksOf } from './rules/month.ts';
import { type DatedDay, streakAt } from './rules/streak.ts';
import { monthMeant, type TypedMonth } from './rules/typed-day.ts';
import { daysWithin, historyAround } from './store/days.ts';
import { totalOf } from './store/totals.ts';
import { worthOf } from './worth.ts';

type Context = Acting<CheckIn>;

export async function showCalendar(
  context: Commanding<CheckIn, { readonly month: TypedMonth | undefined }>,
): Promise<void> {
  const { tx, member, args, today, say, text, language } = context;
  const first = monthMeant(args.month ?? { monthsAgo: 0 }, today);
  if (first === undefined) return say(text('noSuchMonth'));
  const month = monthOf(first);
  const days = await daysWithin(tx, { member: member.id, ...month });
  const title = text('calendar', { name: member.name, month: showMonth(first, language) });
  const firstDay = await firstDayOf(context);
  const weeks = weeksOf({ month, today, firstDay, days }).map((week) => weekLine(context, week));
  const sums = [monthLine(context, days), await streakLine(context)];
  const weekdays = weeks.length === 0 ? undefined : text('weekdays');
  return say(lines(title, weekdays, ...weeks, ...sums));
}

const SIGNS = {
  own: 'signOwn',
  madeUp: 'signMadeUp',
  leave: 'signLeave',
  away: 'signAway',
  missed: 'signMissed',
  ahead: 'signAhead',
  outside: 'signOutside',
} as const;

/** Signs are as wide as a Chinese character, so that columns stand in any font of a chat. */
function weekLine({ text }: Context, { from, cells }: Week): Line {
  const signs = cells.map((cell) => text(SIGNS[cell])).join(' ');
  return text('weekRow', { date: from.slice(-2), signs: signs.trimEnd() });
}

function monthLine({ text }: Context, days: readonly DatedDay[]): Line {
  const countOf = (kind: DatedDay['kind']) => days.filter((day) => day.kind === kind).length;
  const [own, madeUp, leave] = [countOf('own'), countOf('madeUp'), countOf('leave')];
  return text('monthSums', { own, madeUp, leave });
}

async function streakLine(context: Context): Promise<Line> {
  const { tx, member, today, community, text } = context;
  const settings = worthOf(context);
  const history = await historyAround(tx, { member: member.id, day: today });
  const streak = streakAt(today, history);
  const days = await totalOf(tx, { community: community.id, member: member.id });
  const total = text('days', { n: days });
  const next = settings.cycle === 'none' ? nextMilestone(streak, settings) : undefined;
  if (next === undefined) return text('streakSums', { streak, total });
  const reward = rewardWords(context, next);
  return text('streakSumsNext', { streak, total, left: next.streak - streak, reward });
}
