/** SQL of campaigns (邀请活动) and of what they have paid. */
import {
  type CommunityId,
  type Given,
  type Instant,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { type Campaign, db, type Invitation } from './tables.ts';

interface Numbered {
  readonly community: CommunityId;
  readonly number: number;
}

const running = read((p: Given<{ community: CommunityId; at: Instant }>) =>
  db
    .selectFrom('invite_campaigns')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('starts_at', '<=', p.at)
    .where('ends_at', '>', p.at)
    .orderBy('number', 'desc')
    .limit(1),
);

/** The campaign that runs at a moment; of several the newest. */
export function campaignAt(
  reader: Reader,
  values: { readonly community: CommunityId; readonly at: Instant },
): Promise<Campaign | undefined> {
  return reader.get(running, values);
}

const byNumber = read((p: Given<Numbered>) =>
  db
    .selectFrom('invite_campaigns')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export function campaign(reader: Reader, which: Numbered): Promise<Campaign | undefined> {
  return reader.get(byNumber, which);
}

const newest = read((p: Given<{ community: CommunityId; at: Instant }>) =>
  db
    .selectFrom('invite_campaigns')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('ends_at', '>', p.at)
    .orderBy('number', 'desc')
    .limit(1),
);

/** The newest that is not over. */
export function openCampaign(
  reader: Reader,
  values: { readonly community: CommunityId; readonly at: Instant },
): Promise<Campaign | undefined> {
  return reader.get(newest, values);
}

const endingFrom = read((p: Given<{ community: CommunityId; from: Instant }>) =>
  db
    .selectFrom('invite_campaigns')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('starts_at', '<=', p.from)
    .where('ends_at', '>=', p.from),
);

/** Those that ran at a moment and had not ended before. */
export function campaignsEndingFrom(
  reader: Reader,
  values: { readonly community: CommunityId; readonly from: Instant },
): Promise<readonly Campaign[]> {
  return reader.all(endingFrom, values);
}

export const progress = read((p: Given<Numbered>) =>
  db
    .selectFrom('invite_invitations')
    .select((pick) => [
      pick.fn.sum<number | null>('points').as('points'),
      pick.fn.countAll<number>().as('newcomers'),
    ])
    .where('community_id', '=', p.community)
    .where('campaign', '=', p.number)
    .where('campaign', 'is not', null),
);

/** Points that were paid and stand, and how many newcomers there are. */
export async function progressOf(
  reader: Reader,
  which: Numbered,
): Promise<{ readonly points: number; readonly newcomers: number }> {
  const row = await reader.get(progress, which);
  return { points: row?.points ?? 0, newcomers: row?.newcomers ?? 0 };
}

const added = write((p: Given<Omit<Campaign, 'number'>>) =>
  db
    .insertInto('invite_campaigns')
    .values({
      community_id: p.community_id,
      number: sql`(
        select coalesce(max(number), 0) + 1 from invite_campaigns
        where community_id = ${p.community_id})`,
      title: p.title,
      starts_at: p.starts_at,
      ends_at: p.ends_at,
      budget: p.budget,
      reward: p.reward,
      operator_id: p.operator_id,
    })
    .returning('number'),
);

/** @returns its number, the community's own, from 1 on */
export async function addCampaign(tx: Tx, fresh: Omit<Campaign, 'number'>): Promise<number> {
  const [row] = await tx.returning(added, fresh);
  if (!row) throw new Error('a campaign was not stored');
  return row.number;
}

const changed = write((p: Given<Numbered & { budget: number; endsAt: Instant }>) =>
  db
    .updateTable('invite_campaigns')
    .set({ budget: p.budget, ends_at: p.endsAt })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function changeCampaign(
  tx: Tx,
  values: Numbered & { readonly budget: number; readonly endsAt: Instant },
): Promise<void> {
  await tx.run(changed, values);
}

const unpaid = read((p: Given<Numbered & { limit: number }>) =>
  db
    .selectFrom('invite_invitations')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('campaign', '=', p.number)
    .where('campaign', 'is not', null)
    .where('state', '=', 'valid')
    .where('seq', 'is', null)
    .orderBy('since')
    .orderBy('id')
    .limit(p.limit),
);

/** Those that count and for which there were no points left, in the order in which they counted. */
export function unpaidIn(
  reader: Reader,
  values: Numbered & { readonly limit: number },
): Promise<readonly Invitation[]> {
  return reader.all(unpaid, values);
}
