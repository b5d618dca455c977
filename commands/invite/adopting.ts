/**
 * Invitations go along with those who made them (邀请), so that codes stay good and who is on trial
 * goes on. A newcomer whom both communities have been paid for is not paid for again.
 */
import { type Adopting, type Adoption, type Tx, wordOf } from '#kit';
import type { Base } from './base.ts';
import { lastRound } from './rules/figures.ts';
import { openCampaign } from './store/campaigns.ts';
import { moveCodes } from './store/codes.ts';
import { invitationOf, settle } from './store/invitations.ts';
import { numbersOf, passArrival, passCommunity, passInvitations } from './store/merging.ts';
import { loseTier, moveTier, tiersOf } from './store/tiers.ts';

type Pair = Adoption['people'][number];

export const adopting: Adopting<Base> = {
  isDueAlong: true,
  async hindrances({ community, house, now, text, tx }, way) {
    const open = await openCampaign(tx, { community: community.id, at: now });
    if (way === 'out' || !open) return [];
    const word = wordOf(house, 'end-campaign');
    return [text('campaignStillOn', { title: open.title, word })];
  },
  outlook: ({ text }, way) => text(way === 'in' ? 'invitesGoAlong' : 'invitesStay'),
  async carry(tx, { from, to, people }) {
    for (const pair of people) {
      await moveCodes(tx, pair);
      await passInvitations(tx, { ...pair, numbers: await numbersOf(tx, pair.from) });
      await carryArrival(tx, pair);
      await carryTiers(tx, pair);
    }
    await passCommunity(tx, { from, to });
  },
};

async function carryArrival(tx: Tx, { from, into }: Pair): Promise<void> {
  const theirs = await invitationOf(tx, from);
  if (!theirs) return;
  if (!(await invitationOf(tx, into))) return passArrival(tx, { from, into });
  if (theirs.state !== 'pending' && theirs.state !== 'held') return;
  await settle(tx, { id: theirs.id, state: 'rejected', reason: 'same', at: tx.at });
}

/** A tier that both had reached counts once from now on; what was paid for it stays. */
async function carryTiers(tx: Tx, { from, into }: Pair): Promise<void> {
  const own = await tiersOf(tx, into);
  for (const tier of await tiersOf(tx, from)) {
    const { friends, round } = tier;
    const isDouble = own.some((one) => one.friends === friends && one.is_lost === 0);
    if (isDouble) await loseTier(tx, tier);
    const toRound = round + lastRound(own, friends);
    await moveTier(tx, { member_id: from, friends, round, into, toRound });
  }
}
