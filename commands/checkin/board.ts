/** The check-in leaderboard of today: who came first. Sums of a longer time are the house's. */
import { type Context, formatLocal, type Line, lines, type Member, type TextSlot } from '#kit';
import type { CheckIn } from './base.ts';
import { checkInOf, latestOf } from './store/days.ts';
import { orderOf } from './store/order.ts';

/** A list longer than this is not read in a chat. */
const MOST_SHOWN = 10;

export async function orderOfToday(context: Context<CheckIn>, member: Member): Promise<Line> {
  const { tx, community, today: day, text } = context;
  const { count } = await latestOf(tx, { community: community.id, day, limit: 1 });
  if (count === 0) return text('nobodyYet');
  const first = await orderOf(tx, { community: community.id, day, limit: MOST_SHOWN });
  const rows = first.map(({ place, name, at }) =>
    text('orderRow', { place, name, time: formatLocal(at, community.calendar.zone) }),
  );
  const isShown = first.some((shown) => shown.member === member.id);
  const own = isShown ? undefined : await ownPlace(context, member);
  return lines(text('order', { n: count }), ...rows, own);
}

/** `{今日签到人数}`: how many have checked in today, by themselves. */
export const checkedInToday: TextSlot<CheckIn> = {
  async value({ tx, community, today: day }, about) {
    if (about !== '') return undefined;
    return (await latestOf(tx, { community: community.id, day, limit: 1 })).count;
  },
};

/** Where the member who asks stands, who is not among the first. */
async function ownPlace(
  { tx, community, today: day, text }: Context<CheckIn>,
  member: Member,
): Promise<Line> {
  const own = await checkInOf(tx, { member: member.id, day });
  if (own?.place === undefined) return text('notYetToday');
  return text('ownPlace', { place: own.place, time: formatLocal(own.at, community.calendar.zone) });
}
