/** What check-in (签到) says of itself on the rules card, and of a member on the profile card. */
import type { Context, Line, Member } from '#kit';
import type { CheckIn } from './base.ts';
import { rewardWords } from './pay.ts';
import { streakAt } from './rules/streak.ts';
import { cardsOf } from './store/cards.ts';
import { historyAround } from './store/days.ts';
import { totalOf } from './store/totals.ts';
import { hasPoints, worthOf } from './worth.ts';

/** The rules as the settings have them; what is switched off is not spoken of. */
export function rulesOf(context: Context<CheckIn>): readonly Line[] {
  return [
    ...dailyRules(context),
    ...bonusRules(context),
    ...makeUpRule(context),
    ...leaveRule(context),
  ];
}

function dailyRules(context: Context<CheckIn>): readonly Line[] {
  const { text } = context;
  const { points, randomExtra, windows } = worthOf(context);
  const daily = dailyRule(text, { least: points, most: points + randomExtra });
  const open = text('ruleWindows', { windows: windows.join(text('comma')) });
  return windows.length === 0 ? [daily] : [daily, open];
}

function dailyRule(
  text: Context<CheckIn>['text'],
  { least, most }: { readonly least: number; readonly most: number },
): Line {
  if (most === 0) return text('ruleDayForNothing');
  if (most === least) return text('ruleDay', { points: least });
  return text('ruleDayRandom', { points: least, most });
}

function bonusRules(context: Context<CheckIn>): readonly Line[] {
  const { text } = context;
  const { milestones, totals, cycle } = worthOf(context);
  const rows = [
    ...milestones.map(({ streak, ...reward }) =>
      text('ruleMilestone', {
        days: text('days', { n: streak }),
        reward: rewardWords(context, reward),
      }),
    ),
    ...totals.map(({ days, points }) =>
      text('ruleTotal', {
        days: text('days', { n: days }),
        reward: rewardWords(context, { points, cards: 0 }),
      }),
    ),
  ];
  if (cycle === 'none' || milestones.length === 0) return rows;
  return [...rows, cycle === 'week' ? text('ruleWeek') : text('ruleMonth')];
}

function makeUpRule({ settings, text, house }: Context<CheckIn>): readonly Line[] {
  const { price, perMonth, lastDays } = settings.makeUp;
  if (perMonth === 0) return [];
  const limits = { times: perMonth, days: text('days', { n: lastDays }) };
  if (price === 0) return [text('ruleMakeUpFree', limits)];
  if (!hasPoints({ house })) return [text('ruleMakeUpByCard', limits)];
  return [text('ruleMakeUp', { ...limits, price: text('points', { n: price }) })];
}

function leaveRule({ settings, text }: Context<CheckIn>): readonly Line[] {
  const { perMonth, mostDays } = settings.leave;
  if (perMonth === 0 || mostDays === 0) return [];
  const [days, perMonthDays] = [text('days', { n: mostDays }), text('days', { n: perMonth })];
  return [text('ruleLeave', { days, perMonth: perMonthDays })];
}

export async function profileOf(
  { tx, today, community, text }: Context<CheckIn>,
  member: Member,
): Promise<readonly Line[]> {
  const history = await historyAround(tx, { member: member.id, day: today });
  const days = await totalOf(tx, { community: community.id, member: member.id });
  const cards = await cardsOf(tx, member.id);
  const total = text('days', { n: days });
  return [text('profile', { streak: streakAt(today, history), total, cards })];
}
