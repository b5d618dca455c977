/** `签到榜`: the order of today, or who checked in on most days of a week, a month, of all time. */
import { type Acting, type Commanding, formatLocal, type Line, lines, type Period } from '#kit';
import type { CheckIn } from './base.ts';
import { checkInOf, latestOf } from './store/days.ts';
import { orderOf } from './store/order.ts';

type Context = Acting<CheckIn>;

/** A list longer than this is not read in a chat. */
const MOST_SHOWN = 10;

const PERIODS: ReadonlyMap<string, Period> = new Map([
  ...['今天', '今日', '日', 'today', 'day'].map((word) => [word, 'day'] as const),
  ...['周', '週', '本周', '本週', 'week'].map((word) => [word, 'week'] as const),
  ...['月', '本月', 'month'].map((word) => [word, 'month'] as const),
  ...['总', '總', '总榜', '總榜', 'all'].map((word) => [word, 'all'] as const),
]);

/** @returns undefined for a word that names no period */
export function parsePeriod(text: string): Period | undefined {
  return PERIODS.get(text.normalize('NFKC').toLowerCase());
}

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
  return lines(text('order', { n: count }), ...rows, await ownPlace(context));
}

/** Where the member who asks stands, unless that is to be read above. */
async function ownPlace({ tx, member, community, today: day, text }: Context) {
  const own = await checkInOf(tx, { member: member.id, day });
  if (own?.place === undefined) return text('notYetToday');
  if (own.place <= MOST_SHOWN) return undefined;
  return text('ownPlace', { place: own.place, time: formatLocal(own.at, community.calendar.zone) });
}

async function totalsOf({ house, member, text }: Context, period: Exclude<Period, 'day'>) {
  const request = { board: 'checkin', period, limit: MOST_SHOWN, around: member.id };
  const { top, near, count } = await house.standing(request);
  if (count === 0) return text('nobodyEver');
  const inTop = new Set(top.map((placed) => placed.member));
  const around = inTop.has(member.id) ? [] : near.filter((placed) => !inTop.has(placed.member));
  const rowOf = ({ place, name, total }: (typeof top)[number]) =>
    text('totalsRow', { place, name, n: total });
  const below = around.length === 0 ? [] : [text('more'), ...around.map(rowOf)];
  return lines(text(period, { n: count }), ...top.map(rowOf), ...below);
}
