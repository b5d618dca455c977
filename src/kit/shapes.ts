/**
 * What is read back from plain JSON that a feature has kept: the zod of days and of members'
 * numbers. What is not one was not written by us.
 */
import * as z from 'zod';
import { type Day, parseDay } from './day.ts';
import { type MemberId, parseMemberId } from './ids.ts';

export const dayShape = z.string().transform((text, context): Day => {
  const read = parseDay(text);
  if (read !== undefined) return read;
  context.addIssue('not a day');
  return z.NEVER;
});

export const memberShape = z.number().transform((value, context): MemberId => {
  const read = parseMemberId(value);
  if (read !== undefined) return read;
  context.addIssue('not a member');
  return z.NEVER;
});
