/** SQL of what the guard (免打扰) must know of a group before it lets a push go. */
import { sql } from 'kysely';
import { type Day, type Given, type GroupId, type Instant, instantOf, read, write } from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

/** What surely did not arrive was not said: it counts for nothing. */
const MAY_BE_THERE = ['leaving', 'sent', 'unknown'] as const;

/** Of a group: pushes that have left on a day. */
export const leftOn = read((p: Given<{ group: GroupId; day: Day; since: Instant }>) =>
  core
    .selectFrom('pushes')
    .select((pick) => pick.fn.countAll<number>().as('n'))
    .where('group_id', '=', p.group)
    .where('left_at', '>=', p.since)
    .where('day', '=', p.day)
    .where('state', 'in', MAY_BE_THERE),
);

/** Not those of a clock that was set back since: they would hold up everything until then. */
export const lastLeft = read((p: Given<{ group: GroupId; now: Instant }>) =>
  core
    .selectFrom('pushes')
    .select('left_at as at')
    .where('group_id', '=', p.group)
    .where('left_at', '<=', p.now)
    .where('state', 'in', MAY_BE_THERE)
    .orderBy('left_at', 'desc')
    .limit(1),
);

/** Pushes since a moment, counted up to `most`. */
export const leftSince = read((p: Given<{ group: GroupId; since: Instant; most: number }>) =>
  core
    .selectFrom(
      core
        .selectFrom('pushes')
        .select('id')
        .where('group_id', '=', p.group)
        .where('left_at', '>', p.since)
        .where('state', 'in', MAY_BE_THERE)
        .limit(p.most)
        .as('left'),
    )
    .select((pick) => pick.fn.countAll<number>().as('n')),
);

/** When somebody spoke last in a group. */
export const lastTalk = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('activity_days')
    .select((pick) => pick.fn.max('last_at').as('at'))
    .where('group_id', '=', p.group)
    .where('day', '=', sql<Day>`(select max(day) from activity_days where group_id = ${p.group})`),
);

export const attentionOf = read((p: Given<{ group: GroupId }>) =>
  core.selectFrom('group_attention').selectAll().where('group_id', '=', p.group),
);

/** When somebody in a group spoke or pressed a choice last; long ago when nobody ever did. */
export function lastSign(connection: Statements, group: GroupId): Instant {
  const spoken = connection.get(lastTalk, { group })?.at ?? 0;
  const pressed = connection.get(attentionOf, { group })?.pressed_at ?? 0;
  return instantOf(Math.max(spoken, pressed));
}

export const notePressed = write((p: Given<{ group: GroupId; at: Instant }>) =>
  core
    .insertInto('group_attention')
    .values({ group_id: p.group, pressed_at: p.at })
    .onConflict((conflict) =>
      conflict
        .column('group_id')
        .doUpdateSet({ pressed_at: sql`max(coalesce(pressed_at, 0), excluded.pressed_at)` }),
    ),
);

export const noteSilenceTold = write((p: Given<{ group: GroupId; at: Instant }>) =>
  core
    .insertInto('group_attention')
    .values({ group_id: p.group, silence_told_at: p.at })
    .onConflict((conflict) => conflict.column('group_id').doUpdateSet({ silence_told_at: p.at })),
);

export const lowerUntil = write((p: Given<{ group: GroupId; until: Instant }>) =>
  core
    .insertInto('group_attention')
    .values({ group_id: p.group, lowered_until: p.until })
    .onConflict((conflict) => conflict.column('group_id').doUpdateSet({ lowered_until: p.until })),
);
