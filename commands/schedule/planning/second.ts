/** The second manager (第二位运营) of what needs one: who that may be, and what to do without any. */
import type { Context, Line, Member } from '#kit';
import type { Base } from '../base.ts';
import type { Schedule } from '../store/schedules.ts';

/** More are not written to: one word is enough. */
const MOST_TOLD = 5;

/** All who may approve: anybody who manages here but for who has changed it last. */
export async function secondsFor(
  { tx, community }: Pick<Context<Base>, 'tx' | 'community'>,
  { changedBy }: Pick<Schedule, 'changedBy'>,
): Promise<readonly Member[]> {
  const managers = await tx.people.managers(community.id);
  return managers.filter(({ id }) => id !== changedBy);
}

/** Nobody could approve: what to do about it. */
export function noSecondLine({ settings, text }: Context<Base>, { number }: Schedule): Line {
  return settings.approval ? text('noSecond', { number }) : text('noSecondForAll', { number });
}

/** What was said in private nobody else has read: those who may approve hear of it. */
export async function tellSeconds(
  context: Context<Base>,
  schedule: Schedule,
  seconds: readonly Member[],
): Promise<void> {
  const { group, tell, text } = context;
  if (group) return;
  const line = text('waiting', { number: schedule.number });
  for (const second of seconds.slice(0, MOST_TOLD)) await tell(second, line);
}
