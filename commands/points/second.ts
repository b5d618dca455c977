/**
 * The second manager (第二位运营): agrees to or refuses what is too large for one. Rights are read
 * anew when it is decided; a request that nobody decided expires.
 */

import * as z from 'zod';
import type { Coming, Commanding, Line, Member } from '#kit';
import { postAdjustment } from './adjust.ts';
import type { Base } from './base.ts';
import type { NumberArgs } from './number.ts';
import {
  type AdjustRefusal,
  decideAdjust,
  decideSecond,
  mayRefuse,
  type SecondOutcome,
} from './rules.ts';
import { type Request, requestOf, settleRequest } from './store/requests.ts';

type Deciding = Commanding<Base, NumberArgs>;

export async function agree(context: Deciding): Promise<void> {
  const { member, args, community, now, tx, text, say } = context;
  const request = await requestOf(tx, { community: community.id, number: args.number });
  if (!request) return say(text('noRequest', { number: args.number }));
  const requester = await tx.people.find(request.operator);
  const target = await targetOf(context, request);
  const outcome = decideSecond({ ...request, now, second: member, requester, target });
  if (outcome.kind === 'void') await settle(context, 'void');
  if (outcome.kind !== 'agree' || !requester || !target)
    return say(secondRefusal(context, outcome));
  return post(context, { request, requester, target });
}

/** Absent when they were erased, and when they have left before they could be given points. */
async function targetOf({ tx }: Deciding, { member, points }: Request) {
  const isTooLate = points > 0 && (await tx.people.isGone(member));
  return isTooLate ? undefined : tx.people.find(member);
}

interface Agreed {
  readonly request: Request;
  readonly requester: Member;
  readonly target: Member;
}

/** The limits are those of who asked, as they are on the day of the second manager's word. */
async function post(context: Deciding, { request, requester, target }: Agreed): Promise<void> {
  const { community, today, settings, tx, say } = context;
  const { points } = request;
  const moved = await tx.ledger.movedBy(requester.id, today);
  const facts = { manager: requester, target, points, moved, alone: 0 };
  const limits = decideAdjust({ ...facts, settings });
  if (limits.kind !== 'post' && limits.kind !== 'needsSecond') {
    return say(limitLine(context, { requester, limits }));
  }
  const posted = await postAdjustment(context, {
    target,
    points,
    operator: requester.id,
    note: request.note,
    once: `adjust:request:${community.id}:${request.number}`,
    reference: `request:${request.number}`,
  });
  if (posted.isPosted) await settle(context, 'agreed');
  return say(posted.line, posted.isPosted ? { mention: [target] } : {});
}

/** The limit in the way is that of who asked, not that of who agrees. */
function limitLine(
  { args: { number }, text }: Deciding,
  { requester: { name }, limits }: { readonly requester: Member; readonly limits: AdjustRefusal },
): Line {
  switch (limits.kind) {
    case 'toOneself':
      return text('requestToOneself', { name, number });
    case 'tooMany':
      return text('requestTooMany', { n: limits.most, number });
    case 'overDay':
      return text('requestOverDay', { n: limits.left, name, number });
  }
}

export async function refuse(context: Deciding): Promise<void> {
  const { member, args, community, now, tx, text, say } = context;
  const request = await requestOf(tx, { community: community.id, number: args.number });
  if (!request) return say(text('noRequest', { number: args.number }));
  if (request.state !== 'open') return say(text('requestDone', { number: args.number }));
  if (now >= request.expiresAt) return say(text('requestExpired', { number: args.number }));
  const people = { refuser: member.id, requester: request.operator, target: request.member };
  if (!mayRefuse(people)) return say(text('notAboutOneself'));
  await settle(context, 'refused');
  return say(text('refused', { number: args.number }));
}

async function settle(
  { args, community, tx, house }: Deciding,
  state: 'agreed' | 'refused' | 'void',
): Promise<void> {
  await settleRequest(tx, { community: community.id, number: args.number, state });
  await house.audit(`points.request.${state}`, { number: args.number });
}

function secondRefusal({ text, args }: Deciding, { kind }: SecondOutcome) {
  switch (kind) {
    case 'expired':
      return text('requestExpired', { number: args.number });
    case 'ownRequest':
      return text('ownRequest');
    case 'toOneself':
      return text('notAboutOneself');
    case 'void':
      return text('requestVoid', { number: args.number });
    case 'notOpen':
    case 'agree':
      return text('requestDone', { number: args.number });
  }
}

const expiring = z.object({ number: z.number().int() });

/** The time of a request has run out. */
export async function expire(context: Coming<Base>): Promise<void> {
  const { data, community, group, tx, text, push } = context;
  const which = { community: community.id, number: expiring.parse(data).number };
  const request = await requestOf(tx, which);
  if (request?.state !== 'open') return;
  await settleRequest(tx, { ...which, state: 'expired' });
  if (!group) return;
  const { number } = which;
  await push(text('requestExpired', { number }), { kind: 'requests', key: `${number}` });
}
