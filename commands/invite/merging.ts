/**
 * Two members of invitations (邀请) become one. Whoever was invited once is not invited again by it,
 * and nobody invites themselves: what was paid for that is taken back. When they part, it is for a
 * person to decide whether it counts.
 */
import * as z from 'zod';
import { type MergedPair, type Merging, spanBetween, type Tx } from '#kit';
import { type TakesBack, takeBack, takeBackTiers } from './pay.ts';
import { lastRound } from './rules/figures.ts';
import { moveCodes, returnCodes } from './store/codes.ts';
import { seenSince } from './store/counts.ts';
import { invitation, invitationOf, settle } from './store/invitations.ts';
import { numbersOf, passArrival, passInvitations } from './store/merging.ts';
import type { Invitation } from './store/tables.ts';
import { loseTier, moveTier, tiersOf } from './store/tiers.ts';

const kept = z.object({
  codes: z.array(z.string()).readonly(),
  /** Invitations that `from` had made. */
  made: z.array(z.number()).readonly(),
  /** Whether how `from` came is now how `into` came. */
  hasArrived: z.boolean(),
  /** Those that turned out to be no invitations. */
  voided: z.array(z.number()).readonly(),
  /** Tiers that went over, with their numbers before and since. */
  tiers: z.array(z.object({ friends: z.number(), round: z.number(), since: z.number() })),
});

export const merging: Merging = {
  async merge(tx, pair) {
    const { from, into } = pair;
    const codes = await moveCodes(tx, pair);
    const made = await numbersOf(tx, from);
    await passInvitations(tx, { from, into, numbers: made });
    const arrival = await mergeArrivals(tx, pair);
    const ownOne = await voidOwn(tx, pair);
    const tiers = await mergeTiers(tx, pair);
    await takeBackTiers(tx, into, byPair(pair));
    const voided = [...arrival.voided, ...ownOne];
    const { hasArrived } = arrival;
    return { codes, made, hasArrived, voided, tiers } satisfies z.input<typeof kept>;
  },

  async part(tx, { data, from, into }) {
    const { codes, made, hasArrived, voided, tiers } = kept.parse(data);
    await returnCodes(tx, { codes, to: from });
    await passInvitations(tx, { from: into, into: from, numbers: made });
    if (hasArrived && !(await invitationOf(tx, from))) {
      await passArrival(tx, { from: into, into: from });
    }
    for (const id of voided) await holdParted(tx, id);
    for (const { friends, round, since } of tiers) {
      const values = { member_id: into, friends, round: since, into: from, toRound: round };
      await moveTier(tx, values);
    }
    // What both had reached together neither may have reached alone.
    for (const member of [into, from]) await takeBackTiers(tx, member);
  },
};

/** The one who goes on keeps how they came; whoever was here before the other came was not new. */
async function mergeArrivals(tx: Tx, pair: MergedPair) {
  const { from, into } = pair;
  const theirs = await invitationOf(tx, from);
  if (!theirs) return { hasArrived: false, voided: [] };
  const own = await invitationOf(tx, into);
  const seen = await seenSince(tx, into);
  const wasHere = seen !== undefined && spanBetween(seen.firstSeenAt, theirs.joined_at) > 0;
  if (own || wasHere) return { hasArrived: false, voided: await voidOne(tx, pair, theirs) };
  await passArrival(tx, pair);
  return { hasArrived: true, voided: [] };
}

/** Of whom the one had invited the other, nobody was invited. */
async function voidOwn(tx: Tx, pair: MergedPair): Promise<readonly number[]> {
  const all: number[] = [];
  for (const member of [pair.into, pair.from]) {
    const row = await invitationOf(tx, member);
    if (row?.inviter_id === pair.into) all.push(...(await voidOne(tx, pair, row)));
  }
  return all;
}

async function voidOne(tx: Tx, pair: MergedPair, row: Invitation): Promise<readonly number[]> {
  if (row.state === 'left' || row.state === 'rejected') return [];
  await settle(tx, { id: row.id, state: 'rejected', reason: 'same', at: tx.at });
  await takeBack(tx, row, byPair(pair));
  return [row.id];
}

/**
 * Points of `from` are with `into` already, so what is taken back of theirs is taken from there; as
 * a reversal, so that it is not given back when they part.
 */
function byPair({ from, into }: MergedPair): TakesBack {
  return async (tx, seq) => {
    const entry = await tx.ledger.entry(seq);
    const theirs = [from, ...(await tx.people.mergedInto(from))];
    const isTheirs = entry !== undefined && theirs.includes(entry.member);
    const how = { reason: 'invite.back', mayOwe: true, ...(isTheirs && { member: into }) };
    return (await tx.ledger.reverse(seq, how)).kind !== 'frozen';
  };
}

/** A tier that both had reached counts once. */
async function mergeTiers(tx: Tx, pair: MergedPair) {
  const { from, into } = pair;
  const own = await tiersOf(tx, into);
  const moved: { friends: number; round: number; since: number }[] = [];
  for (const tier of await tiersOf(tx, from)) {
    const { friends, round } = tier;
    const alike = own.filter((one) => one.friends === friends);
    const isDouble = tier.is_lost === 0 && alike.some(({ is_lost }) => is_lost === 0);
    if (isDouble) {
      if (tier.seq !== null) await byPair(pair)(tx, tier.seq);
      await loseTier(tx, tier);
    }
    const since = round + lastRound(own, friends);
    await moveTier(tx, { member_id: from, friends, round, into, toRound: since });
    moved.push({ friends, round, since });
  }
  return moved;
}

async function holdParted(tx: Tx, id: number): Promise<void> {
  const row = await invitation(tx, id);
  if (row?.state !== 'rejected' || row.reason !== 'same') return;
  await settle(tx, { id, state: 'held', reason: 'parted', at: tx.at });
}
