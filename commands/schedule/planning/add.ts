/** `定时`: a new scheduled push, read from a phrase: when, to whom, what. */
import { type Args, arg, type Commanding, type Context, type Line, lines } from '#kit';
import type { Base } from '../base.ts';
import { readTargets } from '../reading/read-targets.ts';
import { readWhen } from '../reading/read-when.ts';
import type { WhenProblem } from '../reading/when-read.ts';
import { whenLine } from '../telling/show.ts';
import { LONGEST_CRON, LONGEST_SPAN_DAYS, MOST_TIMES } from '../times/when.ts';
import { propose } from './propose.ts';
import { HERE } from './targets.ts';

interface AddArgs {
  typed: string | undefined;
}

export const addArgs: Args<AddArgs> = { typed: arg.optional(arg.text()) };

export async function add(context: Commanding<Base, AddArgs>): Promise<void> {
  const { args, now, today, community, text, say } = context;
  if (args.typed === undefined) return say(lines(text('howTo'), text('afterwards')));
  const early = await readTargets(context, args.typed);
  if (early.kind === 'problem') return say(early.why);
  const read = await readWhen(early.content, { now, today, zone: community.calendar.zone });
  if (read.kind !== 'when') return say(problemLine(read, context));
  const late = await readTargets(context, read.content);
  if (late.kind === 'problem') return say(late.why);
  const { when } = read;
  // A file may speak for itself.
  const isEmpty = late.content === '' && context.attached.length === 0;
  if (isEmpty) return say(text('noContent', { when: whenLine(when, text) }));
  const targets = [early, late].find((one) => one.kind === 'targets')?.targets ?? HERE;
  return propose(context, { when, content: late.content, targets });
}

/** What of a typed time is wrong. */
export function problemLine(read: WhenProblem, { text }: Context<Base>): Line {
  switch (read.kind) {
    case 'noTime':
      return text('noTime');
    case 'noClock':
      return text('noClock');
    case 'noDays':
      return text('noDays');
    case 'noSuchDay':
      return text('noSuchDay');
    case 'noSuchTime':
      return text('noSuchTime');
    case 'past':
      return text('past');
    case 'tooOften':
      return text('tooOften');
    case 'tooMuch':
      return text('tooMuch', { days: LONGEST_SPAN_DAYS, times: MOST_TIMES, cron: LONGEST_CRON });
    case 'cron':
      return read.problem.kind === 'seconds'
        ? text('tooOften')
        : text('badCron', { why: read.problem.why });
  }
}
