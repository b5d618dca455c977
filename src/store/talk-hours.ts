/** SQL of when a group talks: messages by day and hour of the clock. */
import { type Day, type Given, type GroupId, read } from '#kit';
import { core } from './tables.ts';

/** One row for each hour of a day in which somebody spoke. */
export const talkHours = read((p: Given<{ group: GroupId; from: Day; to: Day }>) =>
  core
    .selectFrom('activity_hours')
    .select(['day', 'hour', 'messages'])
    .where('group_id', '=', p.group)
    .where('day', '>=', p.from)
    .where('day', '<=', p.to),
);
