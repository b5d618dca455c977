/** `复制 3`: the same once more, at another time when one is said, as a draft to be confirmed. */
import { type Args, arg, type Commanding } from '#kit';
import type { Base } from '../base.ts';
import { found, type NumberArgs, number } from '../found.ts';
import { readWhen } from '../reading/read-when.ts';
import { problemLine } from './problem.ts';
import { propose } from './propose.ts';

interface CopyArgs extends NumberArgs {
  typed: string | undefined;
}

export const copyArgs: Args<CopyArgs> = { number: number(), typed: arg.optional(arg.text()) };

export async function copy(context: Commanding<Base, CopyArgs>): Promise<void> {
  const { args, now, today, community, say } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { content, targets, image, file, when } = schedule;
  const kept = { content, targets, image, file, attached: context.attached[0] };
  if (args.typed === undefined) return propose(context, { ...kept, when });
  const plain = { now, today, zone: community.calendar.zone };
  const first = await readWhen(args.typed, plain);
  // Days alone keep the times.
  const isDays = first.kind === 'noClock';
  const read = isDays ? await readWhen(args.typed, { ...plain, before: when }) : first;
  if (read.kind !== 'when') return say(problemLine(read, context));
  const other = read.content === '' ? content : read.content;
  return propose(context, { ...kept, when: read.when, content: other });
}
