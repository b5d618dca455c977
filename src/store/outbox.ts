/** SQL of the outbox (待发箱): what is to be sent, and how each attempt ended. */

import { sql } from 'kysely';
import { type Given, type Instant, read, write } from '#kit';
import { core, type SendState } from './tables.ts';

export interface Planned {
  platform: string;
  /** The bot account that is to send it; null for the one that serves the reader. */
  bot: string | null;
  /** The platform's id of the group or person. */
  to: string;
  lane: string;
  at: Instant;
  expiresAt: Instant;
  body: string;
  /** The push that it carries. */
  push: number | null;
}

/** Leaves by the bot account that hears the group. */
export const planForGroup = write((p: Given<Planned>) =>
  core.insertInto('outbox').values({
    ...common(p),
    bot: sql`coalesce(
      ${p.bot},
      (select bot from groups where platform = ${p.platform} and platform_id = ${p.to}),
      ${p.platform})`,
  }),
);

/** Leaves by the bot account that the person wrote to, or else by one that shares a group. */
export const planForPerson = write((p: Given<Planned>) =>
  core.insertInto('outbox').values({
    ...common(p),
    bot: sql`coalesce(
      ${p.bot},
      (select bot from accounts where platform = ${p.platform} and platform_id = ${p.to}),
      (select groups.bot from accounts
        join claims on claims.account_id = accounts.id
        join memberships on memberships.member_id = claims.member_id
        join groups on groups.id = memberships.group_id and groups.platform = accounts.platform
        where accounts.platform = ${p.platform} and accounts.platform_id = ${p.to}
          and memberships.left_at is null and groups.bot is not null
        order by memberships.last_seen_at desc limit 1),
      ${p.platform})`,
  }),
);

function common(p: Omit<Given<Planned>, 'bot'>) {
  return {
    platform: p.platform,
    lane: p.lane,
    at: p.at,
    expires_at: p.expiresAt,
    state: sql.lit<SendState>('planned'),
    body: p.body,
    push_id: p.push,
  };
}

interface Page {
  bot: string;
  after: number;
  limit: number;
}

/** What waits, without its text: that is read when it leaves. */
export const planned = read((p: Given<Page>) =>
  core
    .selectFrom('outbox')
    .select(['id', 'lane', 'at', 'expires_at', 'not_before', 'attempts', 'push_id'])
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where('bot', '=', p.bot)
    .where('id', '>', p.after)
    .orderBy('id')
    .limit(p.limit),
);

/** When a bot account sent what it sent lately: its pace goes on where it was before a restart. */
export const sentSince = read((p: Given<{ bot: string; since: Instant }>) =>
  core
    .selectFrom('outbox')
    .select(['lane', 'at', 'digests'])
    .where('bot', '=', p.bot)
    .where('at', '>=', p.since)
    .where('state', 'in', ['sending', 'sent', 'unknown'])
    .orderBy('id'),
);

/** How much a bot account has sent since a moment, or may have. */
export const sentCount = read((p: Given<{ bot: string; since: Instant }>) =>
  core
    .selectFrom('outbox')
    .select((pick) => pick.fn.countAll<number>().as('n'))
    .where('bot', '=', p.bot)
    .where('at', '>=', p.since)
    .where('state', 'in', ['sending', 'sent', 'unknown']),
);

/**
 * Committed before the platform is called: whatever happens then, the attempt is known. It returns
 * nothing where the thing is not to be sent by this account any more.
 */
export const begin = write((p: Given<{ id: number; bot: string; now: Instant }>) =>
  core
    .updateTable('outbox')
    .set({ state: 'sending', attempts: sql`attempts + 1`, begun_at: p.now })
    .where('id', '=', p.id)
    .where('bot', '=', p.bot)
    .where('state', '=', sql.lit<SendState>('planned'))
    .returning('body'),
);

/**
 * What is over needs no order any more; a private lane is somebody's account, which is not kept.
 */
const forgottenLane = sql<string>`iif(lane glob 'p:*', 'p', lane)`;

interface Settled {
  id: number;
  state: SendState;
  why: string | null;
  /** See `doubtful.ts`. */
  digests: string | null;
}

/** The end of a thing that was to be sent; neither its text nor its reader is kept. */
export const settle = write((p: Given<Settled>) =>
  core
    .updateTable('outbox')
    .set({ state: p.state, why: p.why, body: null, digests: p.digests, lane: forgottenLane })
    .where('id', '=', p.id),
);

/** What was in doubt has arrived. */
export const confirm = write((p: Given<{ id: number }>) =>
  core
    .updateTable('outbox')
    .set({ state: sql.lit<SendState>('sent'), why: null })
    .where('id', '=', p.id)
    .where('state', '=', sql.lit<SendState>('unknown')),
);

/** What a row says at present; its group may have moved since it began. */
export const bodyNow = read((p: Given<{ id: number }>) =>
  core.selectFrom('outbox').select('body').where('id', '=', p.id),
);

interface Postponed {
  id: number;
  notBefore: Instant;
  why: string;
  /** What is still to be sent; null is all of it. */
  rest: string | null;
}

/**
 * Provably not accepted: it may be tried again. It returns by whom and where, because that may have
 * changed while it was under way.
 */
export const postpone = write((p: Given<Postponed>) =>
  core
    .updateTable('outbox')
    .set({
      state: 'planned',
      not_before: p.notBefore,
      why: p.why,
      body: sql`coalesce(${p.rest}, body)`,
    })
    .where('id', '=', p.id)
    .returning(['bot', 'lane']),
);

/** What came too late while nobody could send it: its account may not even exist any more. */
export const expireOld = write((p: Given<{ before: Instant }>) =>
  core
    .updateTable('outbox')
    .set({ state: 'expired', why: 'it came too late', body: null, lane: forgottenLane })
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where('expires_at', '<', p.before),
);

/** What a bot account was sending when the program stopped, with its text. */
export const interrupted = read((p: Given<{ bot: string }>) =>
  core
    .selectFrom('outbox')
    .select(['id', 'lane', 'at', 'expires_at', 'body'])
    .where('state', '=', sql.lit<SendState>('sending'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where('bot', '=', p.bot)
    .orderBy('id'),
);

/** By what the parts of an interrupted letter are known when its platform shows them. */
export const noteDigests = write((p: Given<{ id: number; digests: string }>) =>
  core.updateTable('outbox').set({ digests: p.digests }).where('id', '=', p.id),
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
