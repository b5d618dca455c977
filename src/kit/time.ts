/**
 * Time (时间), the one door to it: points in time, civil dates, zones, and the days of a community.
 * Nothing behind it reads the machine's clock or zone; the same question has the same answer
 * everywhere.
 */
export {
  type Calendar,
  type DailyRule,
  type DailySlot,
  endOfDay,
  instantAt,
  localDay,
  nextDaily,
  nextDailySlot,
  startOfDay,
} from './calendar.ts';
export {
  addDays,
  type Day,
  type DayRange,
  dayFromNumber,
  dayNumber,
  daysBetween,
  formatMinuteOfDay,
  type MinuteOfDay,
  minuteOfDay,
  monthOf,
  parseDay,
  parseMinuteOfDay,
  type Weekday,
  weekdayOf,
  weekOf,
} from './day.ts';
export {
  after,
  days,
  formatInstant,
  hours,
  type Instant,
  instantOf,
  minutes,
  parseInstant,
  type Span,
  seconds,
  spanBetween,
} from './instant.ts';
export {
  formatLocal,
  formatLocalDateTime,
  localHour,
  localMinute,
  offsetAt,
  parseZone,
  type Zone,
} from './zone.ts';
