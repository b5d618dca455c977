/** What members ask of polls (投票): which are open, how one stands, who chose what; and `投票 3 1`. */
import {
  type Arg,
  type ArgOutcome,
  type Commanding,
  type Line,
  lines,
  type Member,
  plainWord,
} from '#kit';
import type { Polls } from './base.ts';
import { castBallot, parseChoices } from './cast.ts';
import { putQuestion } from './question.ts';
import { resultLines } from './result.ts';
import { ballotsOf, castBefore, countVoters } from './store/ballots.ts';
import { findPoll, latestPoll, openPolls, type Poll } from './store/polls.ts';

/** More names behind one option are counted, not listed. */
const MOST_NAMED = 20;
/** So many ballots are looked at for names. */
const MOST_BALLOTS = 500;

/** What is typed behind `投票`: a poll's number, and then what is chosen. */
export interface TypedBallot {
  readonly number: number | undefined;
  readonly choices: string | undefined;
}

export const typedBallot: Arg<TypedBallot> = {
  async read(tokens): Promise<ArgOutcome<TypedBallot>> {
    const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
    const taken = tokens.length;
    if (taken === 0) return { ok: true, value: { number: undefined, choices: undefined }, taken };
    const [first = '', ...rest] = words;
    const number = parseNumber(first);
    if (number === undefined) return { ok: false, problem: 'notNumber', typed: first };
    const choices = rest.length === 0 ? undefined : rest.join(' ');
    return { ok: true, value: { number, choices }, taken };
  },
};

/** «3», «#3», «3号». */
export function parseNumber(typed: string): number | undefined {
  const [, number] = /^#?(\d{1,6})[号號]?$/u.exec(plainWord(typed)) ?? [];
  return number === undefined ? undefined : Number(number);
}

type Asking = Commanding<Polls, { readonly number: number | undefined }>;

export async function ballotOrList(
  context: Commanding<Polls, { readonly wanted: TypedBallot }>,
): Promise<void> {
  const { number, choices } = context.args.wanted;
  if (number === undefined) return context.say(await openLines(context));
  const poll = await pollCalled(context, number);
  if (!poll) return context.say(context.text('noSuchPoll', { number }));
  if (choices === undefined) return show(context, poll);
  if (poll.isSecret && context.group) return context.say(context.text('whisperIt', { number }));
  return castBallot(context, { poll, chosen: parseChoices(choices, poll), manner: 'sent' });
}

async function openLines({ group, text, tx }: Commanding<Polls>): Promise<Line> {
  const open = group ? await openPolls(tx, group.id) : [];
  const [first] = open;
  if (!first) return text('noPolls');
  const rows: Line[] = [];
  for (const poll of open) {
    const { number, title } = poll;
    rows.push(text('openRow', { number, title, count: await countVoters(tx, poll) }));
  }
  return lines(
    text('openPolls', { n: open.length }),
    ...rows,
    text('openHint', { number: first.number }),
  );
}

/** An open poll is put to the group once more, where it can be answered. */
async function show(context: Commanding<Polls>, poll: Poll): Promise<void> {
  const isHere = context.group?.id === poll.group;
  if (poll.closedAt !== undefined || !isHere) return showResult(context, poll);
  return putQuestion(context, poll, true);
}

/** In a group the poll of that group, in private any of the community. */
async function pollCalled(
  { community, group, tx }: Commanding<Polls>,
  number: number | undefined,
): Promise<Poll | undefined> {
  const found =
    number === undefined
      ? group && (await latestPoll(tx, { community: community.id, group: group.id }))
      : await findPoll(tx, { community: community.id, number });
  return found && (!group || found.group === group.id) ? found : undefined;
}

export async function tellResult(context: Asking): Promise<void> {
  const poll = await pollCalled(context, context.args.number);
  if (!poll) return context.say(noPoll(context));
  return showResult(context, poll);
}

function noPoll({ args, text }: Asking): Line {
  return args.number === undefined ? text('noPolls') : text('noSuchPoll', { number: args.number });
}

async function showResult(context: Commanding<Polls>, poll: Poll): Promise<void> {
  const { member, say, text, tx } = context;
  const { closedAt, isSecret, shows, title, number } = poll;
  if (closedAt !== undefined || shows === 'always') return say(await resultLines(context, poll));
  if (isSecret || shows === 'closed') {
    return say(text('resultLater', { title, count: await countVoters(tx, poll) }));
  }
  if ((await castBefore(tx, poll, member.id)) === undefined) {
    return say(text('resultForVoters', { title, number }));
  }
  // The others in the group may not have cast theirs.
  return say(await resultLines(context, poll), { privately: true });
}

export async function tellNames(context: Asking): Promise<void> {
  const { say, text, tx } = context;
  const poll = await pollCalled(context, context.args.number);
  if (!poll) return say(noPoll(context));
  const { closedAt, isSecret, number, options, shows, title } = poll;
  if (isSecret) return say(text('namesSecret', { number }));
  if (closedAt === undefined && shows !== 'always') return say(text('namesLater', { number }));
  const ballots = await ballotsOf(tx, poll, MOST_BALLOTS);
  const head = text('result', { number, title, count: ballots.length });
  const rows: Line[] = [];
  for (const [index, label] of options.entries()) {
    const chosenBy = ballots.filter(({ ballot }) =>
      poll.kind === 'ranked' ? ballot[0] === index + 1 : ballot.includes(index + 1),
    );
    if (chosenBy.length === 0) continue;
    const names = await namesOf(context, chosenBy);
    rows.push(text('names', { n: index + 1, label, names }));
  }
  return say(lines(head, ...(rows.length === 0 ? [text('nobody')] : rows)));
}

async function namesOf(
  { text, tx }: Asking,
  ballots: readonly { readonly member: Member['id'] }[],
): Promise<string> {
  const names: string[] = [];
  for (const { member } of ballots.slice(0, MOST_NAMED)) {
    names.push((await tx.people.find(member))?.name ?? '?');
  }
  const shown = names.join(text('comma'));
  return ballots.length > MOST_NAMED
    ? text('namesMore', { names: shown, count: ballots.length })
    : shown;
}
