/** SQL of the outbox (待发箱): what is to be sent, and how each attempt ended. */

import { sql } from 'kysely';
import { type Given, type Instant, read, write } from '#kit';
import { core, type SendState } from './tables.ts';

export interface Planned {
  platform: string;
  lane: string;
  at: Instant;
  expiresAt: Instant;
  body: string;
}

export const plan = write((p: Given<Planned>) =>
  core.insertInto('outbox').values({
    platform: p.platform,
    lane: p.lane,
    at: p.at,
    expires_at: p.expiresAt,
    state: 'planned',
    body: p.body,
  }),
);

export const planned = read((p: Given<{ after: number; limit: number }>) =>
  core
    .selectFrom('outbox')
    .select(['id', 'platform', 'lane', 'at', 'expires_at', 'not_before', 'attempts', 'body'])
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where('id', '>', p.after)
    .orderBy('id')
    .limit(p.limit),
);

/** Committed before the platform is called: whatever happens then, the attempt is known. */
export const begin = write((p: Given<{ id: number }>) =>
  core
    .updateTable('outbox')
    .set({ state: 'sending', attempts: sql`attempts + 1` })
    .where('id', '=', p.id),
);

/**
 * What is over needs no order any more; a private lane is somebody's account, which is not kept.
 */
const forgottenLane = sql<string>`iif(lane glob 'p:*', 'p', lane)`;

/** The end of a thing that was to be sent; neither its text nor its reader is kept. */
export const settle = write((p: Given<{ id: number; state: SendState; why: string | null }>) =>
  core
    .updateTable('outbox')
    .set({ state: p.state, why: p.why, body: null, lane: forgottenLane })
    .where('id', '=', p.id),
);

/** Provably not accepted: it may be tried again. */
export const postpone = write((p: Given<{ id: number; notBefore: Instant; why: string }>) =>
  core
    .updateTable('outbox')
    .set({ state: 'planned', not_before: p.notBefore, why: p.why })
    .where('id', '=', p.id),
);

/** After a crash nobody knows whether these arrived; they are never sent again by themselves. */
export const markInterrupted = write((_: Given<object>) =>
  core
    .updateTable('outbox')
    .set({
      state: 'unknown',
      why: 'the program stopped while it was being sent',
      body: null,
      lane: forgottenLane,
    })
    .where('state', '=', sql.lit<SendState>('sending'))
    .where(sql<boolean>`state in ('planned', 'sending')`),
);

export const pruneSettled = write((p: Given<{ before: Instant }>) =>
  core
    .deleteFrom('outbox')
    .where('at', '<', p.before)
    .where('state', 'not in', ['planned', 'sending']),
);
