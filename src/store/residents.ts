/** SQL: whose groups a database holds, for whoever is about to put others among them. */
import { type Given, read } from '#kit';
import { core } from './tables.ts';

/** How many groups there are of each platform. */
export const groupsByPlatform = read((_: Given<object>) =>
  core
    .selectFrom('groups')
    .select((count) => ['platform', count.fn.countAll<number>().as('groups')])
    .groupBy('platform')
    .orderBy('platform'),
);
