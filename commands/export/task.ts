/** What has to be remembered of a wish until the table is written. */
import * as z from 'zod';
import { type MemberId, memberShape } from '#kit';
import { FORMATS, type Format } from './table.ts';

export interface Task {
  /** The manager who asked. */
  readonly member: MemberId;
  readonly table: string;
  readonly format: Format;
  /** Tells this wish's file from that of another wish, which may still be on its way. */
  readonly mark: number;
}

const task = z.object({
  member: memberShape,
  table: z.string(),
  format: z.enum(FORMATS),
  mark: z.int(),
});

/** @throws when the row was not written by this feature */
export function readTask(data: unknown): Task {
  return task.parse(data);
}
