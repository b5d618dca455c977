/** `通过邀请`, `驳回邀请`: decides about what is held; about many only after a second look. */
import * as z from 'zod';
import type { Acting, Answering, Commanding, Line, MemberId } from '#kit';
import { lines, mayActAs, parseMemberId } from '#kit';
import type { Base } from './base.ts';
import { considerOne, planCount } from './count.ts';
import { lose } from './lose.ts';
import { campaign } from './store/campaigns.ts';
import { invitation, settle } from './store/invitations.ts';
import { clear, exchangeRival, waitingForReview } from './store/reviews.ts';
import type { Invitation } from './store/tables.ts';
import type { Which } from './wanted.ts';

/** More members or points than this are shown first. */
const MANY_MEMBERS = 20;
const MANY_POINTS = 1_000;
const SECONDS_TO_DECIDE = 120;

type Deciding = Commanding<Base, { readonly which: Which }>;
const ways = ['approve', 'refuse'] as const;
type Way = (typeof ways)[number];

export function approve(context: Deciding): Promise<void> {
  return decide(context, 'approve');
}

export function refuse(context: Deciding): Promise<void> {
  return decide(context, 'refuse');
}

async function decide(context: Deciding, way: Way): Promise<void> {
  const { args, tx, community, member, text, say } = context;
  const { which } = args;
  const waiting = await waitingForReview(tx, community.id);
  const meant = waiting.filter((row) => isMeant(row, which));
  // Where a newcomer has named two, the manager may find that it was the second.
  const inviter = which.kind === 'numbers' && way === 'approve' ? which.inviter?.id : undefined;
  const rows = meant.filter((row) => !isOwn({ member: member.id, inviter }, row));
  if (meant.length > 0 && rows.length === 0) return say(text('notOwn'));
  if (rows.length === 0) return say(text('notWaiting'));
  const points = way === 'approve' ? await mostCost(context, rows) : 0;
  const isMany = rows.length > MANY_MEMBERS || points > MANY_POINTS;
  const decision = { way, rows, inviter };
  return isMany ? askFirst(context, { ...decision, points }) : carryOut(context, decision);
}

interface Deciders {
  readonly member: MemberId;
  readonly inviter: MemberId | undefined;
}

/** Whether one would decide about oneself: as one of those who were named, or who is to be. */
function isOwn({ member, inviter }: Deciders, { inviter_id, rival_id }: Invitation): boolean {
  return inviter_id === member || rival_id === member || inviter === member;
}

/** What all of them may cost; tiers come beside it. */
async function mostCost(
  { tx, community, settings }: Deciding,
  rows: readonly Invitation[],
): Promise<number> {
  let sum = 0;
  for (const { campaign: number } of rows) {
    const found =
      number === null ? undefined : await campaign(tx, { community: community.id, number });
    sum += found?.reward ?? settings.reward;
  }
  return sum;
}

function isMeant({ id, inviter_id, rival_id }: Invitation, which: Which): boolean {
  switch (which.kind) {
    case 'numbers': {
      const named = which.inviter?.id;
      const isNamed = named === undefined || named === inviter_id || named === rival_id;
      return isNamed && which.numbers.includes(id);
    }
    case 'inviter':
      return inviter_id === which.inviter.id;
    case 'all':
      return true;
  }
}

interface Decision {
  readonly way: Way;
  readonly rows: readonly Invitation[];
  /** Whose newcomers they are, where two were named; changes nothing before it is carried out. */
  readonly inviter: MemberId | undefined;
}

async function askFirst(
  { ask, text }: Acting<Base>,
  { way, rows, inviter, points }: Decision & { readonly points: number },
): Promise<void> {
  const n = rows.length;
  await ask({
    dialogue: 'decide',
    line: way === 'approve' ? text('confirmApprove', { n, points }) : text('confirmRefuse', { n }),
    choices: [
      { key: 'yes', label: text('yes') },
      { key: 'no', label: text('no') },
    ],
    data: { way, ids: rows.map(({ id }) => id), inviter } satisfies z.input<typeof kept>,
    seconds: SECONDS_TO_DECIDE,
  });
}

const kept = z.object({
  way: z.enum(ways),
  ids: z.array(z.number()),
  inviter: z.number().optional().transform(parseMemberId),
});

export async function confirmDecision(context: Answering<Base>): Promise<void> {
  const { answer, data, member, tx, community, say, text } = context;
  // Rights are those of the moment in which it is done.
  if (answer !== 'yes' || !mayActAs(member.role, 'manager')) return say(text('leftAsItWas'));
  const { way, ids, inviter } = kept.parse(data);
  // Others may have decided meanwhile, or accounts may have been linked.
  const waiting = await waitingForReview(tx, community.id);
  const rows = waiting.filter(
    (row) => ids.includes(row.id) && !isOwn({ member: member.id, inviter }, row),
  );
  return rows.length === 0 ? say(text('notWaiting')) : carryOut(context, { way, rows, inviter });
}

async function carryOut(context: Acting<Base>, { way, rows, inviter }: Decision): Promise<void> {
  const { house, say, text, tx } = context;
  let counting = 0;
  for (const row of rows) {
    const { id, inviter_id, rival_id } = row;
    if (way === 'refuse') {
      await turnDown(context, row);
      continue;
    }
    if (rival_id !== null && rival_id === inviter) {
      await exchangeRival(tx, { id, inviter, rival: inviter_id });
    }
    if (await letThrough(context, row)) counting += 1;
  }
  const numbers = rows.map(({ id }) => id).join(' ');
  await house.audit(`invite.${way}`, { count: rows.length, numbers });
  const n = rows.length;
  const line: Line =
    way === 'refuse'
      ? text('refusedThem', { n })
      : lines(
          text('approvedThem', { n }),
          counting > 0 ? text('nowCount', { n: counting }) : undefined,
        );
  await say(line);
}

/** It goes on as if nothing had been wrong. @returns whether it counts at once */
async function letThrough(context: Acting<Base>, { id }: Invitation): Promise<boolean> {
  const { tx, now } = context;
  await clear(tx, { id, at: now });
  const row = await invitation(tx, id);
  if (!row) return false;
  if (await considerOne(context, row)) return true;
  await planCount(context, row, now);
  return false;
}

/** An appeal that is turned down leaves everything as it was. */
async function turnDown(context: Acting<Base>, row: Invitation): Promise<void> {
  const { state, reason, id } = row;
  if (state === 'held') return lose(context, row, { state: 'rejected', reason: 'refused' });
  await settle(context.tx, { id, state, reason, at: context.now });
}
