/** The end of a poll (投票): at its deadline, or early by hand; and the reminder before. */
import * as z from 'zod';
import { type Coming, type Commanding, type Context, lines, mayActAs, spanBetween } from '#kit';
import { base, type Polls } from './base.ts';
import { tallyLine } from './cast.ts';
import { BALLOTS } from './question.ts';
import { resultLines } from './result.ts';
import { FEWEST_SECRET } from './rules/terms.ts';
import { clearAway, countVoters } from './store/ballots.ts';
import { findPoll, latestPoll, markAnswered, markClosed, type Poll } from './store/polls.ts';
import { whenWords } from './words.ts';

const which = z.object({
  number: z.number(),
  /** The deadline for which it was planned; none where it is closed by hand. */
  closesAt: z.number().optional(),
});

export async function closeEarly(
  context: Commanding<Polls, { readonly number: number | undefined }>,
): Promise<void> {
  const { args, community, group, house, later, member, now, say, text, tx } = context;
  if (!group) return;
  const found =
    args.number === undefined
      ? await latestPoll(tx, { community: community.id, group: group.id })
      : await findPoll(tx, { community: community.id, number: args.number });
  if (!found || found.group !== group.id) {
    return say(
      args.number === undefined ? text('noPolls') : text('noSuchPoll', { number: args.number }),
    );
  }
  const { number } = found;
  if (found.closedAt !== undefined) return say(text('over', { number }));
  const isOwn = found.author === member.id;
  if (!isOwn && !mayActAs(member.role, 'manager')) return say(text('notYours'));
  if (!isOwn) await house.audit('polls.close', { number });
  // As at its deadline: the result is everybody's, even when whoever closes it is not answered.
  return later({
    what: 'close',
    at: now,
    key: `${community.id}:${number}:early`,
    data: { number },
  });
}

/** Its deadline has come, or it is closed early. */
export async function closeInTime(context: Coming<Polls>): Promise<void> {
  const poll = await pollOf(context);
  if (poll) await close(context, poll);
}

async function close(context: Context<Polls>, poll: Poll): Promise<void> {
  const { closeQuestion, now, push, tx } = context;
  const voters = await countVoters(tx, poll);
  await closeQuestion({ question: BALLOTS, key: String(poll.number) });
  await markClosed(tx, poll, voters);
  await clearAway(tx, poll);
  // The result can be asked for when polls are on again.
  if (isQuiet(context)) return;
  const line = await resultLines(context, { ...poll, closedAt: now, voters });
  return push(line, { kind: 'result', key: keyOf(poll) });
}

export async function remind(context: Coming<Polls>): Promise<void> {
  const { heardAt, push, text, tx } = context;
  const poll = await pollOf(context);
  // After an outage its end may have come as well.
  if (!poll || poll.closesAt <= heardAt || isQuiet(context)) return;
  const { title, number, closesAt } = poll;
  const at = whenWords(context, closesAt);
  const count = await countVoters(tx, poll);
  const isTooFew = poll.isSecret && count < FEWEST_SECRET;
  const line = lines(
    text('remind', { title, number, at, count }),
    isTooFew ? text('tooFewSoFar', { n: FEWEST_SECRET }) : undefined,
  );
  // Afterwards there is nothing to be reminded of.
  const lasts = spanBetween(heardAt, closesAt);
  return push(line, { kind: 'reminder', key: keyOf(poll), lasts });
}

function keyOf({ community, number }: Poll): string {
  return `${community}:${number}`;
}

/** Says how it stands after ballots that were not answered one by one. */
export async function sayTally(context: Coming<Polls>): Promise<void> {
  const { heardAt, say, tx } = context;
  const poll = await pollOf(context);
  if (!poll || isQuiet(context)) return;
  await markAnswered(tx, poll, heardAt);
  return say(await tallyLine(context, poll));
}

/** What is switched off is not spoken of. */
function isQuiet({ house }: Context<Polls>): boolean {
  return house.isSwitchedOff(base.name);
}

/** The poll of a due item, while it is open; nothing when its deadline has moved since. */
async function pollOf({ community, data, tx }: Coming<Polls>): Promise<Poll | undefined> {
  const { number, closesAt } = which.parse(data);
  const poll = await findPoll(tx, { community: community.id, number });
  if (poll?.closedAt !== undefined) return undefined;
  return closesAt === undefined || closesAt === poll?.closesAt ? poll : undefined;
}
