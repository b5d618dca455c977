/** `定时`: a new scheduled push, read from a phrase: when, to whom, what. */
import { type Args, arg, type Commanding, lines } from '#kit';
import type { Base } from '../base.ts';
import { askClock } from './ask-clock.ts';
import { planTyped } from './plan-typed.ts';

interface AddArgs {
  typed: string | undefined;
}

export const addArgs: Args<AddArgs> = { typed: arg.optional(arg.text()) };

export async function add(context: Commanding<Base, AddArgs>): Promise<void> {
  const { args, text, say } = context;
  if (args.typed === undefined) return say(lines(text('howTo'), text('afterwards')));
  const typed = { typed: args.typed, attached: context.attached[0] };
  const lacking = await planTyped(context, typed);
  if (lacking) return askClock(context, typed, lacking);
}
