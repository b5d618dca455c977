/** `为什么没发`: the last pushes that something was in the way of, each with its reason. */
import {
  type Commanding,
  formatLocalDateTime,
  type Instant,
  type Line,
  lines,
  type PushNews,
} from '#kit';
import type { Base } from './base.ts';

const SHOWN = 8;
/** What a date begins with, and nobody needs of what was lately. */
const YEAR = 'YYYY-'.length;

export async function whyNot(context: Commanding<Base>): Promise<void> {
  const { attention, say, text } = context;
  const delayed = await attention.delayed(SHOWN);
  if (delayed.length === 0) return say(text('nothingHeld'));
  return say(lines(text('heldTitle'), ...delayed.map((news) => row(context, news))));
}

function row(context: Commanding<Base>, news: PushNews): Line {
  const { text } = context;
  const { title, reason, plannedAt } = news;
  return text('held', {
    when: clock(context, plannedAt),
    title,
    reason,
    outcome: outcome(context, news),
  });
}

function outcome(context: Commanding<Base>, { isAlong, leftAt, state }: PushNews): Line {
  const { text } = context;
  if (state === 'waiting') return text('stillWaits');
  if (state === 'merged') return text('wentWithOthers');
  if (leftAt === undefined) return text('wasLeftOut');
  if (isAlong) return text('wentAlong', { when: clock(context, leftAt) });
  return text('wentAt', { when: clock(context, leftAt) });
}

function clock({ community }: Commanding<Base>, at: Instant): string {
  return formatLocalDateTime(at, community.calendar.zone).slice(YEAR);
}
