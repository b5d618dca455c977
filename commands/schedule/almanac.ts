/**
 * The Chinese calendar: lunar dates, festivals, and which days are worked. Loaded only when a
 * schedule needs it, for its tables take a megabyte.
 */
import { type Day, weekdayOf } from '#kit';

export interface Almanac {
  /** Is a day the lunar date? Leap months (闰月) have none. */
  isLunar(day: Day, date: { readonly month: number; readonly day: number }): boolean;
  /** 1 to 30: the day of its lunar month, be it a leap month or not. */
  lunarDay(day: Day): number;
  /** The festivals of a day: 除夕, 中秋节, 国庆节. */
  festivals(day: Day): readonly string[];
  /** By the government's calendar, and by the week alone where that is not out yet. */
  isWorkday(day: Day): boolean;
  /** Whether the government's calendar of that year is known. */
  knowsYear(year: number): boolean;
}

/** Loads the tables; the second time they are there already. */
export async function loadAlmanac(): Promise<Almanac> {
  const { LegalHoliday, SolarDay } = await import('tyme4ts');
  const solar = (day: Day) => SolarDay.fromYmd(...partsOf(day));
  const legal = (day: Day) => LegalHoliday.fromYmd(...partsOf(day));
  return {
    isLunar(day, date) {
      const lunar = solar(day).getLunarDay();
      return lunar.getMonth() === date.month && lunar.getDay() === date.day;
    },
    lunarDay: (day) => solar(day).getLunarDay().getDay(),
    festivals(day) {
      const own = solar(day);
      const names = [own.getLunarDay().getFestival(), own.getFestival()];
      return names.flatMap((festival) => (festival ? [festival.getName()] : []));
    },
    isWorkday: (day) => legal(day)?.isWork() ?? weekdayOf(day) <= FRIDAY,
    // National Day is in every year's calendar.
    knowsYear: (year) => LegalHoliday.fromYmd(year, NATIONAL_DAY.month, NATIONAL_DAY.day) !== null,
  };
}

const FRIDAY = 5;
const NATIONAL_DAY = { month: 10, day: 1 };

function partsOf(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
}
