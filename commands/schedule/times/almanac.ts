/**
 * The Chinese calendar: lunar dates, festivals, and which days are worked. Loaded only when a
 * schedule needs it, for its tables take a megabyte.
 */
import { type Day, remember, weekdayOf } from '#kit';
import { floatingFestivals } from './floating-festivals.ts';

export interface Almanac {
  /** Is a day the lunar date? Leap months (闰月) have none. */
  isLunar(day: Day, date: { readonly month: number; readonly day: number }): boolean;
  /** 1 to 30: the day of its lunar month, be it a leap month or not. */
  lunarDay(day: Day): number;
  /** The festivals of a day: 除夕, 中秋节, 国庆节, 母亲节. */
  festivals(day: Day): readonly string[];
  /** By the government's calendar, and by the week alone where that is not out yet. */
  isWorkday(day: Day): boolean;
  /** Whether the government's calendar of that year is known. */
  knowsYear(year: number): boolean;
}

let loaded: Promise<Almanac> | undefined;

/** Loads the tables; the second time they are there already. */
export function loadAlmanac(): Promise<Almanac> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Almanac> {
  const { LegalHoliday, LunarFestival, SolarDay, SolarFestival } = await import('tyme4ts');
  const solar = (day: Day) => SolarDay.fromYmd(...partsOf(day));
  const legal = (day: Day) => LegalHoliday.fromYmd(...partsOf(day));
  /** 除夕 of a lunar year falls into the next one of the sun. */
  const festivalsOf = remember(YEARS_KEPT, (year: number) => {
    const lunar = [year - 1, year].flatMap((of) =>
      LunarFestival.NAMES.map((_, at) => LunarFestival.fromIndex(of, at)),
    );
    const own = SolarFestival.NAMES.map((_, at) => SolarFestival.fromIndex(year, at));
    return [
      ...lunar.map((one) => one && { name: one.getName(), on: one.getDay().getSolarDay() }),
      ...own.map((one) => one && { name: one.getName(), on: one.getDay() }),
    ].filter((one) => one !== null);
  });
  return {
    isLunar(day, date) {
      const lunar = solar(day).getLunarDay();
      return lunar.getMonth() === date.month && lunar.getDay() === date.day;
    },
    lunarDay: (day) => solar(day).getLunarDay().getDay(),
    // Not day by day: that takes the library a third of a second for a year, and of two festivals
    // on one day it tells but one, such as 上巳节 and not 清明节 in 2030.
    festivals(day) {
      const [year] = partsOf(day);
      const own = solar(day);
      const fixed = festivalsOf(year).flatMap(({ name, on }) => (on.equals(own) ? [name] : []));
      return [...fixed, ...floatingFestivals(day)];
    },
    isWorkday: (day) => legal(day)?.isWork() ?? weekdayOf(day) <= FRIDAY,
    // National Day is in every year's calendar.
    knowsYear: (year) => LegalHoliday.fromYmd(year, NATIONAL_DAY.month, NATIONAL_DAY.day) !== null,
  };
}

/** As far as any rule is looked for, and back. */
const YEARS_KEPT = 16;
const FRIDAY = 5;
const NATIONAL_DAY = { month: 10, day: 1 };

function partsOf(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
}
