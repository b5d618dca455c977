/** `发起投票`: a poll in one line, or asked for step by step. */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  after,
  type Commanding,
  conditionShape,
  hours,
  instantOf,
  type Line,
  lines,
  mayActAs,
  shownText,
} from '#kit';
import type { Polls } from './base.ts';
import { isTooSoon, LONGEST_DAYS } from './rules/deadline.ts';
import { type Draft, EMPTY, KINDS, LONGEST_OPTION, SHOWS, termsOf } from './rules/terms.ts';
import {
  addOptions,
  forgottenTerm,
  parsePoll,
  type TypedPoll,
  titleOf,
} from './rules/typed-poll.ts';
import { problemLine, settle } from './start.ts';
import { openPolls } from './store/polls.ts';
import { optionLines, termsLine } from './words.ts';

/** Whoever drafts a poll looks things up in between. */
const SECONDS_TO_ANSWER = 600;

export type Opening = Commanding<Polls, { readonly typed: string | undefined }>;

export async function openPoll(context: Opening): Promise<void> {
  const refusal = await refusalOf(context);
  if (refusal) return context.say(refusal);
  const { typed } = context.args;
  if (typed === undefined) return askTitle(context);
  const draft = await draftFrom(context, parsePoll(typed, factsOf(context)));
  if (!draft) return;
  if (draft.options.length === 0 && draft.title !== '') return askOptions(context, draft);
  // A poll that was to be secret must not open as a named one because of a missing plus.
  if (forgottenTerm(draft, factsOf(context)) !== undefined) return confirm(context, draft);
  return settle(context, draft);
}

function factsOf({ now, community, house }: Acting<Polls>) {
  return {
    now,
    calendar: community.calendar,
    readCondition: (typed: string) => house.readCondition(typed),
  };
}

/** Who may not open one now, and why. */
export async function refusalOf(context: Acting<Polls>): Promise<Line | undefined> {
  const { group, house, member, settings, text, tx } = context;
  if (!group) return undefined;
  if (!mayActAs(member.role, settings.openedBy)) {
    return text('mayNotOpen', { role: house.label(settings.openedBy) });
  }
  const open = await openPolls(tx, group.id);
  if (open.length >= settings.mostOpen) return text('tooManyOpen', { n: open.length });
  const own = open.find(({ author }) => author === member.id);
  // Managers know what they do; everybody else could fill the group with questions.
  if (!own || mayActAs(member.role, 'helper')) return undefined;
  return text('oneEach', { number: own.number });
}

/** @returns undefined when what is wrong has been said */
async function draftFrom(context: Acting<Polls>, typed: TypedPoll): Promise<Draft | undefined> {
  if (typed.kind === 'draft') return typed.draft;
  await context.say(whyNoDraft(context, typed));
  return undefined;
}

function whyNoDraft({ text }: Acting<Polls>, typed: Exclude<TypedPoll, { kind: 'draft' }>): Line {
  if (typed.kind === 'badCondition') return typed.why;
  const shown = shownText(typed.typed, LONGEST_OPTION);
  if (typed.kind === 'badTerm') return text('badTerm', { typed: shown });
  return text('badDeadline', { typed: shown, days: LONGEST_DAYS });
}

/** What was typed in one go, or what is wrong with it; a forgotten plus is wrong, too. */
export function draftIn(
  context: Acting<Polls>,
  typed: string,
): { readonly draft: Draft } | { readonly why: Line } {
  const read = parsePoll(typed, factsOf(context));
  if (read.kind !== 'draft') return { why: whyNoDraft(context, read) };
  const { draft } = read;
  return forgottenTerm(draft, factsOf(context)) === undefined
    ? { draft }
    : { why: plusLine(context, draft) ?? context.text('badTerm', { typed }) };
}

const kept: z.ZodType<Draft> = z.object({
  title: z.string(),
  options: z.array(z.string()),
  kind: z.enum(KINDS),
  most: z.number().optional(),
  isSecret: z.boolean(),
  shows: z.enum(SHOWS).optional(),
  mayChange: z.boolean().optional(),
  quorum: z.number(),
  condition: conditionShape.optional(),
  closesAt: z.number().transform(instantOf).optional(),
});

function askTitle({ ask, text }: Acting<Polls>): Promise<void> {
  const line = text('askTitle');
  return ask({ dialogue: 'title', line, data: null, seconds: SECONDS_TO_ANSWER });
}

