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
import { resultLines, supportOf } from './result.ts';
import { bundlesOf, castBefore, countVoters, membersFor } from './store/ballots.ts';
import { findPoll, latestPoll, openPolls, type Poll } from './store/polls.ts';
import { howLine, optionLines, termsLine } from './words.ts';

/** More names behind one option are counted, not listed. */
const MOST_NAMED = 20;

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
    if (number === undefined) {
      const choices = words.join(' ');
      if (words.length < taken || !MAY_BE_OPTIONS.test(choices)) {
        return { ok: false, problem: 'notNumber', typed: first };
      }
      return { ok: true, value: { number, choices }, taken };
    }
    const choices = rest.length === 0 ? undefined : rest.join(' ');
    return { ok: true, value: { number, choices }, taken };
  },
};

/** «投票 饺子», «投票 面、饭»: short and without the words of talk; whatever else is no ballot. */
const MAY_BE_OPTIONS =
  /^(?:(?![的了吗嗎呢吧啊呀哦嘛么麼我你他她它谁誰啥不没沒都也还還投票快]|大家)[\p{Script=Han}、，, ]){1,8}$/u;

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
  if (number === undefined)
    return choices === undefined ? list(context) : castByWord(context, choices);
  const poll = await pollCalled(context, number);
  if (!poll) return context.say(context.text('noSuchPoll', { number }));
  if (!(await isTheirs(context, poll))) return context.say(context.text('elsewhere', { number }));
  if (choices === undefined) return show(context, poll);
  if (poll.isSecret && context.group) return context.say(context.text('whisperIt', { number }));
  return castBallot(context, { poll, chosen: parseChoices(choices, poll), manner: 'sent' });
}

async function list(context: Commanding<Polls>): Promise<void> {
  return context.say(await openLines(context));
}

/** The newest open poll that has all these options is meant; where none has, they are listed. */
async function castByWord(context: Commanding<Polls>, typed: string): Promise<void> {
  const { group, say, text, tx } = context;
  const open = group ? await openPolls(tx, group.id) : [];
  const newest = [...open].sort((one, other) => other.number - one.number);
  const poll = newest.find((one) => !parseChoices(typed, one).includes(0));
  if (!poll) return list(context);
  if (poll.isSecret) return say(text('whisperIt', { number: poll.number }));
  return castBallot(context, { poll, chosen: parseChoices(typed, poll), manner: 'sent' });
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
  if (poll.isSecret && poll.closedAt === undefined && !isHere) return showOptions(context, poll);
  if (poll.closedAt !== undefined || !isHere) return showResult(context, poll);
  return putQuestion(context, poll, true);
}

/** Where its ballots are whispered, what can be chosen is read as well. */
async function showOptions(context: Commanding<Polls>, poll: Poll): Promise<void> {
  const { say, text } = context;
  const { number, title } = poll;
  const head = text('opened', { number, title });
  const asked = [howLine(context, poll), optionLines(context, poll), termsLine(context, poll)];
  return say(lines(head, ...asked));
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

/** In private a poll is for whoever is in its group; a community may have more groups. */
async function isTheirs(
  { group, member, tx }: Commanding<Polls>,
  poll: Pick<Poll, 'group'>,
): Promise<boolean> {
  if (group) return true;
  return (await tx.people.groupsOf(member.id)).some(({ id }) => id === poll.group);
}

export async function tellResult(context: Asking): Promise<void> {
  const poll = await pollAsked(context);
  return poll && showResult(context, poll);
}

/** @returns undefined when it has been said why there is nothing to tell */
async function pollAsked(context: Asking): Promise<Poll | undefined> {
  const { args, say, text } = context;
  const { number } = args;
  const poll = await pollCalled(context, number);
  if (poll && (await isTheirs(context, poll))) return poll;
  if (poll) await say(text('elsewhere', { number: poll.number }));
  else await say(number === undefined ? text('noPolls') : text('noSuchPoll', { number }));
  return undefined;
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
  const poll = await pollAsked(context);
  if (!poll) return;
  const { closedAt, isSecret, number, options, shows, title } = poll;
  if (isSecret) return say(text('namesSecret', { number }));
  if (closedAt === undefined && shows !== 'always') return say(text('namesLater', { number }));
  const head = text('result', { number, title, count: await countVoters(tx, poll) });
  const sums = supportOf(poll, await bundlesOf(tx, poll));
  const rows: Line[] = [];
  for (const [index, label] of options.entries()) {
    const count = sums[index] ?? 0;
    if (count === 0) continue;
    const chosenBy = await membersFor(tx, poll, { option: index + 1, limit: MOST_NAMED });
    const names = await namesOf(context, chosenBy, count);
    rows.push(text('names', { n: index + 1, label, names }));
  }
  return say(lines(head, ...(rows.length === 0 ? [text('nobody')] : rows)));
}

async function namesOf(
  { text, tx }: Asking,
  members: readonly Member['id'][],
  count: number,
): Promise<string> {
  const names: string[] = [];
  for (const member of members) names.push((await tx.people.find(member))?.name ?? '?');
  const shown = names.join(text('comma'));
  return count > members.length ? text('namesMore', { names: shown, count }) : shown;
}
