/**
 * Communities: with what they began, and how to find one by what an operator types: its key, or the
 * platform's id of one of its groups.
 */

import { sql } from 'kysely';
import {
  type CommunityId,
  type Given,
  type Language,
  type PlatformId,
  read,
  write,
  type Zone,
} from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

/** With what a new community begins; the operator decides it. */
export interface Founding {
  readonly language: Language;
  readonly zone: Zone;
}

export const foundingOf = read((p: Given<{ community: CommunityId }>) =>
  core.selectFrom('communities').select(['language', 'zone']).where('id', '=', p.community),
);

/** Communities made before this was kept go on as they were when the program starts next. */
export const keepFounding = write((p: Given<Founding>) =>
  core
    .updateTable('communities')
    .set({ language: p.language, zone: p.zone })
    .where('language', 'is', null),
);

export interface NamedCommunity {
  readonly id: CommunityId;
  readonly key: string;
}

const byKey = read((p: Given<{ typed: string }>) =>
  core.selectFrom('communities').select(['id', 'key']).where('key', '=', p.typed),
);

const byGroup = read((p: Given<{ typed: string }>) =>
  core
    .selectFrom('groups')
    .innerJoin('communities', 'communities.id', 'groups.community_id')
    .select(['communities.id', 'communities.key'])
    .distinct()
    .where('groups.platform_id', '=', sql<PlatformId>`${p.typed}`)
    .orderBy('communities.id'),
);

const all = read((_: Given<object>) =>
  core.selectFrom('communities').select(['id', 'key']).orderBy('id'),
);

/**
 * @returns none when nothing is called so; several when groups of several platforms share the id.
 *   A key goes before a group's id.
 */
export function communitiesCalled(
  connection: Statements,
  typed: string,
): readonly NamedCommunity[] {
  const keyed = connection.all(byKey, { typed });
  return keyed.length > 0 ? keyed : connection.all(byGroup, { typed });
}

export function allCommunities(connection: Statements): readonly NamedCommunity[] {
  return connection.all(all, {});
}
