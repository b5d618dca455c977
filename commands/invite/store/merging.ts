/** SQL that moves invitations of one member (邀请) to another, and back. */
import {
  type CommunityId,
  type Given,
  type MemberId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { db, type Passed } from './tables.ts';

const made = read((p: Given<{ inviter: MemberId }>) =>
  db
    .selectFrom('invite_invitations')
    .select('id')
    .where('inviter_id', '=', p.inviter)
    .orderBy('id'),
);

/** The numbers of a member's invitations. */
export async function numbersOf(reader: Reader, inviter: MemberId): Promise<readonly number[]> {
  return (await reader.all(made, { inviter })).map(({ id }) => id);
}

const passed = write((p: Given<Passed & { id: number }>) =>
  db
    .updateTable('invite_invitations')
    .set({ inviter_id: p.into })
    .where('id', '=', p.id)
    .where('inviter_id', '=', p.from),
);

/** Another one is the inviter of these, as far as it was `from`. */
export async function passInvitations(
  tx: Tx,
  { numbers, ...who }: Passed & { readonly numbers: readonly number[] },
): Promise<void> {
  for (const id of numbers) await tx.run(passed, { ...who, id });
}

const came = write((p: Given<Passed>) =>
  db.updateTable('invite_invitations').set({ invitee_id: p.into }).where('invitee_id', '=', p.from),
);

/** How `from` came is how `into` came; `into` must have no invitation of their own. */
export async function passArrival(tx: Tx, who: Passed): Promise<void> {
  await tx.run(came, who);
}

interface Communities {
  readonly from: CommunityId;
  readonly to: CommunityId;
}

/** Of a campaign of the one community the other knows nothing. */
const ofCommunity = write((p: Given<Communities>) =>
  db
    .updateTable('invite_invitations')
    .set({ community_id: p.to, campaign: null })
    .where('community_id', '=', p.from),
);
const codesOf = write((p: Given<Communities>) =>
  db.updateTable('invite_codes').set({ community_id: p.to }).where('community_id', '=', p.from),
);

/** All invitations and codes of one community are another's. */
export async function passCommunity(tx: Tx, communities: Communities): Promise<void> {
  await tx.run(ofCommunity, communities);
  await tx.run(codesOf, communities);
}
