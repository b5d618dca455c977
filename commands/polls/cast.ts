/** A ballot (一票) on its way: pressed, said, ticked, or sent with `投票 3 1`. */
import {
  type Acting,
  type Choosing,
  type Instant,
  instantOf,
  joinsCrowd,
  type Line,
  milliseconds,
  minutes,
  plainWord,
  type SayOptions,
  seconds,
  severalChoices,
  spanBetween,
} from '#kit';
import type { Polls } from './base.ts';
import { resultLines } from './result.ts';
import { type Ballot, type BallotOutcome, decideBallot } from './rules/ballot.ts';
import { cast, castBefore, countVoters, takeBack, tellOnce } from './store/ballots.ts';
import { findPoll, markAnswered, type Poll } from './store/polls.ts';
import { choiceWords, exampleOf } from './words.ts';

/** Answers to ballots are at most so far apart, while ballots come. */
const LONGEST_PAUSE = minutes(1);
const PART_OF_TIME = 20;
/** A longer result is only told when somebody asks. */
const MOST_ROWS = 6;

/** `sent`: by the command, whose author waits for an answer. */
export type Manner = Choosing['manner'] | 'sent';

export interface Casting {
  readonly poll: Poll;
  readonly chosen: Ballot;
  readonly manner: Manner;
}

/** What was chosen in the question that was put to the group. */
export async function chose(context: Choosing<Polls>): Promise<void> {
  const { community, key, chosen, manner, tx } = context;
  const poll = await findPoll(tx, { community: community.id, number: Number(key) });
  if (!poll) return;
  if (poll.isSecret && manner === 'said') {
    return refuse(context, poll, context.text('whisperIt', { number: poll.number }));
  }
  return castBallot(context, { poll, chosen: chosen.map(Number), manner });
}

export async function castBallot(context: Acting<Polls>, casting: Casting): Promise<void> {
  const { member, house, now, text, tx } = context;
  const { poll, chosen, manner } = casting;
  const before = await castBefore(tx, poll, member.id);
  const outcome = decideBallot({
    // Its end may wait until all has been read that was said in time.
    isOpen: poll.closedAt === undefined && now < poll.closesAt,
    terms: poll,
    options: poll.options.length,
    before,
    chosen,
    isPressed: manner === 'pressed',
  });
  const isGiven = outcome.kind === 'cast' || outcome.kind === 'changed';
  if (isGiven && (await isTooNew(context, poll))) {
    return tell(context, casting, { what: 'tooNew', line: text('tooNew') });
  }
  const lacking = poll.condition && isGiven ? await house.unmet(poll.condition, member.id) : [];
  if (lacking.length > 0) {
    const why = lacking.join(text('semicolon'));
    return tell(context, casting, { what: 'unmet', line: text('unmet', { why }) });
  }
  return take(context, casting, outcome);
}

/** Somebody who was forgotten may be back under a new number, with a ballot cast already. */
async function isTooNew({ member, tx }: Acting<Polls>, { membersUntil }: Poll): Promise<boolean> {
  if (membersUntil === undefined) return false;
  const facts = await tx.people.facts(member.id);
  return facts === undefined || facts.firstSeenAt >= membersUntil;
}

async function take(context: Acting<Polls>, casting: Casting, outcome: BallotOutcome) {
  const { member, tx } = context;
  const { poll } = casting;
  if (outcome.kind === 'cast' || outcome.kind === 'changed') {
    await cast(tx, poll, { member: member.id, ballot: outcome.ballot });
    return acknowledge(context, casting, outcome.ballot);
  }
  if (outcome.kind === 'takenBack') {
    await takeBack(tx, { community: poll.community, number: poll.number, member: member.id });
    return acknowledge(context, casting, []);
  }
  return tell(context, casting, { what: outcome.kind, line: refusal(context, casting, outcome) });
}

type Refused = Exclude<BallotOutcome, { readonly kind: 'cast' | 'changed' | 'takenBack' }>;

function refusal({ text }: Acting<Polls>, { poll, chosen }: Casting, { kind }: Refused): Line {
  const { number, most } = poll;
  const refusals: Readonly<Record<Refused['kind'], () => Line>> = {
    same: () => text('sameBallot', { choice: choiceWords({ text }, poll, chosen) }),
    closed: () => text('over', { number }),
    stands: () => text('stands'),
    tooMany: () => text('tooManyOptions', { most }),
    noSuchOption: () => text('noSuchOption', { number }),
    sayAll: () => text('sayAll', { number, example: exampleOf(poll) }),
  };
  return refusals[kind]();
}

