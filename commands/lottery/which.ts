/** Which lottery somebody means: by its number, or the newest that fits. */
import { type Arg, type Args, arg, type Context, type Line, type Member } from '#kit';
import type { Lottery } from './base.ts';
import { type LotteryOf, lotteryByNumber, newestLotteries } from './store/lotteries.ts';

const MOST_NUMBER = 999_999_999;
/** Older ones are asked for by their number. */
const LOOKED_THROUGH = 30;

/** «3», «#3». */
export const lotteryNumber: Arg<number> = arg.choice((typed) => {
  const [, digits] = /^#?([0-9]{1,9})$/u.exec(typed.normalize('NFKC')) ?? [];
  const number = Number(digits ?? 0);
  return number >= 1 && number <= MOST_NUMBER ? number : undefined;
}, 'notNumber');

/** A member of a lottery, of whom a manager says something with a reason. */
export interface AboutMember {
  number: number;
  who: Member;
  why: string;
}

export const aboutMemberArgs: Args<AboutMember> = {
  number: lotteryNumber,
  who: arg.member('anybody'),
  why: arg.rest(),
};

type Here = Pick<Context<Lottery>, 'tx' | 'community' | 'group'>;

/** @param fits which are looked for, where no number was given */
export async function lotteryMeant(
  { tx, community, group }: Here,
  number: number | undefined,
  fits: (lottery: LotteryOf) => boolean,
): Promise<LotteryOf | undefined> {
  const which = { community: community.id };
  if (number !== undefined) return lotteryByNumber(tx, { ...which, number });
  const newest = await newestLotteries(tx, { ...which, limit: LOOKED_THROUGH });
  const here = newest.filter((lottery) => group === undefined || lottery.group_id === group.id);
  return here.find(fits);
}

/** The lottery of a number, if its own group hears what becomes of it; or why not that one. */
export async function lotteryHere(
  { tx, community, group, text }: Here & Pick<Context<Lottery>, 'text'>,
  number: number,
): Promise<{ readonly lottery: LotteryOf } | { readonly why: Line }> {
  const lottery = await lotteryByNumber(tx, { community: community.id, number });
  if (!lottery) return { why: text('noSuch', { number }) };
  if (group?.id !== lottery.group_id) return { why: text('otherGroup', { number }) };
  return { lottery };
}

/** What is said where {@link lotteryMeant} finds none: a number that was typed is told as such. */
export function noneMeant(
  { text }: Pick<Context<Lottery>, 'text'>,
  number: number | undefined,
  what: 'noneOpen' | 'noneDrawn' | 'noCode' = 'noneOpen',
): Line {
  return number === undefined ? text(what) : text('noSuch', { number });
}
