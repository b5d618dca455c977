/**
 * Festivals that fall on the n-th such weekday of a month, which the almanac does not have: the
 * second Sunday of May (36 U.S.C. § 117), the third Sunday of June (36 U.S.C. § 109) and the fourth
 * Thursday of November (5 U.S.C. § 6103); mainland China keeps them so, too. What Taiwan calls
 * 父親節 is 8 August, and none of these.
 */
import { type Day, weekdayOf } from '#kit';

interface Floating {
  readonly name: string;
  readonly month: number;
  readonly nth: number;
  readonly weekday: number;
}

const FLOATING: readonly Floating[] = [
  { name: '母亲节', month: 5, nth: 2, weekday: 7 },
  { name: '父亲节', month: 6, nth: 3, weekday: 7 },
  { name: '感恩节', month: 11, nth: 4, weekday: 4 },
];
const WEEK_DAYS = 7;

/** Which of them fall on a day. */
export function floatingFestivals(day: Day): readonly string[] {
  const month = Number(day.slice(5, 7));
  const nth = Math.ceil(Number(day.slice(8)) / WEEK_DAYS);
  return FLOATING.flatMap((one) => {
    const isOn = one.month === month && one.nth === nth && one.weekday === weekdayOf(day);
    return isOn ? [one.name] : [];
  });
}
