/** `签到榜`: the order of today, or who checked in on most days of a week, a month, of all time. */
import {
  type Acting,
  belowTop,
  type Commanding,
  formatLocal,
  type Line,
  lines,
  type MemberId,
  type Period,
} from '#kit';
import type { CheckIn } from './base.ts';
import { checkInOf, latestOf } from './store/days.ts';
import { orderOf } from './store/order.ts';

type Context = Acting<CheckIn>;

/** A list longer than this is not read in a chat. */
const MOST_SHOWN = 10;

export async function showBoard(
  context: Commanding<CheckIn, { readonly period: Period | undefined }>,
): Promise<void> {
  const { args, say } = context;
  const { period = 'day' } = args;
  return say(period === 'day' ? await orderOfToday(context) : await totalsOf(context, period));
}

async function orderOfToday(context: Context): Promise<Line> {
  const { tx, community, today: day, text } = context;
  const { count } = await latestOf(tx, { community: community.id, day, limit: 1 });
  if (count === 0) return text('nobodyYet');
  const first = await orderOf(tx, { community: community.id, day, limit: MOST_SHOWN });
  const rows = first.map(({ place, name, at }) =>
    text('orderRow', { place, name, time: formatLocal(at, community.calendar.zone) }),
  );
  const shown = new Set(first.map(({ member }) => member));
  return lines(text('order', { n: count }), ...rows, await ownPlace(context, shown));
}

/** Where the member who asks stands, unless that is to be read above. */
async function ownPlace(
  { tx, member, community, today: day, text }: Context,
  shown: ReadonlySet<MemberId>,
) {
  if (shown.has(member.id)) return undefined;
  const own = await checkInOf(tx, { member: member.id, day });
  if (own?.place === undefined) return text('notYetToday');
  return text('ownPlace', { place: own.place, time: formatLocal(own.at, community.calendar.zone) });
}

async function totalsOf({ house, member, text }: Context, period: Exclude<Period, 'day'>) {
  const request = { board: 'checkin', period, limit: MOST_SHOWN, around: member.id };
  const standing = await house.standing(request);
  if (standing.count === 0) return text('nobodyEver');
  const rowOf = ({ place, name, total }: (typeof standing.top)[number]) =>
    text('totalsRow', { place, name, n: total });
  return lines(
    text(period, { n: standing.count }),
    ...standing.top.map(rowOf),
    standing.isApart ? text('more') : undefined,
    ...belowTop(standing, member.id).map(rowOf),
  );
}
