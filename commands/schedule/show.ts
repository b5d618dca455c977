/** Rules and slots in words, as they are echoed back before anything is kept. */
import {
  cutTo,
  type Day,
  displayName,
  formatMinuteOfDay,
  type Line,
  parseDay,
  type Text,
  weekdayOf,
} from '#kit';
import type { Base } from './base.ts';
import type { Schedule } from './store/schedules.ts';
import type { Days, When } from './when.ts';

type ScheduleText = Text<Base['phrases']['zh-CN']>;

/** Longest beginning of a content in a list, in characters as a reader counts them. */
const LONGEST_SHOWN = 20;
const MINUTES_PER_HOUR = 60;

/** «每个工作日 09:00». */
export function whenLine(when: When, text: ScheduleText): Line {
  switch (when.kind) {
    case 'once':
      return text('onDay', { day: when.day, time: formatMinuteOfDay(when.minute) });
    case 'span':
      return when.minutes % MINUTES_PER_HOUR === 0
        ? text('everyHours', { n: when.minutes / MINUTES_PER_HOUR })
        : text('everyMinutes', { n: when.minutes });
    case 'cron':
      return text('byCron', { expression: displayName(when.expression) });
    case 'days': {
      const times = when.minutes.map(formatMinuteOfDay).join(text('and'));
      return text('onDays', { days: daysLine(when.days, text), times });
    }
  }
}

const WEEKDAY_KEYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function daysLine(days: Days, text: ScheduleText): Line {
  switch (days.on) {
    case 'every':
      return text('everyDay');
    case 'interval':
      return text('everyNDays', { n: days.every });
    case 'weekdays':
      return text('onWeekdays', {
        days: listed(
          days.weekdays.map((one) => weekdayName(one, text)),
          text,
        ),
      });
    case 'monthDays':
      return monthDaysLine(days.days, text);
    case 'yearly':
      return text('everyYear', { month: days.month, day: days.day });
    case 'workdays':
      return text('workdays');
    case 'restDays':
      return text('restDays');
    case 'lunar':
      return text('onLunar', { month: days.month, day: days.day });
    case 'festival':
      return text('onFestival', { name: days.name });
  }
}

function monthDaysLine(days: readonly number[], text: ScheduleText): Line {
  const named = days.filter((day) => day > 0).map(String);
  if (named.length === 0) return text('lastOfMonth');
  const line = text('onMonthDays', { days: listed(named, text) });
  return days.includes(-1) ? text('both', { one: line, other: text('lastOfMonth') }) : line;
}

function listed(words: readonly string[], text: ScheduleText): string {
  return words.join(text('and'));
}

function weekdayName(number: number, text: ScheduleText): Line {
  return text(WEEKDAY_KEYS[number - 1] ?? 'sun');
}

/** «11-27 周五 09:00»; of spans the local time. */
export function slotLine(local: string, text: ScheduleText): Line {
  const [date = '', time = ''] = local.split(' ');
  const day: Day | undefined = parseDay(date);
  const weekday = day === undefined ? '' : weekdayName(weekdayOf(day), text);
  return text('slot', { date: date.slice(5), weekday, time });
}

/** The first line of what is pushed, cut for a list. */
export function beginning({ content }: Pick<Schedule, 'content'>): string {
  const [line = ''] = content.split('\n');
  return displayName(cutTo(line, LONGEST_SHOWN));
}
