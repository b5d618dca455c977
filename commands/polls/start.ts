/** Begins a poll whose terms are complete, or says what they lack. */
import { type Acting, after, type Context, type Group, hours, type Line, lastCallAt } from '#kit';
import type { Polls } from './base.ts';
import { putQuestion } from './question.ts';
import {
  type Draft,
  draftProblem,
  MOST_OPTIONS,
  MOST_RANKED_IN_SECRET,
  termsOf,
} from './rules/terms.ts';
import { prepare } from './store/ballots.ts';
import { addPoll, type Poll } from './store/polls.ts';

/** Opens what is complete. */
export async function settle(context: Acting<Polls>, draft: Draft): Promise<void> {
  const { group, say } = context;
  const problem = problemLine(context, draft);
  if (problem) return say(problem);
  if (group) await start(context, group, draft);
}

/** What keeps a draft from being a poll. */
export function problemLine({ text }: Pick<Acting<Polls>, 'text'>, draft: Draft): Line | undefined {
  const problem = draftProblem(draft);
  if (problem === 'manyOptions') return text('manyOptions', { most: MOST_OPTIONS });
  if (problem === 'manyOrders') return text('manyOrders', { most: MOST_RANKED_IN_SECRET });
  return problem && text(problem);
}

async function start(context: Acting<Polls>, group: Group, draft: Draft): Promise<void> {
  const { community, member, settings, now, tx } = context;
  const terms = termsOf(draft, after(now, hours(settings.hours)));
  const opened = { community: community.id, group: group.id, author: member.id };
  const number = await addPoll(tx, { ...opened, terms });
  const none = { closedAt: undefined, voters: undefined, membersUntil: undefined };
  const rest = { ...none, openedAt: now, answeredAt: 0 };
  const poll: Poll = { ...terms, ...opened, number, ...rest };
  await prepare(tx, poll, terms.options.length);
  await putQuestion(context, poll);
  await planEnd(context, poll);
}

/** Plans the end of a poll, and the last call before; also when its deadline has moved. */
export async function planEnd(
  { later, settings, now }: Pick<Context<Polls>, 'later' | 'settings' | 'now'>,
  { community, number, closesAt }: Pick<Poll, 'community' | 'number' | 'closesAt'>,
): Promise<void> {
  const key = `${community}:${number}:${closesAt}`;
  const data = { number, closesAt };
  await later({ what: 'close', at: closesAt, key, data });
  const { remindMinutes: minutesBefore } = settings;
  const at = lastCallAt({ opensAt: now, endsAt: closesAt, minutesBefore });
  if (at !== undefined) await later({ what: 'remind', at, key, data });
}
