/** Slots of pushed texts that are the calendar's or the group's: `{日期}`, `{距离 春节}`. */
import {
  daysBetween,
  displayName,
  instantAt,
  instantOf,
  minuteOfDay,
  parseDay,
  showDay,
  type TextSlot,
  weekdayOf,
} from '#kit';
import type { Base } from '../base.ts';
import { readDays } from '../reading/read-days.ts';
import { weekdayName } from '../telling/show.ts';
import { calendarsFor } from '../times/calendars.ts';
import { nextSlot } from '../times/slots.ts';
import type { When } from '../times/when.ts';

const MIDNIGHT = minuteOfDay(0);
const MIDDAY = minuteOfDay(720);

const date: TextSlot<Base> = {
  value: async ({ today, language }, about) =>
    about === '' ? showDay(today, language) : undefined,
};

const weekday: TextSlot<Base> = {
  value: async ({ today, text }, about) =>
    about === '' ? weekdayName(weekdayOf(today), text) : undefined,
};

/** What managers have set goes before what the platform calls the group. */
const group: TextSlot<Base> = {
  value: async ({ settings, group: here }, about) =>
    about === '' ? settings.groupName || (here?.name && displayName(here.name)) : undefined,
};

/** Of the group that is written to; only those of whom the bot knows. */
const members: TextSlot<Base> = {
  async value({ tx, community, group: here }, about) {
    if (about !== '') return undefined;
    return (await tx.people.present(community.id, here?.id)).length;
  },
};

/** Days until the next such day, today being none. */
const daysUntil: TextSlot<Base> = {
  async value({ today, community }, about) {
    const read = about === '' ? undefined : readDays(about, today);
    if (!read || read.length < about.length) return undefined;
    if ('day' in read) return Math.max(0, daysBetween(today, read.day));
    const { zone } = community.calendar;
    const when: When = { kind: 'days', days: read.days, minutes: [MIDDAY], from: today };
    const before = instantOf(instantAt(today, MIDNIGHT, zone) - 1);
    const slot = nextSlot(when, before, await calendarsFor(when, zone));
    const day = slot && parseDay(slot.name.slice(0, 10));
    return day && daysBetween(today, day);
  },
};

export const slots = { date, weekday, group, members, daysUntil };
