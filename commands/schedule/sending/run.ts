/** One slot of a schedule on its way: how late it is, and what came before it. */
import * as z from 'zod';
import { instantOf, parseMemberId } from '#kit';

export const runShape = z.object({
  number: z.int(),
  slot: z.string(),
  at: z.number().transform(instantOf),
  outcome: z.enum(['onTime', 'late', 'missed']),
  lateMinutes: z.int(),
  /** Slots before it that were left out because the program was not running. */
  leftOut: z.int(),
  /** Who had it sent beside its times, and so hears what becomes of it. */
  by: z.number().transform(parseMemberId).optional(),
});

export type Run = z.output<typeof runShape>;
