/** SQL of the links into groups (邀请链接) that members have. */
import { type Given, type GroupId, type Instant, type Reader, read, type Tx, write } from '#kit';
import { db, type InviteTables } from './tables.ts';

type LinkRow = InviteTables['invite_links'];
type Place = Pick<LinkRow, 'group_id' | 'code'>;

const ofCode = read((p: Given<Place>) =>
  db
    .selectFrom('invite_links')
    .select(['link', 'asked_at'])
    .where('group_id', '=', p.group_id)
    .where('code', '=', p.code),
);

export function linkOf(
  reader: Reader,
  place: Place,
): Promise<Pick<LinkRow, 'link' | 'asked_at'> | undefined> {
  return reader.get(ofCode, place);
}

const wanted = write((p: Given<Place & { at: Instant }>) =>
  db
    .insertInto('invite_links')
    .values({ group_id: p.group_id, code: p.code, link: null, asked_at: p.at })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'code']).doUpdateSet({ asked_at: p.at }),
    ),
);

/** The platform is being asked for a link. */
export async function wantLink(tx: Tx, values: Place & { readonly at: Instant }): Promise<void> {
  await tx.run(wanted, values);
}

const made = write((p: Given<Place & { link: string }>) =>
  db
    .updateTable('invite_links')
    .set({ link: p.link })
    .where('group_id', '=', p.group_id)
    .where('code', '=', p.code)
    .where('link', 'is', null),
);

/** @returns false when nobody waits for it */
export async function keepLink(
  tx: Tx,
  values: Place & { readonly link: string },
): Promise<boolean> {
  return (await tx.run(made, values)) === 1;
}

const dropped = write((p: Given<{ group: GroupId; code: string }>) =>
  db
    .deleteFrom('invite_links')
    .where('group_id', '=', p.group)
    .where('code', '=', p.code)
    .returning('link'),
);

/** Forgets a link. @returns it, so that it can be revoked */
export async function dropLink(
  tx: Tx,
  values: { readonly group: GroupId; readonly code: string },
): Promise<string | undefined> {
  const [row] = await tx.returning(dropped, values);
  return row?.link ?? undefined;
}
