/** Words for what several answers about invitations (邀请) name: tiers, states and their reasons. */
import { type Context, displayName, type Line } from '#kit';
import type { Base } from './base.ts';
import type { Invitation } from './store/tables.ts';

type Says = Pick<Context<Base>, 'text'>;

interface Prizes {
  readonly friends: number;
  readonly points: number;
  readonly prize?: string | null | undefined;
}

/** For how long a friend has to stay, and on how many days to talk. */
export function staying({ text, settings }: Pick<Context<Base>, 'text' | 'settings'>) {
  const { stayDays, talkDays } = settings;
  return { stay: text('days', { n: stayDays }), talk: text('days', { n: talkDays }) };
}

/** «5 位好友：+60 积分和定制杯». */
export function tierWords({ text }: Says, { friends, points, prize }: Prizes): Line {
  const inPoints = text('points', { n: points });
  const what =
    prize === null || prize === undefined
      ? inPoints
      : points === 0
        ? displayName(prize)
        : text('pointsAndPrize', { points: inPoints, prize: displayName(prize) });
  return text('tier', { friends, what });
}

/** Why an invitation is where it is; nothing of what counts. */
export function reasonWords(
  { text }: Says,
  { state, reason }: Pick<Invitation, 'state' | 'reason'>,
): Line {
  if (reason === null) return text(state === 'valid' ? 'isValid' : 'isPending');
  return text(`because.${reason}`);
}
