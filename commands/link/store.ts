/** SQL of linking (关联): codes that are open, and guesses that went wrong. */
import {
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  tables,
  write,
} from '#kit';

const db = tables<{
  link_codes: { fingerprint: string; member_id: MemberId; expires_at: Instant };
  link_guesses: { member_id: MemberId; since: Instant; wrong: number };
}>();

const dropOld = write((p: Given<{ now: Instant }>) =>
  db.deleteFrom('link_codes').where('expires_at', '<=', p.now),
);

const dropOf = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('link_codes').where('member_id', '=', p.member),
);

interface NewCode {
  readonly fingerprint: string;
  readonly member: MemberId;
  readonly expiresAt: Instant;
}

const add = write((p: Given<NewCode>) =>
  db
    .insertInto('link_codes')
    .values({ fingerprint: p.fingerprint, member_id: p.member, expires_at: p.expiresAt })
    // The same message handled again gives the same code.
    .onConflict((conflict) => conflict.doNothing()),
);

/** @param everywhere the members of the person, whose earlier code is void */
export async function replaceCode(
  tx: Tx,
  { everywhere, ...fresh }: NewCode & { readonly everywhere: readonly MemberId[] },
): Promise<void> {
  await tx.run(dropOld, { now: tx.at });
  for (const member of everywhere) await tx.run(dropOf, { member });
  await tx.run(add, fresh);
}

const owner = read((p: Given<{ fingerprint: string; now: Instant }>) =>
  db
    .selectFrom('link_codes')
    .select('member_id')
    .where('fingerprint', '=', p.fingerprint)
    .where('expires_at', '>', p.now),
);

/** Whose code it is. @returns undefined for one that is not there, was used, or is too old */
export async function ownerOf(
  reader: Reader,
  values: { readonly fingerprint: string; readonly now: Instant },
): Promise<MemberId | undefined> {
  return (await reader.get(owner, values))?.member_id;
}

const used = write((p: Given<{ fingerprint: string }>) =>
  db.deleteFrom('link_codes').where('fingerprint', '=', p.fingerprint),
);

export async function useUp(tx: Tx, fingerprint: string): Promise<void> {
  await tx.run(used, { fingerprint });
}

const openCode = read((p: Given<{ member: MemberId }>) =>
  db.selectFrom('link_codes').select('expires_at').where('member_id', '=', p.member),
);

/** Until when a code of the member is good, if there is one. */
export async function codeUntil(reader: Reader, member: MemberId): Promise<Instant | undefined> {
  return (await reader.get(openCode, { member }))?.expires_at;
}

const guesses = read((p: Given<{ member: MemberId; since: Instant }>) =>
  db
    .selectFrom('link_guesses')
    .select('wrong')
    .where('member_id', '=', p.member)
    .where('since', '>', p.since),
);

/** @param values `since`: the hour begins no earlier */
export async function wrongGuesses(
  reader: Reader,
  values: { readonly member: MemberId; readonly since: Instant },
): Promise<number> {
  return (await reader.get(guesses, values))?.wrong ?? 0;
}

const noteGuess = write((p: Given<{ member: MemberId; now: Instant; since: Instant }>) =>
  db
    .insertInto('link_guesses')
    .values({ member_id: p.member, since: p.now, wrong: 1 })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({
        wrong: sql`iif(link_guesses.since > ${p.since}, link_guesses.wrong + 1, 1)`,
        since: sql`iif(link_guesses.since > ${p.since}, link_guesses.since, excluded.since)`,
      }),
    ),
);

export async function noteWrongGuess(
  tx: Tx,
  values: { readonly member: MemberId; readonly now: Instant; readonly since: Instant },
): Promise<void> {
  await tx.run(noteGuess, values);
}

const dropGuesses = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('link_guesses').where('member_id', '=', p.member),
);

export async function forgetMember(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(dropOf, { member });
  await tx.run(dropGuesses, { member });
}
