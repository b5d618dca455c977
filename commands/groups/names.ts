/** What a community is called: the name that it gave itself, or else that of its oldest group. */
import {
  type CommunityId,
  type DisplayName,
  displayName,
  type Given,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';

const db = tables<{ groups_names: { community_id: CommunityId; name: string } }>();

const own = read((p: Given<{ community: CommunityId }>) =>
  db.selectFrom('groups_names').select('name').where('community_id', '=', p.community),
);

const set = write((p: Given<{ community: CommunityId; name: string }>) =>
  db
    .insertInto('groups_names')
    .values({ community_id: p.community, name: p.name })
    .onConflict((conflict) => conflict.column('community_id').doUpdateSet({ name: p.name })),
);

/** The name that it gave itself. */
export async function ownName(
  reader: Reader,
  community: CommunityId,
): Promise<DisplayName | undefined> {
  const row = await reader.get(own, { community });
  return row && displayName(row.name);
}

export async function setName(tx: Tx, community: CommunityId, name: string): Promise<void> {
  await tx.run(set, { community, name });
}

/** Undefined where nobody and no platform has said. */
export async function communityName(
  reader: Reader,
  community: CommunityId,
): Promise<DisplayName | undefined> {
  const known = await ownName(reader, community);
  if (known !== undefined) return known;
  const [oldest] = await reader.people.groups(community);
  return oldest?.name === undefined ? undefined : displayName(oldest.name);
}
