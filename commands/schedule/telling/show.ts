/** Rules and slots in words, as they are echoed back before anything is kept. */
import {
  type Community,
  cutTo,
  type DayReader,
  type DisplayName,
  displayName,
  formatLocalDateTime,
  formatMinuteOfDay,
  type Group,
  type Instant,
  type Line,
  MINUTES_PER_HOUR,
  parseDay,
  showNearDay,
  shownText,
  showPlannedDay,
  type Text,
  weekdayOf,
} from '#kit';
import type { Base } from '../base.ts';
import { partAt, readContent } from '../reading/read-content.ts';
import { readLink } from '../reading/read-link.ts';
import { nameIn } from '../sending/file-name.ts';
import type { Attached, Schedule } from '../store/schedules.ts';
import { type Days, LONGEST_CRON, type When } from '../times/when.ts';

type ScheduleText = Text<Base['phrases']['zh-CN']>;

const WEEK_DAYS = 7;
/** Longest beginning of a content in a list, in characters as a reader counts them. */
const LONGEST_SHOWN = 20;

/** Who reads it, and on which day. */
interface Reader extends DayReader {
  readonly text: ScheduleText;
}

/** «每个工作日 09:00», «11月27日 周五 10:00». */
export function whenLine(when: When, reader: Reader): Line {
  const { text } = reader;
  switch (when.kind) {
    case 'once': {
      const time = formatMinuteOfDay(when.minute);
      return text('onDay', { day: showPlannedDay(when.day, reader), time });
    }
    case 'span':
      return when.minutes % MINUTES_PER_HOUR === 0
        ? text('everyHours', { n: when.minutes / MINUTES_PER_HOUR })
        : text('everyMinutes', { n: when.minutes });
    case 'cron':
      return text('byCron', { expression: shownText(when.expression, LONGEST_CRON) });
    case 'days': {
      const times = when.minutes.map(formatMinuteOfDay).join(text('and'));
      const { from: day, to } = when;
      const isOneDay = day !== undefined && day === to && when.days.on === 'every';
      if (isOneDay) return text('onDay', { day: showPlannedDay(day, reader), time: times });
      return rangeLine(text('onDays', { days: daysLine(when.days, text), times }), when, reader);
    }
  }
}

function rangeLine(line: Line, range: Range, reader: Reader): Line {
  const { text } = reader;
  const from = range.from && showNearDay(range.from, reader);
  const to = range.to && showNearDay(range.to, reader);
  if (from !== undefined && to !== undefined) return text('between', { line, from, to });
  if (from !== undefined) return text('since', { line, from });
  return to === undefined ? line : text('until', { line, to });
}

type Range = Pick<Extract<When, { kind: 'days' }>, 'from' | 'to'>;

const WEEKDAY_KEYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function daysLine(days: Days, text: ScheduleText): Line {
  switch (days.on) {
    case 'every':
      return text('everyDay');
    case 'interval':
      return intervalLine(days, text);
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
      return text('onFestival', { name: festivalName(days.name, text) });
    case 'lunarDays':
      return text('onLunarDays', { days: listed(days.days.map(String), text) });
    case 'nthWeekday': {
      const day = weekdayName(days.weekday, text);
      return days.nth === -1
        ? text('lastWeekday', { day })
        : text(NTH_KEYS[days.nth - 1] ?? 'first', { day });
    }
    case 'quarter':
      return text(days.day === 1 ? 'quarterFirst' : 'quarterLast');
  }
}

const NTH_KEYS = ['first', 'second', 'third', 'fourth'] as const;

/** «每 3 天»; whole weeks by their day of the week. */
function intervalLine({ every, from }: Extract<Days, { on: 'interval' }>, text: ScheduleText) {
  if (every % WEEK_DAYS !== 0) return text('everyNDays', { n: every });
  const day = weekdayName(weekdayOf(from), text);
  return text('everyNWeeks', { n: every / WEEK_DAYS, day });
}

/** How the almanac's names are said in each language. */
const FESTIVAL_KEYS = {
  除夕: 'newYearsEve',
  春节: 'springFestival',
  元宵节: 'lanterns',
  清明节: 'qingming',
  端午节: 'dragonBoats',
  七夕节: 'qixi',
  中元节: 'zhongyuan',
  中秋节: 'midAutumn',
  重阳节: 'doubleNinth',
  冬至节: 'winterSolstice',
  腊八节: 'laba',
  元旦: 'newYear',
  妇女节: 'womensDay',
  劳动节: 'labourDay',
  青年节: 'youthDay',
  儿童节: 'childrensDay',
  教师节: 'teachersDay',
  国庆节: 'nationalDay',
  母亲节: 'mothersDay',
  父亲节: 'fathersDay',
  感恩节: 'thanksgiving',
} as const;
const FESTIVALS: ReadonlyMap<string, (typeof FESTIVAL_KEYS)[keyof typeof FESTIVAL_KEYS]> = new Map(
  Object.entries(FESTIVAL_KEYS),
);

function festivalName(name: string, text: ScheduleText): Line | DisplayName {
  const key = FESTIVALS.get(name);
  return key === undefined ? displayName(name) : text(key);
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

/** «周五», «Fri». */
export function weekdayName(number: number, text: ScheduleText): Line {
  return text(WEEKDAY_KEYS[number - 1] ?? 'sun');
}

interface Here extends Reader {
  readonly community: Pick<Community, 'calendar'>;
}

/** «11月27日 周五 09:00» by the community's clock; with its year where that is not this one. */
export function slotLine(at: Instant, here: Here): Line {
  return slotNameLine(formatLocalDateTime(at, here.community.calendar.zone), here);
}

/** The same of a slot by its name, whatever the clock of the community is by now. */
export function slotNameLine(name: string, reader: Reader): Line {
  const [date = '', time = ''] = name.split(' ');
  const day = parseDay(date);
  return reader.text('onDay', { day: day ? showPlannedDay(day, reader) : date, time });
}

/** What a group is called, or its number where nobody has said. */
export function groupWords({ name, platformId }: Group): DisplayName {
  return displayName(name ?? platformId);
}

/** The beginning of one of several texts, by its turn; of the only one whatever the turn. */
export function contentOf(schedule: Pick<Schedule, 'content'> & Attached, turn: number): string {
  const part = partAt(readContent(schedule.content), turn);
  return beginning({ ...schedule, content: part ?? schedule.content });
}

/** The first line of what is pushed, or what it shows instead of words; cut for a list. */
export function beginning({ content, file, image }: Pick<Schedule, 'content'> & Attached): string {
  const link = readLink(content);
  const [line = ''] = (link?.kind === 'link' ? link.title : content).split('\n');
  if (line === '') return displayName(cutTo(nameIn(file ?? image ?? ''), LONGEST_SHOWN));
  return displayName(cutTo(line, LONGEST_SHOWN));
}
