/** SQL of pushes (推送) that are made when they may leave. */
import { type Given, type Instant, write } from '#kit';
import type { Departure } from './pushes.ts';
import { core } from './tables.ts';

/** It may leave, and is made first: what it is made of is kept until then. */
export const beginMaking = write((p: Given<Departure>) =>
  core
    .updateTable('pushes')
    .set({ state: 'leaving', left_at: p.at, day: p.day })
    .where('id', '=', p.id),
);

/** It is made, and a letter of the outbox holds its text. */
export const postMade = write((p: Given<{ id: number }>) =>
  core.updateTable('pushes').set({ body: null }).where('id', '=', p.id),
);

/** It ended where it was made: it has opened something, or there was nothing to be told. */
export const endMaking = {
  sent: write((p: Given<{ id: number; at: Instant }>) =>
    core
      .updateTable('pushes')
      .set({ state: 'sent', ended_at: p.at, body: null })
      .where('id', '=', p.id),
  ),
  suppressed: write((p: Given<{ id: number; at: Instant }>) =>
    core
      .updateTable('pushes')
      .set({ state: 'suppressed', why: null, left_at: null, day: null, ended_at: p.at, body: null })
      .where('id', '=', p.id),
  ),
};
