/**
 * SQL of the codes that are good once (关联码, 社群码): whose is open, and guesses that went wrong. A
 * feature keeps them in two tables of its own; of a code only the fingerprint is kept.
 */
import type { SchemaStep } from './feature.ts';
import type { MemberId } from './ids.ts';
import { formatInstant, hours, type Instant, instantOf } from './instant.ts';
import type { Personal } from './personal.ts';
import { type Given, read, sql, tables, write } from './sql.ts';
import type { Reader, Tx } from './store.ts';

/** So many wrong codes in an hour; a million years would not be enough to find one. */
export const MOST_WRONG_AN_HOUR = 5;
const GUESSING = hours(1);

interface Rows {
  readonly [codes: `${string}_codes`]: {
    fingerprint: string;
    member_id: MemberId;
    expires_at: Instant;
  };
  readonly [guesses: `${string}_guesses`]: { member_id: MemberId; since: Instant; wrong: number };
}

export interface NewCode {
  readonly fingerprint: string;
  readonly member: MemberId;
  readonly expiresAt: Instant;
  /** The members of the person, whose earlier code is void. */
  readonly everywhere: readonly MemberId[];
}

export interface CodeAt {
  readonly fingerprint: string;
  readonly now: Instant;
}

/** Who guesses, and when. */
interface Guess {
  readonly member: MemberId;
  readonly now: Instant;
}

/** The SQL of one feature's codes. */
export interface CodeBook {
  /** Opens a code in the place of the person's earlier one. */
  replace(tx: Tx, fresh: NewCode): Promise<void>;
  /** Whose code it is; undefined for one that is not there, was used, or is too old. */
  ownerOf(reader: Reader, code: CodeAt): Promise<MemberId | undefined>;
  /** @returns whether it was there */
  useUp(tx: Tx, fingerprint: string): Promise<boolean>;
  /** Within an hour. */
  wrongGuesses(reader: Reader, guess: Guess): Promise<number>;
  noteWrongGuess(tx: Tx, guess: Guess): Promise<void>;
  /** What is kept of a person: that a code of theirs is open, and wrong guesses of an hour. */
  readonly personal: Personal;
}

/**
 * The two tables, as a step of a feature's schema. Steps are known by the hash of their text, so
 * what it makes of the arguments of a released step must stay as it is, to the letter.
 * @param about what the codes are, as a comment in the schema
 */
export function codeTables(feature: string, about: string): SchemaStep {
  const sql = `
  -- ${about}
  create table ${feature}_codes (
    fingerprint text primary key,
    member_id integer not null references members (id),
    expires_at integer not null
  ) strict, without rowid;
  create index ${feature}_codes_by_member on ${feature}_codes (member_id);

  -- Codes that were not there, counted from the first of an hour on.
  create table ${feature}_guesses (
    member_id integer primary key references members (id),
    since integer not null,
    wrong integer not null
  ) strict;
`;
  return { name: 'codes', sql };
}

/** @param feature whose tables `…_codes` and `…_guesses` are meant */
export function codeBook(feature: string): CodeBook {
  const codes = codesOf(feature);
  const guesses = guessesOf(feature);
  return {
    async replace(tx, { everywhere, ...fresh }) {
      await tx.run(codes.dropOld, { now: tx.at });
      for (const member of everywhere) await tx.run(codes.dropOf, { member });
      await tx.run(codes.add, fresh);
    },
    ownerOf: async (reader, code) => (await reader.get(codes.owner, code))?.member_id,
    useUp: async (tx, fingerprint) => (await tx.run(codes.used, { fingerprint })) > 0,
    async wrongGuesses(reader, guess) {
      return (await reader.get(guesses.wrong, withinAnHour(guess)))?.wrong ?? 0;
    },
    async noteWrongGuess(tx, guess) {
      await tx.run(guesses.note, withinAnHour(guess));
    },
    personal: {
      async export(reader, member) {
        const until = (await reader.get(codes.open, { member }))?.expires_at;
        return { codeUntil: until === undefined ? null : formatInstant(until) };
      },
      async erase({ tx }, member) {
        await tx.run(codes.dropOf, { member });
        await tx.run(guesses.drop, { member });
      },
    },
  };
}

function withinAnHour({ member, now }: Guess) {
  return { member, now, since: instantOf(now - GUESSING) };
}

function codesOf(feature: string) {
  const db = tables<Rows>();
  const table = `${feature}_codes` as const;
  return {
    dropOld: write((p: Given<{ now: Instant }>) =>
      db.deleteFrom(table).where('expires_at', '<=', p.now),
    ),
    dropOf: write((p: Given<{ member: MemberId }>) =>
      db.deleteFrom(table).where('member_id', '=', p.member),
    ),
    add: write((p: Given<Omit<NewCode, 'everywhere'>>) =>
      db
        .insertInto(table)
        .values({ fingerprint: p.fingerprint, member_id: p.member, expires_at: p.expiresAt })
        // The same message handled again gives the same code.
        .onConflict((conflict) => conflict.doNothing()),
    ),
    owner: read((p: Given<CodeAt>) =>
      db
        .selectFrom(table)
        .select('member_id')
        .where('fingerprint', '=', p.fingerprint)
        .where('expires_at', '>', p.now),
    ),
    used: write((p: Given<{ fingerprint: string }>) =>
      db.deleteFrom(table).where('fingerprint', '=', p.fingerprint),
    ),
    open: read((p: Given<{ member: MemberId }>) =>
      db.selectFrom(table).select('expires_at').where('member_id', '=', p.member),
    ),
  };
}

function guessesOf(feature: string) {
  const db = tables<Rows>();
  const table = `${feature}_guesses` as const;
  const since = sql.ref<Instant>(`${table}.since`);
  const wrong = sql.ref<number>(`${table}.wrong`);
  return {
    wrong: read((p: Given<ReturnType<typeof withinAnHour>>) =>
      db
        .selectFrom(table)
        .select('wrong')
        .where('member_id', '=', p.member)
        .where('since', '>', p.since),
    ),
    note: write((p: Given<ReturnType<typeof withinAnHour>>) =>
      db
        .insertInto(table)
        .values({ member_id: p.member, since: p.now, wrong: 1 })
        .onConflict((conflict) =>
          conflict.column('member_id').doUpdateSet({
            wrong: sql`iif(${since} > ${p.since}, ${wrong} + 1, 1)`,
            since: sql`iif(${since} > ${p.since}, ${since}, excluded.since)`,
          }),
        ),
    ),
    drop: write((p: Given<{ member: MemberId }>) =>
      db.deleteFrom(table).where('member_id', '=', p.member),
    ),
  };
}
