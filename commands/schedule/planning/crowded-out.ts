/** What a new push crowds out of other schedules: by name, and how many more there are. */
import type { Context, Line } from '#kit';
import type { Base } from '../base.ts';
import { slotLine } from '../telling/show.ts';
import type { Planned, Played } from './prospect.ts';

/** More names in a row are not read. */
const MOST_NAMED = 3;

interface CrowdedOut {
  readonly line: Line;
  /** In so many groups. */
  readonly groups: number;
}

/** Of other schedules what would have been sent without the new pushes. */
export function crowdedOut(
  context: Context<Base>,
  played: readonly Played[],
): CrowdedOut | undefined {
  const inGroup = played.map(lostIn).filter((lost) => lost.length > 0);
  const lost = new Map(inGroup.flat().map((one) => [one.key, one]));
  const schedules = bySchedule([...lost.values()].toSorted((one, other) => one.at - other.at));
  const [first] = schedules;
  return first && { line: lineOf(context, first, schedules), groups: inGroup.length };
}

function lostIn({ others, ...foreseen }: Played): readonly Planned[] {
  return others.filter(({ key }) => {
    const isLost = foreseen.with.get(key)?.leavesAt === undefined;
    return isLost && foreseen.without.get(key)?.leavesAt !== undefined;
  });
}

interface Loser {
  readonly number: number;
  /** The first of its pushes that is lost, and how many are. */
  readonly first: Planned;
  readonly n: number;
}

/** Each schedule once, that which loses first before the others. */
function bySchedule(lost: readonly Planned[]): readonly Loser[] {
  const found = new Map<number, Loser>();
  for (const one of lost) {
    const { number } = one;
    if (number === undefined) continue;
    const known = found.get(number) ?? { number, first: one, n: 0 };
    found.set(number, { ...known, n: known.n + 1 });
  }
  return [...found.values()];
}

function lineOf(context: Context<Base>, first: Loser, all: readonly Loser[]): Line {
  const { text } = context;
  if (all.length === 1 && first.n === 1) return text('crowdedOut', wordsOf(context, first));
  const named = all.slice(0, MOST_NAMED).map((one) => {
    return text(one.n === 1 ? 'crowdedOne' : 'crowdedOften', wordsOf(context, one));
  });
  const pushes = named.join(text('and'));
  const more = all.length - named.length;
  return text('crowdedOutAll', {
    pushes: more > 0 ? text('crowdedMore', { pushes, n: more }) : pushes,
  });
}

function wordsOf(context: Context<Base>, { number, first, n }: Loser) {
  return { number, slot: slotLine(first.at, context), n };
}
