/** Why a push waits or was left out: as it is stored, and in words. */
import * as z from 'zod';
import type { Language, Line, PushWhy } from '#kit';
import { coreText } from '../texts/index.ts';

const shape = z.discriminatedUnion('code', [
  z.object({ code: z.literal('quiet') }),
  z.object({ code: z.literal('cap'), most: z.int() }),
  z.object({ code: z.literal('gap'), minutes: z.int() }),
  z.object({ code: z.literal('talk') }),
  z.object({ code: z.literal('silence'), pushes: z.int() }),
  z.object({ code: z.literal('off') }),
  z.object({ code: z.literal('late') }),
  z.object({ code: z.literal('answersOnly') }),
  z.object({ code: z.literal('spent') }),
  z.object({ code: z.literal('reserved'), clock: z.string(), what: z.string() }),
  z.object({ code: z.literal('away') }),
  z.object({ code: z.literal('fault') }),
]);

/** Reads what was stored; undefined where nothing was in the way. */
export function readWhy(stored: string | null): PushWhy | undefined {
  return stored === null ? undefined : shape.parse(JSON.parse(stored));
}

/** For a reader; empty where nothing was in the way. */
export function whyLine(language: Language, why: PushWhy | undefined): Line {
  const text = coreText(language);
  if (why === undefined) return text('words', { words: '' });
  switch (why.code) {
    case 'cap':
      return text('why.cap', { most: why.most });
    case 'gap':
      return text('why.gap', { n: why.minutes });
    case 'reserved':
      return text('why.reserved', { clock: why.clock, what: why.what });
    case 'silence':
      return text('why.silence', { n: why.pushes });
    default:
      return text(`why.${why.code}`);
  }
}
