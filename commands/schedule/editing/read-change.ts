/**
 * Reads what is to be another about a schedule: its time, its text, or to whom it goes. Words that
 * could be a time as well as a text are both, until whoever typed them has said which.
 */
import type { Acting, Line } from '#kit';
import type { Base } from '../base.ts';
import { problemLine } from '../planning/problem.ts';
import type { Targets } from '../planning/targets.ts';
import { readTargets } from '../reading/read-targets.ts';
import { readWhen } from '../reading/read-when.ts';
import type { Schedule } from '../store/schedules.ts';
import type { When } from '../times/when.ts';

/** What is wanted otherwise; what is not named stays. */
export interface Change {
  readonly when?: When | undefined;
  readonly content?: string | undefined;
  readonly targets?: Targets | undefined;
}

export interface ChangeRead {
  readonly change: Change;
  /** The time in it could not be read, or is none that can be kept. */
  readonly why?: Line | undefined;
  /** All that was typed, where it may have been meant as nothing but a text. */
  readonly asText?: string | undefined;
}

export async function readChange(
  context: Acting<Base>,
  schedule: Schedule,
  typed: string,
): Promise<ChangeRead> {
  const early = await readTargets(context, typed);
  if (early.kind === 'problem') return { change: {}, why: early.why };
  const time = await readTime(context, schedule, early.content);
  if (time.kind === 'noTime') return { change: { content: early.content, ...targetsOf([early]) } };
  if (time.kind !== 'when') return { change: {}, why: problemLine(time, context), asText: typed };
  const late = await readTargets(context, time.content);
  if (late.kind === 'problem') return { change: {}, why: late.why, asText: typed };
  const { content } = late;
  const change = { when: time.when, ...(content !== '' && { content }) };
  const targets = targetsOf([early, late]);
  // «9点集合» may be what is to be read.
  return { change: { ...change, ...targets }, asText: content === '' ? undefined : typed };
}

async function readTime(
  { community, now, today }: Acting<Base>,
  { when: before }: Schedule,
  typed: string,
) {
  const { zone } = community.calendar;
  return typed === ''
    ? ({ kind: 'noTime' } as const)
    : readWhen(typed, { now, today, zone, before });
}

function targetsOf(
  reads: readonly Awaited<ReturnType<typeof readTargets>>[],
): Pick<Change, 'targets'> {
  const named = reads.find((one) => one.kind === 'targets');
  return named ? { targets: named.targets } : {};
}

/** `改时间`: nothing but a time, and perhaps to whom. */
export async function readTimeAlone(
  context: Acting<Base>,
  schedule: Schedule,
  typed: string,
): Promise<ChangeRead> {
  const time = await readTime(context, schedule, typed);
  if (time.kind === 'noTime') {
    return { change: {}, why: context.text('noNewTime', { number: schedule.number }) };
  }
  if (time.kind !== 'when') return { change: {}, why: problemLine(time, context) };
  const { when, content } = time;
  const left = await readTargets(context, content);
  if (left.kind === 'problem') return { change: {}, why: left.why };
  const change = { when, ...targetsOf([left]) };
  if (left.content === '') return { change };
  return { change: { ...change, content: left.content } };
}
