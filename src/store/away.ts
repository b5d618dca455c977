/** SQL of groups which the bot has left, or which have removed it. */
import { sql } from 'kysely';
import { type Given, type GroupId, type Instant, read, write } from '#kit';
import { core } from './tables.ts';

export const awayOf = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('groups')
    .select(['bot_left_at', 'away_told', 'name', 'platform_id'])
    .where('id', '=', p.group),
);

/** It is not there any more: whoever hears the group next serves it. */
export const leaveGroup = write((p: Given<{ group: GroupId; at: Instant }>) =>
  core
    .updateTable('groups')
    .set({ bot: null, bot_left_at: p.at, away_told: null })
    .where('id', '=', p.group),
);

export const noteAwayTold = write((p: Given<{ group: GroupId }>) =>
  core
    .updateTable('groups')
    .set({ away_told: sql.lit(1) })
    .where('id', '=', p.group),
);
