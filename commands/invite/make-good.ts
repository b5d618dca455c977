/** After a downtime (停机): a campaign that was to end in it, or right after it, ends later. */
import { extendedDeadline, type MakingGood, type Repair, showMoment } from '#kit';
import type { Base } from './base.ts';
import { campaignsEndingFrom, changeCampaign } from './store/campaigns.ts';

/**
 * Who joined meanwhile counts once it is known. The days of talk that make a friend count have no
 * end, so that a day without the bot counts neither for nor against anybody.
 */
export async function extendCampaigns(context: MakingGood<Base>): Promise<readonly Repair[]> {
  const { tx, community, downtime, isAgain, language, now, text } = context;
  // One that was ended by hand meanwhile stays ended.
  if (isAgain) return [];
  const of = { community: community.id, from: downtime.from };
  const repairs: Repair[] = [];
  for (const { number, budget, ends_at } of await campaignsEndingFrom(tx, of)) {
    const endsAt = extendedDeadline(ends_at, downtime);
    if (endsAt === undefined) continue;
    await changeCampaign(tx, { community: community.id, number, budget, endsAt });
    const at = showMoment(endsAt, { zone: community.calendar.zone, language, now });
    repairs.push({ about: `campaign:${number}`, line: text('campaignExtended', { at }) });
  }
  return repairs;
}
