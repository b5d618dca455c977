/** `停机记录`: when the bot was away lately, and what was made good in the community's groups. */
import {
  type Commanding,
  type DowntimeInfo,
  type Instant,
  LEAST_DOWNTIME,
  type Line,
  lines,
  showMoment,
  showSpan,
  spanBetween,
} from '#kit';
import type { Base } from './base.ts';

const MOST_SHOWN = 5;

export async function showDowntimes(context: Commanding<Base>): Promise<void> {
  const { house, language, say, text } = context;
  const found = house.downtimes(MOST_SHOWN);
  const least = showSpan(LEAST_DOWNTIME, language);
  if (found.length === 0) return say(text('noDowntimes', { least }));
  return say(lines(text('downtimes'), ...found.map((one) => rowOf(context, one))));
}

function rowOf(context: Commanding<Base>, { from, to, repairs }: DowntimeInfo): Line {
  const { text, community, language, now } = context;
  const { zone } = community.calendar;
  const shown = (at: Instant) => showMoment(at, { zone, language, now });
  const span = showSpan(spanBetween(from, to), language);
  const what = repairs.length === 0 ? text('nothingToMend') : repairs.join(text('semicolon'));
  return text('downtime', { from: shown(from), to: shown(to), span, what });
}
