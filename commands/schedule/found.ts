/** The schedule that a manager means by its number. */
import { type Args, arg, type Commanding } from '#kit';
import type { Base } from './base.ts';
import { type Schedule, scheduleOf } from './store/schedules.ts';

const MOST_NUMBER = 999_999_999;

export interface NumberArgs {
  number: number;
}

export type Numbering = Commanding<Base, NumberArgs>;

export const number = () => arg.whole({ from: 1, to: MOST_NUMBER });
export const numberArgs: Args<NumberArgs> = { number: number() };

/** The schedule that is meant, while there is one; else it is said that there is none. */
export async function found(context: Numbering): Promise<Schedule | undefined> {
  const { args, community, tx, text, say } = context;
  const schedule = await scheduleOf(tx, { community: community.id, number: args.number });
  if (schedule && schedule.state !== 'ended') return schedule;
  await say(text('noSuch', { number: args.number }));
  return undefined;
}
