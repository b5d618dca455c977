/** Takes a message or a press as the answer to the question that waits for its author. */
import type { Answering } from '#kit';
import { chosen, type Waiting } from './dialogue.ts';
import type { Engine } from './engine.ts';
import { isInTime } from './gate.ts';
import type { MessageOccasion, Step } from './occasion.ts';
import { coreText } from './texts/index.ts';

export interface Answer {
  readonly occasion: MessageOccasion;
  readonly typed: string;
}

/** Words that end any dialogue. */
const CANCEL = new Set(['取消', 'cancel']);

/** @returns false when nothing waits here, or when this is no answer to what waits */
export async function answerDialogue(
  engine: Engine,
  { occasion, typed }: Answer,
  step: Step,
): Promise<boolean> {
  const place = { group: occasion.group?.id ?? (0 as const), member: occasion.member.id };
  const waiting = engine.dialogues.waiting(place, occasion.now);
  // What a command may not do from another day, the answer to its question may not do either.
  if (!waiting || !isInTime(occasion.at, occasion.now)) return false;
  const answer = meaning(engine, waiting, typed);
  if (answer === undefined) return false;
  engine.dialogues.close(place);
  const isOn = engine.settings.isOn(occasion.community.id, waiting.feature);
  if (waiting.isExpired || answer === 'cancel' || !isOn) {
    const ending = waiting.isExpired ? 'timedOut' : 'cancelled';
    engine.contexts.say(occasion, step, { line: coreText(occasion.language)(ending) });
    return true;
  }
  return hand(engine, { occasion, waiting, answer: answer.is }, step);
}

/** What a text means to the waiting question; undefined when it is something else. */
function meaning(
  { registry }: Engine,
  waiting: Waiting,
  typed: string,
): 'cancel' | { readonly is: string } | undefined {
  if (CANCEL.has(registry.fold(typed))) return 'cancel';
  if (waiting.choices.length > 0) {
    const key = chosen(typed, waiting.choices, registry.fold);
    return key === undefined ? undefined : { is: key };
  }
  // A picture without a word answers nothing.
  if (typed.trim() === '') return undefined;
  // A free answer may be anything but a command that somebody took the trouble to mark as one.
  return /^[/／]/.test(typed.trim()) ? undefined : { is: typed.trim() };
}

interface Handed {
  readonly occasion: MessageOccasion;
  readonly waiting: Waiting;
  readonly answer: string;
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
    answer,
    data: waiting.data,
    message: occasion.replyTo,
  });
  await dialogue.answer(context);
  return true;
}
