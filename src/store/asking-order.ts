/** In which order things were asked, of one member or of a whole group. */
import { sql } from 'kysely';

/** The number of what is asked now: greater than that of all that still waits for an answer. */
export const nextAsked = sql<number>`1 + max(
  coalesce((select max(asked) from dialogues), 0),
  coalesce((select max(asked) from group_questions), 0))`;
