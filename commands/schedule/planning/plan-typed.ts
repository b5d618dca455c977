/** A phrase that says when, to whom and what: proposed as a schedule, or it is said why not. */
import type { Acting, AttachedFile } from '#kit';
import type { Base } from '../base.ts';
import { readTargets } from '../reading/read-targets.ts';
import { readWhen } from '../reading/read-when.ts';
import { whenLine } from '../telling/show.ts';
import { problemLine } from './problem.ts';
import { propose } from './propose.ts';
import { HERE } from './targets.ts';

/** What was typed behind the word, and what came with it. */
export interface Typed {
  readonly typed: string;
  readonly attached?: AttachedFile | undefined;
  /** The time of day, where that was asked for. */
  readonly clock?: string;
}

/** @returns what is to be asked, where nothing but the time of day is lacking */
export async function planTyped(
  context: Acting<Base>,
  { typed, attached, clock }: Typed,
): Promise<'askClock' | 'askClocks' | undefined> {
  const { now, today, community, text, say } = context;
  const early = await readTargets(context, typed);
  if (early.kind === 'problem') return said(say(early.why));
  const { zone } = community.calendar;
  const read = await readWhen(early.content, { now, today, zone, ...(clock && { clock }) });
  const isAsked = read.kind === 'noClock' || read.kind === 'noClocks';
  if (isAsked && clock === undefined) return read.kind === 'noClock' ? 'askClock' : 'askClocks';
  if (read.kind !== 'when') return said(say(problemLine(read, context)));
  const late = await readTargets(context, read.content);
  if (late.kind === 'problem') return said(say(late.why));
  const { when } = read;
  // A file may speak for itself.
  const isEmpty = late.content === '' && attached === undefined;
  if (isEmpty) return said(say(text('noContent', { when: whenLine(when, context) })));
  const targets = [early, late].find((one) => one.kind === 'targets')?.targets ?? HERE;
  return said(propose(context, { when, content: late.content, targets, attached }));
}

/** Nothing is left to be asked. */
async function said(saying: Promise<void>): Promise<undefined> {
  await saying;
}
