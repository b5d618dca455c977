/**
 * What a rule comes to on the clock: its slots, one after the other. A slot is named by what the
 * calendar and clock of the community's zone show, so that a turn of the clock neither doubles nor
 * drops it: in a gap it comes at the first instant after, in an overlap at the first pass.
 */
import {
  addDays,
  civilCalendar,
  type Day,
  dayNumber,
  endOfDay,
  formatMinuteOfDay,
  type Instant,
  instantAt,
  instantOf,
  localDay,
  type MinuteOfDay,
  MS_PER_MINUTE,
  parseDay,
  parseMinuteOfDay,
  startOfDay,
  weekdayOf,
  type Zone,
} from '#kit';
import type { Almanac } from './almanac.ts';
import type { Days, When } from './when.ts';

/** One time at which a push is due. */
export interface Slot {
  /** `2026-03-01 09:00` on the zone's clock; of spans the instant. */
  readonly name: string;
  readonly at: Instant;
}

/** Tells on which minutes of a day a cron expression falls, in order. */
export type CronMinutes = (day: Day) => readonly MinuteOfDay[];

export interface Calendars {
  readonly zone: Zone;
  /** Needed for lunar dates, festivals and work days only. */
  readonly almanac?: Almanac | undefined;
  readonly cron?: CronMinutes | undefined;
}

const WEEK_DAYS = 7;
/** Longest look ahead: a 29 February that an exception of the century leaves out. */
const LONGEST_LOOK_DAYS = 8 * 366;

/** The first slot strictly after an instant; undefined when there is none any more. */
export function nextSlot(when: When, since: Instant, calendars: Calendars): Slot | undefined {
  if (when.kind === 'once') return after(slotOf(when.day, when.minute, calendars.zone), since);
  if (when.kind === 'span') return nextOfSpan(when, since);
  // The day before, because a slot that a turn of the clock has put off belongs to its own day.
  let day = addDays(civilDay(since, calendars.zone), -1);
  if (when.kind === 'days' && when.from !== undefined && day < when.from) day = when.from;
  for (let looked = 0; looked < LONGEST_LOOK_DAYS; looked += 1) {
    if (when.kind === 'days' && when.to !== undefined && day > when.to) return undefined;
    for (const minute of minutesOn(when, day, calendars)) {
      const slot = after(slotOf(day, minute, calendars.zone), since);
      if (slot) return slot;
    }
    day = addDays(day, 1);
  }
  return undefined;
}

/** The next so many slots. */
export function nextSlots(
  when: When,
  { since, count }: { readonly since: Instant; readonly count: number },
  calendars: Calendars,
): readonly Slot[] {
  const slots: Slot[] = [];
  let from = since;
  while (slots.length < count) {
    const slot = nextSlot(when, from, calendars);
    if (!slot) break;
    slots.push(slot);
    from = slot.at;
  }
  return slots;
}

/** All slots of a day on the calendar, in order; at most so many. */
export function slotsOn(
  when: When,
  { day, most }: { readonly day: Day; readonly most: number },
  calendars: Calendars,
): readonly Slot[] {
  const { zone } = calendars;
  if (when.kind === 'once') return when.day === day ? [slotOf(day, when.minute, zone)] : [];
  if (when.kind !== 'span') return slotsOfDay(when, day, calendars).slice(0, most);
  const calendar = civilCalendar(zone);
  const since = instantOf(startOfDay(day, calendar) - 1);
  const slots = nextSlots(when, { since, count: most }, calendars);
  return slots.filter(({ at }) => at < endOfDay(day, calendar));
}

function slotsOfDay(
  when: Extract<When, { kind: 'days' | 'cron' }>,
  day: Day,
  calendars: Calendars,
): readonly Slot[] {
  const { from = day, to = day } = when.kind === 'days' ? when : {};
  if (day < from || day > to) return [];
  return minutesOn(when, day, calendars).map((minute) => slotOf(day, minute, calendars.zone));
}

