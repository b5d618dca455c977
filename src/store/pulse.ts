/**
 * The pulse of the talk in a group: messages per half minute, kept for some hours. It tells whether
 * people are talking right now, and how many answered what was said.
 */
import { sql } from 'kysely';
import { type Given, type GroupId, type Instant, read, seconds, write } from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';
import type { Tally } from './tally.ts';

/** Half a minute, in milliseconds. */
export const PULSE = seconds(30);

/** Which half minute a moment falls into, counted since 1970. */
export function pulseOf(at: Instant): number {
  return Math.floor(at / PULSE);
}

const count = write((p: Given<{ group: GroupId; slot: number; by: number }>) =>
  core
    .insertInto('talk_pulse')
    .values({ group_id: p.group, slot: p.slot, messages: p.by })
    .onConflict((conflict) =>
      conflict
        .columns(['group_id', 'slot'])
        .doUpdateSet({ messages: sql`messages + excluded.messages` }),
    ),
);

/** Counts a message; it is written together with the others of its commit. */
export function notePulse(
  { connection, tally }: Counting,
  { group, at }: { readonly group: GroupId; readonly at: Instant },
): void {
  const slot = pulseOf(at);
  const write = (by: number) => connection.run(count, { group, slot, by });
  tally.add({ key: keyOf(group, slot), by: 1, write });
}

interface Counting {
  readonly connection: Statements;
  readonly tally: Tally;
}

function keyOf(group: GroupId, slot: number): string {
  return `pulse ${group} ${slot}`;
}

const between = read((p: Given<{ group: GroupId; from: number; to: number }>) =>
  core
    .selectFrom('talk_pulse')
    .select((pick) => pick.fn.coalesce(pick.fn.sum<number>('messages'), sql<number>`0`).as('n'))
    .where('group_id', '=', p.group)
    .where('slot', '>=', p.from)
    .where('slot', '<=', p.to),
);

/** Messages in the half minutes of two moments and between them. */
export function messagesBetween(
  { connection, tally }: Counting,
  { group, from, to }: { readonly group: GroupId; readonly from: Instant; readonly to: Instant },
): number {
  const [first, last] = [pulseOf(from), pulseOf(to)];
  let sum = connection.get(between, { group, from: first, to: last })?.n ?? 0;
  for (let slot = first; slot <= last; slot += 1) sum += tally.pending(keyOf(group, slot));
  return sum;
}

const prune = write((p: Given<{ before: number }>) =>
  core.deleteFrom('talk_pulse').where('slot', '<', p.before),
);

export function prunePulse(connection: Statements, before: Instant): void {
  connection.run(prune, { before: pulseOf(before) });
}
