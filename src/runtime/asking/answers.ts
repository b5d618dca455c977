/** Takes a message or a press as the answer to the question that waits for its author. */
import type { Answering } from '#kit';
import type { Engine } from '../engine.ts';
import type { Fold } from '../hearing/fold.ts';
import { isInTime } from '../hearing/gate.ts';
import { paced } from '../hearing/pace.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import { coreText } from '../texts/index.ts';
import { keyPressed } from './choice-id.ts';
import { chosen, declined, type Waiting } from './dialogue.ts';
import { placeOf } from './member-questions.ts';

export type Answer = { readonly occasion: MessageOccasion } & Given;

/** What was typed, or the key of the choice that was pressed. */
type Given = { readonly typed: string } | { readonly pressed: string };

/** Words that end any dialogue. */
const CANCEL = new Set(['取消', 'cancel']);

/** Whether a question waits here that has no choices, so that any text would answer it. */
export function takesAnyText(engine: Engine, occasion: MessageOccasion): boolean {
  const waiting = engine.dialogues.waiting(placeOf(occasion), occasion.now);
  return waiting !== undefined && waiting.choices.length === 0;
}

/** @returns false when nothing waits here, or when this is no answer to what waits */
export async function answerDialogue(
  engine: Engine,
  { occasion, ...given }: Answer,
  step: Step,
): Promise<boolean> {
  const place = placeOf(occasion);
  const waiting = engine.dialogues.waiting(place, occasion.now);
  // What a command may not do from another day, the answer to its question may not do either.
  if (!waiting || !isInTime(occasion.at, occasion.now)) return false;
  const answer = meaning(engine, { waiting, given, occasion }, step);
  // Its button stands under a question whose place another one has taken.
  if (answer === undefined && 'pressed' in given) await tellOver(engine, occasion, step);
  if (answer === undefined && isHalfSaid(engine, waiting, given)) {
    return tellInWords(engine, { occasion, waiting }, step);
  }
  if (answer === undefined || (waiting.isExpired && !isMeant(waiting, given))) return false;
  engine.dialogues.close(place);
  const isOn = engine.settings.isOn(occasion.community.id, waiting.feature);
  if (waiting.isExpired || !isOn || (answer.kind === 'cancel' && !mindsCancel(engine, waiting))) {
    const ending = waiting.isExpired ? 'timedOut' : 'cancelled';
    const line = coreText(occasion.language)(ending);
    await engine.contexts.say(occasion, step, { line, isUnclear: true });
    return true;
  }
  return hand(engine, { occasion, waiting, answer }, step);
}

/** Whether something has to go when a question is called off. */
function mindsCancel({ registry }: Engine, { feature, dialogue }: Waiting): boolean {
  return registry.feature(feature)?.dialogues?.[dialogue]?.cancelled !== undefined;
}

/** «1» or «好» where nothing but all the words of a choice counts: it is meant, and not enough. */
function isHalfSaid({ registry }: Engine, waiting: Waiting, given: Given): boolean {
  if ('pressed' in given || !waiting.isIrreversible || waiting.isExpired) return false;
  const asIfShort = { choices: waiting.choices, isIrreversible: false };
  return chosen(given.typed, asIfShort, registry.fold) !== undefined;
}

/** Nobody is left to think that it was done. Once, for a «1» may be talk of something else. */
async function tellInWords(
  engine: Engine,
  { occasion, waiting }: { readonly occasion: MessageOccasion; readonly waiting: Waiting },
  step: Step,
): Promise<boolean> {
  if (!engine.dialogues.isFirstToTell(placeOf(occasion), waiting)) return false;
  const text = coreText(occasion.language);
  const choices = waiting.choices.map(({ label }) => text('choiceInWords', { label }));
  const line = text('inWords', { choices: choices.join(text('comma')) });
  await engine.contexts.say(await paced(engine, occasion, step), step, { line });
  return true;
}

async function tellOver(engine: Engine, occasion: MessageOccasion, step: Step): Promise<void> {
  const line = coreText(occasion.language)('questionOver');
  const mention = occasion.group ? [occasion.member] : [];
  await engine.contexts.say(await paced(engine, occasion, step), step, { line, mention });
}

/**
 * After its time a question is silent, and a «1» is talk again. Whoever presses its choice then, or
 * writes out what cannot be undone, means it and must not believe that it was done.
 */
function isMeant({ isIrreversible }: Waiting, given: Given): boolean {
  return 'pressed' in given || isIrreversible;
}

type Meaning = { readonly kind: 'cancel' } | { readonly kind: 'answer'; readonly text: string };

interface Question {
  readonly waiting: Waiting;
  readonly given: Given;
  readonly occasion: MessageOccasion;
}

/** What was given means this to the waiting question; undefined when it is something else. */
function meaning(engine: Engine, question: Question, step: Step): Meaning | undefined {
  const { waiting, given } = question;
  const { fold } = engine.registry;
  const text = textOf(waiting, given, fold) ?? keyOf(engine, question, step);
  if (text !== undefined) return { kind: 'answer', text };
  const isCancel = 'typed' in given && CANCEL.has(fold(given.typed));
  return isCancel && !waiting.isExpired ? { kind: 'cancel' } : undefined;
}

/** A choice in the member's own writing, which the feature itself reads. */
function keyOf(engine: Engine, question: Question, step: Step): string | undefined {
  const { waiting, given, occasion } = question;
  if ('pressed' in given || waiting.isIrreversible) return undefined;
  const feature = engine.registry.feature(waiting.feature);
  const dialogue = feature?.dialogues?.[waiting.dialogue];
  if (!feature || !dialogue?.keyOf) return undefined;
  const wanted = dialogue.keyOf(given.typed, engine.contexts.for(feature, occasion, step));
  return waiting.choices.find(({ key }) => key === wanted)?.key;
}

function textOf(waiting: Waiting, given: Given, fold: Fold): string | undefined {
  if ('pressed' in given) return keyPressed(waiting, given.pressed);
  if (waiting.choices.length > 0) {
    const key = chosen(given.typed, waiting, fold);
    return key ?? (waiting.isExpired ? undefined : declined(given.typed, waiting, fold));
  }
  const typed = given.typed.trim();
  // A picture without a word answers nothing.
  if (typed === '') return undefined;
  // A free answer may be anything but a command that somebody took the trouble to mark as one.
  return /^[/／]/.test(typed) || CANCEL.has(fold(typed)) ? undefined : typed;
}

interface Handed {
  readonly occasion: MessageOccasion;
  readonly waiting: Waiting;
  readonly answer: Meaning;
}

async function hand(
  engine: Engine,
  { occasion, waiting, answer }: Handed,
  step: Step,
): Promise<boolean> {
  const feature = engine.registry.feature(waiting.feature);
  const dialogue = feature?.dialogues?.[waiting.dialogue];
  if (!feature || !dialogue) return false;
  const context: Answering = Object.assign(engine.contexts.acting(feature, occasion, step), {
    answer: answer.kind === 'cancel' ? '' : answer.text,
    data: waiting.data,
    message: occasion.replyTo,
  });
  if (answer.kind === 'answer') await dialogue.answer(context);
  else {
    await dialogue.cancelled?.(context);
    engine.contexts.noteUnclear(occasion);
  }
  return true;
}
