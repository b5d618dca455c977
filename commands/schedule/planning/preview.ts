/** What managers see of a schedule before it is kept: its next times, its reach, its risks. */
import {
  type Acting,
  type Context,
  type Instant,
  type Line,
  lines,
  MS_PER_DAY,
  MS_PER_MINUTE,
} from '#kit';
import type { Base } from '../base.ts';
import { partsLeft, readContent } from '../reading/read-content.ts';
import { slotLine } from '../telling/show.ts';
import { calendarsFor } from '../times/calendars.ts';
import { type Calendars, nextSlots, type Slot } from '../times/slots.ts';
import type { When } from '../times/when.ts';
import type { Outlook, Prospect } from './prospect.ts';
import { reachLine } from './reach.ts';
import { warningLine } from './warn.ts';

const SHOWN_SLOTS = 3;
/** Enough to see how close together the slots of any rule get. */
const LOOKED_AT_SLOTS = 50;
const SHORTEST_GAP_MS = 10 * MS_PER_MINUTE;
const LONG_WAIT_MS = 500 * MS_PER_DAY;

/** Its next slots, or why it cannot be kept so. */
export async function outlookOf(
  { community, now, text }: Context<Base>,
  { when, content, said }: Pick<Prospect, 'when' | 'content' | 'said'>,
): Promise<Outlook | { readonly why: Line }> {
  const calendars = await calendarsFor(when, community.calendar.zone);
  const slots = slotsToLookAt(when, now, calendars);
  if (slots.length === 0) return { why: text('never') };
  if (areTooClose(slots)) return { why: text('tooOften') };
  return { slots: slots.slice(0, partsLeft(readContent(content), said)), calendars };
}

/** Whom it reaches, when it comes next, and what may keep it from being said. */
export async function outlookLine(
  context: Acting<Base>,
  prospect: Prospect,
  outlook: Outlook,
): Promise<Line> {
  return lines(
    await reachLine(context, prospect),
    nextLine(outlook.slots, context),
    leftOutLine(context, prospect),
    unknownYearLine(context, prospect, outlook),
    await warningLine(context, prospect, outlook),
  );
}

/** What comes hardly once a year cannot come too often, and is slow to look for. */
function slotsToLookAt(when: When, since: Instant, calendars: Calendars): readonly Slot[] {
  const first = nextSlots(when, { since, count: SHOWN_SLOTS }, calendars);
  const last = first.at(-1);
  const isRare = first.length < SHOWN_SLOTS || (last && last.at - since > LONG_WAIT_MS);
  return isRare ? first : nextSlots(when, { since, count: LOOKED_AT_SLOTS }, calendars);
}

function areTooClose(slots: readonly Slot[]): boolean {
  return slots.some(({ at }, index) => {
    const next = slots[index + 1];
    return next !== undefined && next.at - at < SHORTEST_GAP_MS;
  });
}

/** «接下来：…», the next three. */
export function nextLine(slots: readonly Slot[], context: Context<Base>): Line {
  const { text } = context;
  const shown = slots.slice(0, SHOWN_SLOTS).map(({ at }) => slotLine(at, context));
  return text('next', { slots: shown.join(text('comma')) });
}

const SHORTEST_MONTH_DAYS = 28;

/** Months that have no such day are left out without a word. */
function leftOutLine({ text }: Context<Base>, { when }: Prospect): Line | undefined {
  if (when.kind !== 'days') return undefined;
  const { days } = when;
  if (days.on === 'yearly') {
    return days.month === 2 && days.day > SHORTEST_MONTH_DAYS ? text('leapYearsOnly') : undefined;
  }
  const day = days.on === 'monthDays' ? Math.max(...days.days) : 0;
  return day > SHORTEST_MONTH_DAYS ? text('shortMonths', { day }) : undefined;
}

/** The government publishes the work days of a year in the autumn before. */
function unknownYearLine(
  { text, today }: Context<Base>,
  { when }: Prospect,
  { slots, calendars }: Outlook,
): Line | undefined {
  const isByOffice = when.kind === 'days' && /^(?:workdays|restDays)$/.test(when.days.on);
  const years = [today, ...slots.map(({ name }) => name)].map((name) => Number(name.slice(0, 4)));
  const unknown = years.find((year) => calendars.almanac?.knowsYear(year) === false);
  return isByOffice && unknown !== undefined ? text('unknownYear', { year: unknown }) : undefined;
}