/** In a group a member hears each thing once; whoever sent a command always hears it. */
async function tell(
  context: Acting<Polls>,
  { poll, manner }: Casting,
  { what, line }: { readonly what: string; readonly line: Line },
): Promise<void> {
  if (manner === 'sent') return context.say(line);
  if (manner === 'ticked' || what === 'same') return;
  if (!(await tellOnce(context.tx, poll, { member: context.member.id, what }))) return;
  return context.say(line, mentionOf(context, manner));
}

function refuse(context: Choosing<Polls>, poll: Poll, line: Line): Promise<void> {
  return tell(context, { poll, chosen: [], manner: 'said' }, { what: 'whisperIt', line });
}

/** What was said is quoted by the answer; a press is nothing that could be quoted. */
function mentionOf({ member }: Acting<Polls>, manner: Manner): SayOptions {
  return manner === 'pressed' ? { mention: [member] } : {};
}

/**
 * The first ballot in a while is answered at once; those that follow it closely are answered
 * together, by the sum, so that a thousand ballots do not become a thousand messages.
 */
async function acknowledge(context: Acting<Polls>, { poll, manner }: Casting, ballot: Ballot) {
  const { group, heardAt, say, settings, tx } = context;
  // A poll of the platform's own shows by itself that a ballot has arrived.
  if (manner === 'ticked') return;
  if (!group || group.id !== poll.group) return say(privately(context, poll, ballot));
  const { community, number, answeredAt } = poll;
  const pause = pauseAt(heardAt, poll, settings);
  const item = { what: 'tally', key: `${community}:${number}`, data: { number } };
  const crowd = { earlier: instantOf(answeredAt), within: pause, collected: pause };
  if (await joinsCrowd(context, { ...crowd, ...item })) return;
  await markAnswered(tx, poll, heardAt);
  return say(await answer(context, poll, ballot));
}

/** A twentieth of how long the poll has been open: lively at first, then at most once a minute. */
function pauseAt(now: Instant, { openedAt }: Poll, { collectSeconds }: { collectSeconds: number }) {
  const sinceOpening = Math.floor(spanBetween(openedAt, now) / PART_OF_TIME);
  return milliseconds(Math.min(Math.max(sinceOpening, seconds(collectSeconds)), LONGEST_PAUSE));
}

function privately(context: Acting<Polls>, poll: Poll, ballot: Ballot): Line {
  const { text } = context;
  if (poll.isSecret) return text('recordedSecretly');
  return text('recorded', { choice: choiceWords(context, poll, ballot) });
}

/** Tells no more than the result would tell now. */
async function answer(context: Acting<Polls>, poll: Poll, ballot: Ballot): Promise<Line> {
  const { member, text, tx } = context;
  const { name } = member;
  const count = await countVoters(tx, poll);
  if (poll.isSecret) return text('castSecretly', { count });
  if (ballot.length === 0) return text('takenBack', { name, count });
  if (poll.shows !== 'always') return text('castUnseen', { name, count });
  return text('cast', { name, choice: choiceWords(context, poll, ballot), count });
}

/** What is said of the ballots that were collected. */
export async function tallyLine(context: Pick<Acting<Polls>, 'text' | 'tx'>, poll: Poll) {
  const isShort = poll.options.length <= MOST_ROWS;
  if (poll.shows === 'always' && isShort) return resultLines(context, poll);
  return context.text('tally', { title: poll.title, count: await countVoters(context.tx, poll) });
}

/** Options as they are typed behind a poll's number: «1 3», «面、饭»; 0 is none that there is. */
export function parseChoices(typed: string, { options }: Poll): Ballot {
  const plain = plainWord(typed);
  const words = options.map(plainWord);
  const called = (one: string) => (/^[0-9]{1,2}$/.test(one) ? Number(one) : words.indexOf(one) + 1);
  const one = called(plain);
  if (one > 0) return [one];
  const read = severalChoices(plain).map((parts) => parts.map(called));
  return read.find((ballot) => !ballot.includes(0)) ?? [0];
}
