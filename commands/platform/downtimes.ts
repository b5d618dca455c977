/** `停机记录`: when the bot was away lately, and what was made good in the community's groups. */
import {
  type Commanding,
  type DowntimeInfo,
  days,
  formatLocalDateTime,
  hours,
  type Instant,
  type Line,
  lines,
  minutes,
} from '#kit';
import type { Base } from './base.ts';

const MOST_SHOWN = 5;
const YEAR = 'YYYY-';

export async function showDowntimes(context: Commanding<Base>): Promise<void> {
  const { house, say, text } = context;
  const found = house.downtimes(MOST_SHOWN);
  if (found.length === 0) return say(text('noDowntimes'));
  return say(lines(text('downtimes'), ...found.map((one) => rowOf(context, one))));
}

function rowOf(context: Commanding<Base>, { from, to, repairs }: DowntimeInfo): Line {
  const { text, community } = context;
  const shown = (at: Instant) =>
    formatLocalDateTime(at, community.calendar.zone).slice(YEAR.length);
  const span = spanWords(context, to - from);
  const what = repairs.length === 0 ? text('nothingToMend') : repairs.join(text('semicolon'));
  return text('downtime', { from: shown(from), to: shown(to), span, what });
}

function spanWords({ text }: Commanding<Base>, ms: number): Line {
  if (ms < hours(1)) return text('minutes', { n: Math.round(ms / minutes(1)) });
  if (ms < days(2)) return text('hours', { n: Math.round(ms / hours(1)) });
  return text('days', { n: Math.round(ms / days(1)) });
}
