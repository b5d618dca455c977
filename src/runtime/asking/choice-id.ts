/**
 * What a press of a dialogue's choice carries: which question it answers, and how. Buttons stay
 * where they are when another question has taken the place of theirs; one under an old question
 * must not answer the new one.
 */
import { hash } from 'node:crypto';
import type { Waiting } from './dialogue.ts';

/** A press of a dialogue's choice begins so. */
export const CHOICE_PREFIX = 'dialogue:';

/** A question by what it is about: asked twice in the same words it is the same. */
export type Asked = Pick<Waiting, 'feature' | 'dialogue' | 'choices' | 'data'>;

/** Platforms carry 64 bytes, and nobody guesses: a press is taken of whom it was asked alone. */
const MARK_LENGTH = 6;

export function choiceId(asked: Asked, key: string): string {
  return `${CHOICE_PREFIX}${markOf(asked)}:${key}`;
}

/**
 * The key that was pressed, behind {@link CHOICE_PREFIX}; also without the question's mark, as
 * presses were before there were any. @returns undefined for a choice of another question
 */
export function keyPressed(asked: Asked, pressed: string): string | undefined {
  const mark = `${markOf(asked)}:`;
  const key = pressed.startsWith(mark) ? pressed.slice(mark.length) : pressed;
  return asked.choices.find((choice) => choice.key === key)?.key;
}

function markOf({ feature, dialogue, choices, data }: Asked): string {
  const kept = choices.map(({ key, label }) => [key, label]);
  const about = JSON.stringify([feature, dialogue, kept, data ?? null]);
  return hash('sha256', about, 'base64url').slice(0, MARK_LENGTH);
}
