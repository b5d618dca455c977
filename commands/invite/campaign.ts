/** `邀请活动`: shows what runs or comes; managers end it early or change what it may pay in all. */
import * as z from 'zod';
import type { Acting, Answering, Commanding } from '#kit';
import type { Base } from './base.ts';
import { campaignLines } from './campaign-words.ts';
import { payFor } from './pay.ts';
import { mayStart } from './start-campaign.ts';
import { changeCampaign, openCampaign, progressOf, unpaidIn } from './store/campaigns.ts';
import type { Campaign } from './store/tables.ts';

const SECONDS_TO_DECIDE = 120;
/** A raised budget pays so many at once; more wait for the next raise. */
const MOST_PAID = 500;

function openOne({ tx, community, now }: Acting<Base>): Promise<Campaign | undefined> {
  return openCampaign(tx, { community: community.id, at: now });
}

export async function showCampaign(context: Commanding<Base>): Promise<void> {
  const { say, text } = context;
  const found = await openOne(context);
  await say(found ? await campaignLines(context, found) : text('noCampaign'));
}

export async function endCampaign(context: Commanding<Base>): Promise<void> {
  const { tx, community, now, say, text, house } = context;
  const found = await openOne(context);
  if (!found) return say(text('noCampaign'));
  const { number, budget } = found;
  const which = { community: community.id, number };
  await changeCampaign(tx, { ...which, budget, endsAt: now });
  await house.audit('invite.campaign.end', { campaign: number });
  const { newcomers, points } = await progressOf(tx, which);
  await say(text('campaignEnded', { n: newcomers, paid: points }));
}

type Raising = Commanding<Base, { readonly budget: number }>;

/** What is not paid yet for want of budget is paid then; it is shown first. */
export async function changeBudget(context: Raising): Promise<void> {
  const { tx, community, args, ask, say, text } = context;
  const { budget } = args;
  const found = await openOne(context);
  if (!found) return say(text('noCampaign'));
  if (!mayStart(context, budget)) {
    return say(text('budgetTooLarge', { most: context.settings.managerBudget }));
  }
  const which = { community: community.id, number: found.number };
  const { points } = await progressOf(tx, which);
  const unpaid = await unpaidIn(tx, { ...which, limit: MOST_PAID });
  const room = Math.max(0, Math.floor((budget - points) / Math.max(1, found.reward)));
  await ask({
    dialogue: 'budget',
    line: text('confirmBudget', {
      before: found.budget,
      budget,
      n: Math.min(room, unpaid.length),
      points: Math.min(room, unpaid.length) * found.reward,
    }),
    choices: [
      { key: 'yes', label: text('yes') },
      { key: 'no', label: text('no') },
    ],
    data: { number: found.number, budget },
    seconds: SECONDS_TO_DECIDE,
  });
}

const kept = z.object({ number: z.number(), budget: z.number() });

export async function confirmBudget(context: Answering<Base>): Promise<void> {
  const { tx, community, answer, data, say, text, house } = context;
  if (answer !== 'yes') return say(text('leftAsItWas'));
  const { number, budget } = kept.parse(data);
  if (!mayStart(context, budget)) return say(text('leftAsItWas'));
  const found = await openOne(context);
  if (found?.number !== number) return say(text('noCampaign'));
  const which = { community: community.id, number };
  await changeCampaign(tx, { ...which, budget, endsAt: found.ends_at });
  await house.audit('invite.campaign.budget', { campaign: number, budget });
  for (const row of await unpaidIn(tx, { ...which, limit: MOST_PAID })) {
    await payFor(context, row);
  }
  await say(await campaignLines(context, { ...found, budget }));
}
