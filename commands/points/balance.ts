/** What a member has: the balance (我的积分), the rules card (积分规则) and the line of the profile. */
import { type Commanding, type Context, type House, type Line, lines, type Member } from '#kit';
import type { Base } from './base.ts';
import { chatCap } from './rules.ts';

export async function showBalance(context: Commanding<Base>): Promise<void> {
  const { member, text, tx, today, say } = context;
  const balance = await tx.ledger.balanceOf(member.id);
  const { earned, spent } = await tx.ledger.sumsOn(member.id, today);
  await say(
    lines(
      text('balance', { n: balance }),
      earned > 0 ? text('today', { earned }) : undefined,
      spent > 0 ? text('spentToday', { spent }) : undefined,
      await placeLine(context, member),
    ),
  );
}

async function placeLine({ house, text }: Context<Base>, { id }: Member) {
  if (!hasLeaderboard(house)) return undefined;
  const request = { board: 'points', period: 'week', limit: 0, around: id } as const;
  const { near, count } = await house.standing(request);
  const mine = near.find(({ member }) => member === id);
  return mine && text('place', { place: mine.place, count });
}

/** Where leaderboards are switched off, nobody is told a place that they cannot look up. */
function hasLeaderboard(house: House): boolean {
  return !house.isSwitchedOff('leaderboard');
}

export async function showRules({ house, text, say }: Commanding<Base>): Promise<void> {
  await say(lines(text('rulesTitle'), ...house.rules()));
}

/** The rules of points, from the settings by which they are run. */
export function rules({ settings, text, house }: Context<Base>): readonly Line[] {
  const { giveOn, giveSmallest: smallest, giveDailyMost: most } = settings;
  return [
    ...chatRule({ settings, text }),
    ...(giveOn ? [text('giveRule', { smallest, most })] : []),
    ...managerRule({ settings, text }),
    ...(hasLeaderboard(house) ? [text('boardRule')] : []),
  ];
}

type Rules = Pick<Context<Base>, 'settings' | 'text'>;

function chatRule({ settings, text }: Rules): readonly Line[] {
  const { chatPoints: points, everySeconds: seconds } = settings;
  const most = chatCap(settings);
  if (most === 0) return [];
  return [
    seconds === 0
      ? text('chatRuleAlways', { points, most })
      : text('chatRule', { points, seconds, most }),
  ];
}

function managerRule({ settings, text }: Rules): readonly Line[] {
  const { managerMost: most, secondManagerAbove: above } = settings;
  if (most === 0) return [];
  return [most > above ? text('secondRule', { most, above }) : text('managerRule', { most })];
}

export async function profile(
  { text, tx, today }: Context<Base>,
  { id }: Member,
): Promise<readonly Line[]> {
  const { earned } = await tx.ledger.sumsOn(id, today);
  const points = await tx.ledger.balanceOf(id);
  return [earned > 0 ? text('profileToday', { points, earned }) : text('profile', { points })];
}