function askOptions({ ask, text }: Acting<Polls>, draft: Draft): Promise<void> {
  const problem = draft.options.length > 0 ? problemLine({ text }, draft) : undefined;
  // Who has tried in vain may have had enough of it.
  const line = problem ? lines(problem, text('orCancel')) : text('askOptions');
  return ask({ dialogue: 'options', line, data: draft, seconds: SECONDS_TO_ANSWER });
}

/** Whoever types everything at once has answered everything at once. */
export async function titleAnswered(context: Answering<Polls>): Promise<void> {
  const draft = await draftFrom(context, parsePoll(context.answer, factsOf(context)));
  if (!draft) return;
  if (draft.options.length > 0) return confirm(context, draft);
  return askOptions(context, { ...EMPTY, title: titleOf(context.answer) });
}

export async function optionsAnswered(context: Answering<Polls>): Promise<void> {
  const typed = addOptions(kept.parse(context.data), context.answer, factsOf(context));
  const draft = await draftFrom(context, typed);
  if (draft) return confirm(context, draft);
}

/** Shows what will be asked; a draft that is not complete is asked for once more. */
async function confirm(context: Acting<Polls>, draft: Draft): Promise<void> {
  const { ask, say, settings, now, text } = context;
  const problem = problemLine(context, draft);
  if (problem && draft.title !== '') return askOptions(context, draft);
  if (problem) return say(problem);
  const terms = termsOf(draft, after(now, hours(settings.hours)));
  const options = optionLines(context, terms);
  const shown = text('confirm', {
    title: draft.title,
    options: `\n${options}`,
    terms: lines(kindLine(context, draft), termsLine(context, terms), plusLine(context, draft)),
  });
  const changes = changesOf(draft).map((key) => ({ key, label: text(key) }));
  return ask({
    dialogue: 'confirm',
    line: shown,
    choices: [{ key: 'yes', label: text('go') }, ...changes, { key: 'no', label: text('drop') }],
    data: draft,
    seconds: SECONDS_TO_ANSWER,
  });
}

/** A poll as the group would read it, before it has a number. */
export function draftLine(context: Acting<Polls>, draft: Draft): Line {
  const { settings, now, text } = context;
  const terms = termsOf(draft, after(now, hours(settings.hours)));
  return lines(
    text('toBeOpened', { title: draft.title }),
    optionLines(context, terms),
    kindLine(context, draft),
    termsLine(context, terms),
  );
}

function kindLine({ text }: Acting<Polls>, draft: Draft): Line {
  if (draft.kind === 'single') return text('howSingle');
  if (draft.kind === 'ranked') return text('howRanked');
  return text('howMultiple', { most: draft.most ?? draft.options.length });
}

function plusLine(context: Acting<Polls>, draft: Draft): Line | undefined {
  const forgotten = forgottenTerm(draft, factsOf(context));
  if (!forgotten) return undefined;
  const { typed, isCondition } = forgotten;
  const term = isCondition ? context.text('asCondition', { condition: typed }) : typed;
  return context.text('forgotPlus', { term });
}

type Change = 'makeMultiple' | 'makeSingle' | 'makeRanked' | 'makeSecret' | 'makeNamed';

function changesOf({ kind, isSecret }: Draft): readonly Change[] {
  const kinds = ['makeSingle', 'makeMultiple', 'makeRanked'] as const;
  const isNow = { single: 'makeSingle', multiple: 'makeMultiple', ranked: 'makeRanked' }[kind];
  const others = kinds.filter((change) => change !== isNow);
  return [...others, isSecret ? 'makeNamed' : 'makeSecret'];
}

const CHANGES: Readonly<Record<string, Partial<Draft>>> = {
  makeMultiple: { kind: 'multiple', most: undefined },
  makeSingle: { kind: 'single', most: undefined },
  makeRanked: { kind: 'ranked', most: undefined },
  makeSecret: { isSecret: true },
  makeNamed: { isSecret: false },
};

export async function confirmed(context: Answering<Polls>): Promise<void> {
  const { answer, data, now, say, text } = context;
  if (answer === 'no') return say(text('dropped'));
  const draft = kept.parse(data);
  const change = CHANGES[answer];
  if (change) return confirm(context, { ...draft, ...change });
  if (draft.closesAt !== undefined && isTooSoon(draft.closesAt, now)) {
    await say(text('deadlineOver'));
    return confirm(context, { ...draft, closesAt: undefined });
  }
  // The group may have changed while the draft was written.
  const refusal = await refusalOf(context);
  return refusal ? say(refusal) : settle(context, draft);
}
