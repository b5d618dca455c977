/**
 * Keeps the bot from being made to talk: who asks faster than people do gets no answers for a
 * while.
 */
import type { Member } from '#kit';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import { coreText } from '../texts/index.ts';
import type { FloodWatch } from './flood.ts';

export interface PaceParts {
  readonly contexts: Contexts;
  readonly flood: FloodWatch;
}

/**
 * Notes that an answer is due to a member, who is told once when they are too fast.
 * @returns the occasion, with answers withheld from a member who floods
 */
export async function paced<O extends Occasion & { readonly member: Member }>(
  { contexts, flood }: PaceParts,
  occasion: O,
  step: Step,
): Promise<O> {
  const pace = flood.note(occasion.member, occasion.now);
  if (pace === 'calm') return occasion;
  if (pace === 'justTooFast') {
    await contexts.say(occasion, step, { line: coreText(occasion.language)('tooFast') });
  }
  return { ...occasion, isWithheld: true };
}
