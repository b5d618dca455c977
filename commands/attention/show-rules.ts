/** `免打扰`: by which rules the bot speaks up by itself, and what is left of today's budget. */
import {
  type Commanding,
  formatMinuteOfDay,
  type Line,
  lines,
  mayActAs,
  type PushBudget,
  showMoment,
} from '#kit';
import type { Base } from './base.ts';

export async function showRules(context: Commanding<Base>): Promise<void> {
  const { attention, member, say, text } = context;
  const budget = await attention.budget();
  const off = (await attention.kinds()).filter(({ isOff }) => isOff);
  const titles = off.map(({ title }) => title).join(text('comma'));
  return say(
    lines(
      budget && todayLine(context, budget),
      rulesLine(context),
      context.canSpeakFirst() ? undefined : text('answersOnly'),
      budget && loweredLine(context, budget),
      titles === '' ? undefined : text('offHere', { titles }),
      mayActAs(member.role, 'manager') ? text('howToChange') : text('howToSpare'),
    ),
  );
}

function todayLine({ text }: Commanding<Base>, { left, most }: PushBudget): Line {
  const rest = Math.max(0, most - left);
  return rest === 0 ? text('usedUp', { left }) : text('leftToday', { n: rest, left });
}

function rulesLine({ attention, text }: Commanding<Base>): Line {
  const { quietFrom, quietUntil, pushesADay, gapMinutes, lullMinutes } = attention.rules;
  const quiet =
    quietFrom === quietUntil
      ? text('noQuiet')
      : text('quiet', { from: formatMinuteOfDay(quietFrom), to: formatMinuteOfDay(quietUntil) });
  const parts = [quiet, text('aDay', { most: pushesADay }), text('gap', { minutes: gapMinutes })];
  if (lullMinutes > 0) parts.push(text('lull', { minutes: lullMinutes }));
  return text('rules', { rules: parts.join(text('semicolon')) });
}

/** The guard has seen members leave after pushes. */
function loweredLine(
  { community, language, now, text }: Commanding<Base>,
  { loweredUntil }: PushBudget,
): Line | undefined {
  if (loweredUntil === undefined) return undefined;
  const until = showMoment(loweredUntil, { zone: community.calendar.zone, language, now });
  return text('lowered', { until });
}