/** When a slot is due by the clock of the zone as it is now; undefined for what names none. */
export function slotNamed(name: string, zone: Zone): Slot | undefined {
  const [date = '', time = ''] = name.split(' ');
  const [day, minute] = [parseDay(date), parseMinuteOfDay(time)];
  if (day !== undefined && minute !== undefined) return slotOf(day, minute, zone);
  const at = Date.parse(name);
  return Number.isNaN(at) ? undefined : { name, at: instantOf(at) };
}

function after(slot: Slot, since: Instant): Slot | undefined {
  return slot.at > since ? slot : undefined;
}

function civilDay(at: Instant, zone: Zone): Day {
  return localDay(at, civilCalendar(zone));
}

function slotOf(day: Day, minute: MinuteOfDay, zone: Zone): Slot {
  return { name: `${day} ${formatMinuteOfDay(minute)}`, at: instantAt(day, minute, zone) };
}

/** The n-th is at `from` + n spans; the first one is n = 1. */
function nextOfSpan({ minutes, from }: Extract<When, { kind: 'span' }>, since: Instant): Slot {
  const span = minutes * MS_PER_MINUTE;
  const number = Math.max(1, Math.floor((since - from) / span) + 1);
  const at = instantOf(from + number * span);
  return { name: new Date(at).toISOString(), at };
}

function minutesOn(
  when: Extract<When, { kind: 'days' | 'cron' }>,
  day: Day,
  { zone, almanac, cron }: Calendars,
): readonly MinuteOfDay[] {
  if (isLeftOut(day, zone)) return [];
  if (when.kind === 'cron') return cron?.(day) ?? [];
  return isOn(when.days, day, almanac) ? when.minutes : [];
}

/** A date that the zone left out (30 December 2011 in Apia) begins and ends at one instant. */
function isLeftOut(day: Day, zone: Zone): boolean {
  const calendar = civilCalendar(zone);
  return startOfDay(day, calendar) === endOfDay(day, calendar);
}

function isOn(days: Days, day: Day, almanac: Almanac | undefined): boolean {
  switch (days.on) {
    case 'every':
      return true;
    case 'interval': {
      const passed = dayNumber(day) - dayNumber(days.from);
      return passed >= 0 && passed % days.every === 0;
    }
    case 'weekdays':
      return days.weekdays.includes(weekdayOf(day));
    case 'monthDays':
      return days.days.includes(dayOf(day)) || (days.days.includes(-1) && isLastOfMonth(day));
    case 'yearly':
      return Number(day.slice(5, 7)) === days.month && dayOf(day) === days.day;
    case 'workdays':
      return almanac?.isWorkday(day) === true;
    case 'restDays':
      return almanac?.isWorkday(day) === false;
    case 'lunar':
      return almanac?.isLunar(day, days) === true;
    case 'festival':
      return almanac?.festivals(day).includes(days.name) === true;
    case 'lunarDays':
      return almanac !== undefined && days.days.includes(almanac.lunarDay(day));
    case 'nthWeekday':
      return weekdayOf(day) === days.weekday && isNth(day, days.nth);
    case 'quarter':
      return isOfQuarter(day, days.day);
  }
}

function dayOf(day: Day): number {
  return Number(day.slice(8));
}

/** The n-th such day of the week in its month; -1 the last. */
function isNth(day: Day, nth: number): boolean {
  if (nth === -1) return addDays(day, WEEK_DAYS).slice(0, 7) !== day.slice(0, 7);
  return Math.ceil(dayOf(day) / WEEK_DAYS) === nth;
}

/** The first or last (-1) day of three months. */
function isOfQuarter(day: Day, which: 1 | -1): boolean {
  const first = which === 1 ? day : addDays(day, 1);
  return dayOf(first) === 1 && Number(first.slice(5, 7)) % 3 === 1;
}

function isLastOfMonth(day: Day): boolean {
  return dayOf(addDays(day, 1)) === 1;
}
