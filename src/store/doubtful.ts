/**
 * SQL of letters of which nobody knows whether they arrived, and of those that may be mistaken for
 * them when a platform shows what an account has said: the same words, in the same place, at much
 * the same time. Of the words there is but a digest, and that only for some days.
 */
import { sql } from 'kysely';
import { type Given, type Instant, minutes, read, write } from '#kit';
import { core, type SendState } from './tables.ts';

/** So much earlier or later something must have been said to be mistaken for it. */
const NEAR = minutes(10);
/** So many letters lie between two that were said near each other, at most. */
const NEIGHBOURS = 1_000;

interface Doubted {
  bot: string;
  since: Instant;
}

/** Of groups alone: of private talk no platform shows anything. */
const inDoubt = (p: Given<Doubted>) =>
  core
    .selectFrom('outbox as doubtful')
    .where('doubtful.bot', '=', p.bot)
    .where('doubtful.begun_at', '>=', p.since)
    .where(sql<boolean>`doubtful.state = 'unknown' and doubtful.digests is not null`);

/** What is in doubt since a moment. */
export const doubtful = read((p: Given<Doubted>) =>
  inDoubt(p)
    .select(['doubtful.id', 'doubtful.lane', 'doubtful.begun_at', 'doubtful.digests'])
    .orderBy('doubtful.id'),
);

/** What has arrived for sure and says what something in doubt says. */
export const doubles = read((p: Given<Doubted>) =>
  inDoubt(p)
    .innerJoin('outbox as sent', (join) =>
      join
        .on(
          sql<boolean>`sent.id between doubtful.id - ${sql.lit(NEIGHBOURS)}
            and doubtful.id + ${sql.lit(NEIGHBOURS)}`,
        )
        .onRef('sent.bot', '=', 'doubtful.bot')
        .onRef('sent.lane', '=', 'doubtful.lane')
        .onRef('sent.digests', '=', 'doubtful.digests')
        .on('sent.state', '=', sql.lit<SendState>('sent'))
        .on(sql<boolean>`abs(sent.begun_at - doubtful.begun_at) <= ${sql.lit(NEAR)}`),
    )
    .distinct()
    .select(['sent.id', 'sent.lane', 'sent.begun_at', 'sent.digests']),
);

/** What is so old is not compared with anything any more. */
export const forgetDigests = write((p: Given<{ before: Instant }>) =>
  core
    .updateTable('outbox')
    .set({ digests: null })
    .where('digests', 'is not', null)
    .where('at', '<', p.before),
);

export const forgetAllDigests = write((_: Given<object>) =>
  core.updateTable('outbox').set({ digests: null }).where('digests', 'is not', null),
);
