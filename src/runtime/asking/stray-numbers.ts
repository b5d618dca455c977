/**
 * For what a bare number is meant: for the newest question that was put to whoever says it, to them
 * alone or to the whole group. After the bot has misunderstood somebody, or has let a question of
 * theirs go, their number is no ballot in a poll that was there before.
 */

import type { Engine } from '../engine.ts';
import { paced } from '../hearing/pace.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import { coreText } from '../texts/index.ts';
import type { Answer } from './choosing.ts';
import type { Chosen } from './group-questions.ts';
import { placeOf } from './member-questions.ts';

/** What somebody has said, as an answer to a question that was put to the group. */
export type Choice = Chosen & Answer;

/** Whether the group was asked after the member was, so that a number is for the group. */
export function isAskedLater(engine: Engine, { isNumber, occasion, open }: Choice): boolean {
  const newest = newestOf(engine, occasion);
  return isNumber && newest !== undefined && newest.asked < open.asked;
}

/** Whether a number is meant for something else; whoever says it hears that it did not count. */
export async function isMeantElsewhere(
  engine: Engine,
  { isNumber, occasion, open }: Choice,
  step: Step,
): Promise<boolean> {
  const newest = newestOf(engine, occasion);
  if (!isNumber || !newest || newest.asked < open.asked) return false;
  const text = coreText(occasion.language);
  const line = newest.state === 'open' ? text('numberWaits') : text('numberUnclear');
  // Said once more, it is a ballot.
  if (newest.state !== 'open') engine.dialogues.close(placeOf(occasion));
  await engine.contexts.say(await paced(engine, occasion, step), step, { line });
  return true;
}

function newestOf({ dialogues }: Engine, occasion: MessageOccasion) {
  return dialogues.newest(placeOf(occasion), occasion.now);
}
