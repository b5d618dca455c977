/** SQL of invite codes (邀请码). */
import {
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { db, type InviteTables, type Passed } from './tables.ts';

type CodeRow = InviteTables['invite_codes'];

const ofMember = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('invite_codes')
    .select('code')
    .where('member_id', '=', p.member)
    .orderBy('at')
    .orderBy('code'),
);

/** A member's codes, oldest first: more than one after a merge. */
export async function codesOf(reader: Reader, member: MemberId): Promise<readonly string[]> {
  return (await reader.all(ofMember, { member })).map(({ code }) => code);
}

const owner = read((p: Given<{ code: string; community: CommunityId }>) =>
  db
    .selectFrom('invite_codes')
    .select('member_id')
    .where('code', '=', p.code)
    .where('community_id', '=', p.community),
);

/** Whose code it is; of another community it is nobody's. */
export async function ownerOf(
  reader: Reader,
  values: { readonly code: string; readonly community: CommunityId },
): Promise<MemberId | undefined> {
  return (await reader.get(owner, values))?.member_id;
}

const added = write((p: Given<CodeRow>) =>
  db
    .insertInto('invite_codes')
    .values({ code: p.code, community_id: p.community_id, member_id: p.member_id, at: p.at })
    .onConflict((conflict) => conflict.doNothing()),
);

/** @returns false when somebody has that code */
export async function addCode(tx: Tx, row: CodeRow): Promise<boolean> {
  return (await tx.run(added, row)) === 1;
}

const latest = read((p: Given<{ community: CommunityId; limit: number }>) =>
  db
    .selectFrom('invite_codes')
    .select('member_id')
    .distinct()
    .where('community_id', '=', p.community)
    .orderBy('at', 'desc')
    .limit(p.limit),
);

/** Who has asked for a code last: they are inviting. */
export async function inviting(
  reader: Reader,
  values: { readonly community: CommunityId; readonly limit: number },
): Promise<readonly MemberId[]> {
  return (await reader.all(latest, values)).map(({ member_id }) => member_id);
}

const asked = write((p: Given<{ code: string; at: Instant }>) =>
  db.updateTable('invite_codes').set({ at: p.at }).where('code', '=', p.code),
);

export async function noteAsked(
  tx: Tx,
  values: { readonly code: string; readonly at: Instant },
): Promise<void> {
  await tx.run(asked, values);
}

const moved = write((p: Given<{ code: string; into: MemberId }>) =>
  db.updateTable('invite_codes').set({ member_id: p.into }).where('code', '=', p.code),
);

/** @returns the codes that went over */
export async function moveCodes(tx: Tx, { from, into }: Passed): Promise<readonly string[]> {
  const codes = await codesOf(tx, from);
  for (const code of codes) await tx.run(moved, { code, into });
  return codes;
}

/** Gives codes back to whom they came from. */
export async function returnCodes(
  tx: Tx,
  { codes, to }: { readonly codes: readonly string[]; readonly to: MemberId },
): Promise<void> {
  for (const code of codes) await tx.run(moved, { code, into: to });
}

const links = write((p: Given<{ member: MemberId }>) =>
  db
    .deleteFrom('invite_links')
    .where('code', 'in', (from) =>
      from.selectFrom('invite_codes').select('code').where('member_id', '=', p.member),
    ),
);
const forgotten = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('invite_codes').where('member_id', '=', p.member),
);

/** Whoever comes by an old code or link of theirs was invited by nobody. */
export async function forgetCodes(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(links, { member });
  await tx.run(forgotten, { member });
}
