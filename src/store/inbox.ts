/** The inbox: which events have taken effect, so that a redelivered one has none. */
import { type Given, type GroupId, write } from '#kit';
import { core } from './tables.ts';

/** Marks an event as taken; no row changes when it was taken before. Group 0 is private talk. */
export const takeEvent = write((p: Given<{ group: GroupId | 0; key: string }>) =>
  core
    .insertInto('inbox')
    .values({ group_id: p.group, key: p.key })
    .onConflict((conflict) => conflict.doNothing()),
);
