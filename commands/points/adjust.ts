/**
 * Managers add and take points by hand (加分, 扣分): within limits, with a reason and an audit entry.
 * What is too large for one manager waits for a second one; see `second.ts`.
 */
import {
  type Args,
  arg,
  type Commanding,
  type Context,
  hours,
  instantOf,
  type Line,
  type Member,
  type MemberId,
  type Points,
} from '#kit';
import type { Base } from './base.ts';
import { type AdjustRefusal, decideAdjust } from './rules.ts';
import { because, noteOf, signed } from './show.ts';
import { movedAlone } from './store/alone.ts';
import { openRequest } from './store/requests.ts';

/** How long a second manager has to agree. */
const REQUEST_LIFETIME = hours(24);

interface AdjustArgs {
  change: readonly [Member, Points];
  /** Whoever moves other people's points says what for. */
  why: string;
}

type Adjusting = Commanding<Base, AdjustArgs>;

export const awardArgs: Args<AdjustArgs> = {
  change: arg.pair(arg.member(), arg.points()),
  why: arg.rest(),
};

/** Whoever has left may still owe: points can be taken, but not given. */
export const deductArgs: Args<AdjustArgs> = {
  change: arg.pair(arg.member('anybody'), arg.points()),
  why: arg.rest(),
};

export function award(context: Adjusting): Promise<void> {
  const [, points] = context.args.change;
  return adjust(context, points);
}

export function deduct(context: Adjusting): Promise<void> {
  const [, points] = context.args.change;
  return adjust(context, -points);
}

async function adjust(context: Adjusting, points: number): Promise<void> {
  const { member, args, group, message, today, settings, tx, say } = context;
  const [target] = args.change;
  const facts = {
    manager: member,
    target,
    points,
    moved: await tx.ledger.movedBy(member.id, today),
    alone: await movedAlone(tx, { operator: member.id, member: target.id, day: today }),
  };
  const outcome = decideAdjust({ ...facts, settings });
  if (outcome.kind === 'needsSecond') return askForSecond(context, facts);
  if (outcome.kind !== 'post') return say(adjustRefusal(context, outcome));
  const posted = await postAdjustment(context, {
    target,
    points,
    operator: member.id,
    note: noteOf(args.why),
    once: `adjust:${group?.id ?? 0}:${message}`,
  });
  return say(posted.line, posted.isPosted ? { mention: [target] } : {});
}

async function askForSecond(
  context: Adjusting,
  { target, points, alone }: { target: Member; points: number; alone: number },
): Promise<void> {
  const { member, args, community, settings, now, text, tx, say, house, later } = context;
  const expiresAt = instantOf(now + REQUEST_LIFETIME);
  const number = await openRequest(tx, {
    community_id: community.id,
    member_id: target.id,
    operator_id: member.id,
    points,
    note: noteOf(args.why) ?? null,
    asked_at: now,
    expires_at: expiresAt,
  });
  const key = `${community.id}:${number}`;
  await later({ what: 'expire', at: expiresAt, key, data: { number } });
  await house.audit('points.request', { number, member: target.id, points });
  const why = because(text, args.why);
  const { secondManagerAbove: above } = settings;
  const asked = { points: signed(points), name: target.name, why, number, above };
  if (Math.abs(points) > above) return say(text('needsSecond', asked));
  return say(text('needsSecondInAll', { ...asked, inAll: signed(alone + points) }));
}

export interface Adjustment {
  readonly target: Member;
  /** Signed. */
  readonly points: number;
  /** Whose limits it counts towards. */
  readonly operator: MemberId;
  readonly note: string | undefined;
  readonly once: string;
  readonly reference?: string;
}

/** Posts and audits. @returns what to say of it */
export async function postAdjustment(
  { text, tx, house }: Context<Base>,
  { target, points, ...posting }: Adjustment,
): Promise<{ readonly isPosted: boolean; readonly line: Line }> {
  const reason = points > 0 ? 'award' : 'deduct';
  const outcome = await tx.ledger.post({ ...posting, member: target.id, points, reason });
  if (outcome.kind === 'frozen') return { isPosted: false, line: text('frozen') };
  const { balance } = outcome;
  if (outcome.kind === 'short') {
    return { isPosted: false, line: text('shortOfDeduction', { n: balance, name: target.name }) };
  }
  await house.audit(`points.${reason}`, { member: target.id, points, seq: outcome.seq });
  const why = because(text, posting.note);
  const slots = { n: Math.abs(points), balance, why };
  return { isPosted: true, line: points > 0 ? text('added', slots) : text('taken', slots) };
}

/** Why a manager may not add or take so many points. */
export function adjustRefusal({ text }: Context<Base>, outcome: AdjustRefusal): Line {
  switch (outcome.kind) {
    case 'toOneself':
      return text('adjustToOneself');
    case 'tooMany':
      return text('adjustTooMany', { n: outcome.most });
    case 'overDay':
      return text('adjustOverDay', { n: outcome.left });
  }
}
