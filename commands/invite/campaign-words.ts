/** How a campaign (邀请活动) is shown: its days, what a friend is worth, and what is left. */
import { type Context, displayName, instantOf, type Line, lines, localDay, showDay } from '#kit';
import type { Base } from './base.ts';
import { progressOf } from './store/campaigns.ts';
import type { Campaign } from './store/tables.ts';
import { staying } from './words.ts';

export async function campaignLines(context: Context<Base>, campaign: Campaign): Promise<Line> {
  const { tx, text, community, language } = context;
  const { title, starts_at, ends_at, reward, budget, number } = campaign;
  const { calendar } = community;
  const { points, newcomers } = await progressOf(tx, { community: community.id, number });
  return lines(
    text('campaign', {
      title: displayName(title),
      from: showDay(localDay(starts_at, calendar), language),
      to: showDay(localDay(instantOf(ends_at - 1), calendar), language),
    }),
    text('campaignReward', { reward, ...staying(context) }),
    text('campaignProgress', { n: newcomers, paid: points, budget }),
    budget - points < reward ? text('campaignUsedUp') : undefined,
  );
}
