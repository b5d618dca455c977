/**
 * Points for many at once (批量加分): a list that came as a file, or as lines behind the command, is
 * first shown as what would happen; the manager's word then pays it, and takes it back for a day.
 */
import * as z from 'zod';
import {
  type Args,
  type AttachedFile,
  type Coming,
  type Commanding,
  type Context,
  decodeText,
  displayName,
  hours,
  instantOf,
  type Line,
  lines,
  type Member,
  mayActAs,
  parseMemberId,
  type Working,
} from '#kit';
import type { Base } from './base.ts';
import { type ListProblem, MOST_ROWS, readList } from './batch-list.ts';
import { payable, type Refused } from './batch-pay.ts';
import { type Typed, typedList } from './batch-typed.ts';
import { noteOf } from './show.ts';
import { addList, endList, type Share } from './store/batches.ts';

/** So long a list waits for its word, and can be taken back. */
const LIFETIME = hours(24);
/** A list of a thousand members has some 20 KB; a table with all its columns 200 KB. */
const MOST_BYTES = 2_000_000;
/** Those who would get points, of whom so many are named. */
const MOST_NAMED = 10;
/** Lines that could not be read, of which so many are told. */
const MOST_TOLD = 5;

interface BatchArgs {
  typed: Typed;
}

export const batchArgs: Args<BatchArgs> = { typed: typedList };

export async function batch(context: Commanding<Base, BatchArgs>): Promise<void> {
  const { args, attached, member, message, text, say, later, now } = context;
  const { list } = args.typed;
  const why = noteOf(args.typed.why);
  const [file] = attached;
  if (why === undefined || why === '') return say(text('batchWhy'));
  if (file) {
    const data: Task = { member: member.id, why, file };
    await later({ what: 'readList', at: now, key: `${member.id}:${message}`, data });
    return say(text('batchReading'));
  }
  if (list === undefined) return say(text('batchEmpty'));
  return preview(context, { operator: member, why, typed: list });
}

interface Task {
  readonly member: Member['id'];
  readonly why: string;
  readonly file: AttachedFile;
}

const task = z.object({
  member: z.number(),
  why: z.string(),
  file: z.object({ kind: z.enum(['picture', 'file']), ref: z.string(), bot: z.string() }),
});

/** Rights are those of the moment in which the list is shown: fetching it may take a while. */
export async function readFileList({ data, fetch, finish }: Working<Base>): Promise<void> {
  const { member, why, file } = task.parse(data);
  const id = parseMemberId(member);
  const fetched = await fetch(file, MOST_BYTES);
  await finish(async (context) => {
    const operator = id && (await context.tx.people.find(id));
    if (!operator) return;
    if (!mayActAs(operator.role, 'manager'))
      return answer(context, operator, context.text('batchNoRight'));
    if (fetched.kind === 'tooLarge')
      return answer(context, operator, context.text('batchTooLong', { most: MOST_ROWS }));
    if (fetched.kind !== 'fetched') return answer(context, operator, context.text('batchNoFile'));
    return preview(context, { operator, why, typed: decodeText(fetched.bytes) });
  });
}

interface Wish {
  readonly operator: Member;
  readonly why: string;
  readonly typed: string;
}

/** Says what would happen, and how to make it happen. */
async function preview(context: Context<Base>, { operator, why, typed }: Wish): Promise<void> {
  const { text, tx, community, now, later } = context;
  const list = readList(typed);
  if (list.kind === 'noColumn') return answer(context, operator, text('batchNoColumn'));
  if (list.kind === 'tooLong')
    return answer(context, operator, text('batchTooLong', { most: MOST_ROWS }));
  const { shares, refused } = await payable(context, { operator, wanted: list.rows });
  const wrong = wrongLines(context, [...list.problems, ...refused]);
  if (shares.length === 0) return answer(context, operator, lines(text('batchNobody'), wrong));
  const fresh = { community: community.id, operator_id: operator.id, note: why, shares };
  const number = await addList(tx, fresh);
  const at = instantOf(now + LIFETIME);
  await later({ what: 'endList', at, key: `${community.id}:${number}`, data: { number } });
  const slots = { n: shares.length, points: sumOf(shares), why: displayName(why), number };
  const who = await sharesLine(context, shares);
  return answer(context, operator, lines(text('batchPreview', slots), who, wrong));
}

/** Who would get what; a mention that was meant as a part of the reason is seen here. */
async function sharesLine({ text, tx }: Context<Base>, shares: readonly Share[]): Promise<Line> {
  const rows: string[] = [];
  for (const { member, points } of shares.slice(0, MOST_NAMED)) {
    const name = (await tx.people.find(member))?.name ?? text('forgotten');
    rows.push(text('batchShare', { name, points }));
  }
  const left = shares.length - rows.length;
  const who = rows.join(text('comma'));
  return left > 0 ? text('batchSharesMore', { who, n: left }) : text('batchShares', { who });
}

/** Where it was asked; a file that came in private is answered there. */
async function answer({ group, say, tell }: Context<Base>, to: Member, line: Line): Promise<void> {
  return group ? say(line) : tell(to, line);
}

function wrongLines(context: Context<Base>, problems: readonly Wrong[]): Line | undefined {
  if (problems.length === 0) return undefined;
  const told = [...problems]
    .sort((one, other) => one.line - other.line)
    .slice(0, MOST_TOLD)
    .map((problem) => wrongLine(context, problem));
  return lines(context.text('batchWrong', { n: problems.length }), ...told);
}

type Wrong = ListProblem | Refused;

const WORDS = {
  notMember: 'batchNotMember',
  notPoints: 'batchNotPoints',
  twice: 'batchTwice',
} as const;

function wrongLine({ text }: Context<Base>, problem: Wrong): Line {
  const { line } = problem;
  return problem.kind === 'refused'
    ? text('batchRefused', { line, why: problem.why })
    : text(WORDS[problem.kind], { line, typed: displayName(problem.typed) });
}

function sumOf(shares: readonly Pick<Share, 'points'>[]): number {
  return shares.reduce((sum, { points }) => sum + points, 0);
}

const ending = z.object({ number: z.number().int() });

/** Its day is over: it can neither be confirmed nor taken back. */
export async function end({ data, community, tx }: Coming<Base>): Promise<void> {
  await endList(tx, { community: community.id, number: ending.parse(data).number });
}
