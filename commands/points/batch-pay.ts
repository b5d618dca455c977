/** Pays a list of points (批量加分) within the limits of its manager, and takes it back. */
import {
  type Commanding,
  type Context,
  displayName,
  type Line,
  lines,
  type Member,
  type MemberId,
} from '#kit';
import { adjustRefusal } from './adjust.ts';
import type { Base } from './base.ts';
import type { ListRow } from './batch-list.ts';
import type { NumberArgs } from './number.ts';
import { decideAdjust } from './rules.ts';
import { movedAlone } from './store/alone.ts';
import { type Batch, listOf, markGiven, type Numbered, type Share } from './store/batches.ts';

type Numbering = Commanding<Base, NumberArgs>;

export type Refused = ListRow & { readonly kind: 'refused'; readonly why: Line };

interface Payable {
  readonly shares: readonly Share[];
  readonly refused: readonly Refused[];
}

/** Which rows the manager may pay now, one after the other under the limits of the day. */
export async function payable(
  context: Context<Base>,
  { operator, wanted }: { readonly operator: Member; readonly wanted: readonly ListRow[] },
): Promise<Payable> {
  const { tx, today, settings, community, text } = context;
  let moved = await tx.ledger.movedBy(operator.id, today);
  const shares: Share[] = [];
  const paid = new Set<MemberId>();
  const refused: Refused[] = [];
  for (const row of wanted) {
    const target = await tx.people.find(row.member);
    if (target?.community !== community.id || (await tx.people.isGone(target.id))) {
      refused.push({ ...row, kind: 'refused', why: text('batchGone') });
      continue;
    }
    if (paid.has(target.id)) {
      refused.push({ ...row, kind: 'refused', why: text('batchSamePerson') });
      continue;
    }
    const alone = await movedAlone(tx, { operator: operator.id, member: target.id, day: today });
    const { points } = row;
    const outcome = decideAdjust({ manager: operator, target, points, moved, alone, settings });
    if (outcome.kind === 'post') {
      shares.push({ member: row.member, points });
      paid.add(target.id);
      moved += points;
    } else refused.push({ ...row, kind: 'refused', why: whyNot(context, outcome) });
  }
  return { shares, refused };
}

function whyNot(
  context: Context<Base>,
  outcome: Exclude<ReturnType<typeof decideAdjust>, { kind: 'post' }>,
): Line {
  if (outcome.kind !== 'needsSecond') return adjustRefusal(context, outcome);
  return context.text('batchNeedsSecond', { above: context.settings.secondManagerAbove });
}

/** The manager's word: what is still within the limits is paid, once. */
export async function confirm(context: Numbering): Promise<void> {
  const { args, member, community, tx, text, say, house } = context;
  const which = { community: community.id, number: args.number };
  const list = await ownList(context, which);
  if (!list) return say(text('noList', { number: args.number }));
  if (list.state === 'given') return say(text('listGiven', { number: args.number }));
  const wanted = list.shares.map((share, index) => ({ ...share, line: index + 1 }));
  const { shares, refused } = await payable(context, { operator: member, wanted });
  let paid = 0;
  for (const { member: to, points } of shares) {
    const posting = { member: to, points, reason: 'batch', note: list.note, operator: member.id };
    const { kind } = await tx.ledger.post({ ...posting, once: onceOf(which, to) });
    if (kind === 'posted') paid += points;
  }
  if (shares.length > 0) await markGiven(tx, which);
  const { number } = args;
  await house.audit('points.batch', { number, members: shares.length, points: paid });
  const given = text('batchGiven', {
    n: shares.length,
    points: paid,
    why: displayName(list.note),
    number,
  });
  const left = refused.length > 0 ? text('batchLeft', { n: refused.length }) : undefined;
  return say(lines(given, left));
}

/** A list is confirmed and taken back by who asked for it. */
async function ownList({ member, tx }: Numbering, which: Numbered): Promise<Batch | undefined> {
  const list = await listOf(tx, which);
  const operator = list && (await tx.people.find(list.operator));
  return operator?.id === member.id ? list : undefined;
}

/** What the members still have comes back; what they have spent does not. */
export async function takeBack(context: Numbering): Promise<void> {
  const { args, member, community, tx, text, say, house } = context;
  const which = { community: community.id, number: args.number };
  const list = await ownList(context, which);
  if (list?.state !== 'given') return say(text('noListToTakeBack', { number: args.number }));
  let back = 0;
  let points = 0;
  let short = 0;
  for (const share of list.shares) {
    const entry = await tx.ledger.entryByOnce(onceOf(which, share.member));
    if (!entry) continue;
    const outcome = await tx.ledger.reverse(entry.seq, { reason: 'undo', operator: member.id });
    if (outcome.kind === 'frozen') return say(text('frozen'));
    if (outcome.kind === 'short') short += 1;
    if (outcome.kind !== 'posted') continue;
    back += 1;
    points += entry.points;
  }
  if (back + short === 0) return say(text('noListToTakeBack', { number: args.number }));
  await house.audit('points.batch.back', { number: args.number, members: back, points: -points });
  const taken = text('batchTakenBack', { n: back, points, number: args.number });
  return say(lines(taken, short > 0 ? text('batchSpent', { n: short }) : undefined));
}

function onceOf({ community, number }: Numbered, member: Member['id']): string {
  return `batch:${community}:${number}:${member}`;
}
