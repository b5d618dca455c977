/** What of a typed time is wrong, and what to write in its place. */
import { type Context, formatMinuteOfDay, type Line } from '#kit';
import type { Base } from '../base.ts';
import type { WhenProblem } from '../reading/when-read.ts';
import { LONGEST_CRON, LONGEST_SPAN_DAYS, MOST_TIMES } from '../times/when.ts';

export function problemLine(read: WhenProblem, { text }: Context<Base>): Line {
  switch (read.kind) {
    case 'clockSpan': {
      const { from, to } = read;
      return text('clockSpan', { from: formatMinuteOfDay(from), to: formatMinuteOfDay(to) });
    }
    case 'tooMuch':
      return text('tooMuch', { days: LONGEST_SPAN_DAYS, times: MOST_TIMES, cron: LONGEST_CRON });
    case 'cron':
      return read.problem.kind === 'seconds'
        ? text('tooOften')
        : text('badCron', { why: read.problem.why });
    default:
      return text(read.kind);
  }
}
