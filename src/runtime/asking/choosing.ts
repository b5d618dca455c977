/** Hands the answer to a question that was put to a whole group to the feature that asked. */
import type { Choosing, MessageId } from '#kit';
import type { Engine } from '../engine.ts';
import { isInTime } from '../hearing/gate.ts';
import { paced } from '../hearing/pace.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import type { Chosen } from './group-questions.ts';

export interface Answer extends Pick<Chosen, 'open' | 'chosen'> {
  readonly occasion: MessageOccasion;
  readonly manner: Choosing['manner'];
  readonly message?: MessageId | undefined;
}

/** @returns false when it takes no effect any more */
export async function answerQuestion(
  engine: Engine,
  { open, chosen, occasion: heard, manner, message }: Answer,
  step: Step,
): Promise<boolean> {
  const feature = engine.registry.feature(open.feature);
  const answered = feature?.questions?.[open.question];
  if (!feature || !answered || !isInTime(heard.at, heard.now)) return false;
  if (!engine.settings.isOn(heard.community.id, feature.name)) return false;
  // What is ticked in a poll of the platform's own asks for no answer, however often.
  const occasion = manner === 'ticked' ? heard : await paced(engine, heard, step);
  const acting = engine.contexts.acting(feature, occasion, step);
  await answered.chose(Object.assign(acting, { key: open.key, chosen, manner, message }));
  return true;
}
