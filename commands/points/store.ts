/** SQL of points beside the ledger: what talk has earned, what was given, what waits for a second. */
import {
  type CommunityId,
  type Day,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';
import type { RequestState } from './rules.ts';

interface RequestRow {
  community_id: CommunityId;
  number: number;
  state: RequestState;
  member_id: MemberId;
  operator_id: MemberId;
  points: number;
  note: string | null;
  expires_at: Instant;
}

const db = tables<{
  points_chat: { member_id: MemberId; day: Day; earned: number; last_at: Instant };
  points_given: { member_id: MemberId; day: Day; given: number };
  points_requests: RequestRow;
}>();

export interface Chatted {
  readonly member: MemberId;
  readonly day: Day;
  readonly at: Instant;
  readonly points: number;
  /** Most points of a day. */
  readonly cap: number;
  /** The message counts only when the last one that counted is not later than this. */
  readonly lastBefore: Instant;
}

/**
 * One statement decides and notes it, because it runs for nearly every message; where the message
 * does not count, it changes nothing. A message that was delivered late, after one that counted,
 * does not count: nobody knows any more what was earned in its minute.
 */
const countChat = write((p: Given<Chatted>) =>
  db
    .insertInto('points_chat')
    .values({ member_id: p.member, day: p.day, earned: p.points, last_at: p.at })
    .onConflict((conflict) =>
      conflict
        .column('member_id')
        .doUpdateSet((eb) => ({
          day: eb.ref('excluded.day'),
          earned: eb
            .case()
            .when('points_chat.day', '=', eb.ref('excluded.day'))
            .then(eb('points_chat.earned', '+', eb.ref('excluded.earned')))
            .else(eb.ref('excluded.earned'))
            .end(),
          last_at: eb.ref('excluded.last_at'),
        }))
        .where('points_chat.last_at', '<=', p.lastBefore)
        .where((eb) =>
          eb.or([
            eb('points_chat.day', '<>', eb.ref('excluded.day')),
            eb(eb('points_chat.earned', '+', eb.ref('excluded.earned')), '<=', p.cap),
          ]),
        ),
    ),
);

/** Notes a message for its author's day. @returns whether it earns points */
export async function doesCount(tx: Tx, chatted: Chatted): Promise<boolean> {
  return (await tx.run(countChat, chatted)) === 1;
}

interface Giver {
  readonly member: MemberId;
  readonly day: Day;
}

const given = read((p: Given<Giver>) =>
  db
    .selectFrom('points_given')
    .select('given')
    .where('member_id', '=', p.member)
    .where('day', '=', p.day),
);

const addGiven = write((p: Given<Giver & { points: number }>) =>
  db
    .insertInto('points_given')
    .values({ member_id: p.member, day: p.day, given: p.points })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'day']).doUpdateSet((eb) => ({
        given: eb('points_given.given', '+', eb.ref('excluded.given')),
      })),
    ),
);

/** How many points a member gave away on a day. */
export async function givenOn(reader: Reader, giver: Giver): Promise<number> {
  return (await reader.get(given, giver))?.given ?? 0;
}

export async function recordGift(tx: Tx, gift: Giver & { points: number }): Promise<void> {
  await tx.run(addGiven, gift);
}

/** A posting of a manager that waits for a second one, or did. */
export interface Request {
  readonly number: number;
  readonly state: RequestState;
  readonly member: MemberId;
  readonly operator: MemberId;
  /** Signed. */
  readonly points: number;
  readonly note: string | undefined;
  readonly expiresAt: Instant;
}

interface Numbered {
  readonly community: CommunityId;
  readonly number: number;
}

type NewRequest = Omit<RequestRow, 'number' | 'state'>;

const addRequest = write((p: Given<NewRequest>) =>
  db
    .insertInto('points_requests')
    .values((eb) => ({
      community_id: p.community_id,
      number: eb
        .selectFrom('points_requests as others')
        .select((pick) =>
          pick(pick.fn.coalesce(pick.fn.max('others.number'), pick.lit(0)), '+', 1).as('number'),
        )
        .where('others.community_id', '=', p.community_id),
      state: 'open',
      member_id: p.member_id,
      operator_id: p.operator_id,
      points: p.points,
      note: p.note,
      expires_at: p.expires_at,
    }))
    .returning('number'),
);

const request = read((p: Given<Numbered>) =>
  db
    .selectFrom('points_requests')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const settle = write((p: Given<Numbered & { state: RequestState }>) =>
  db
    .updateTable('points_requests')
    .set({ state: p.state, note: null })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

/** @returns the number under which a second manager can agree; the community's own, from 1 on */
export async function openRequest(tx: Tx, fresh: NewRequest): Promise<number> {
  const [row] = await tx.returning(addRequest, fresh);
  if (!row) throw new Error('a request was not stored');
  return row.number;
}

export async function requestOf(reader: Reader, which: Numbered): Promise<Request | undefined> {
  const row = await reader.get(request, which);
  return row && asRequest(row);
}

/** Ends a request; its free words are not kept. */
export async function settleRequest(
  tx: Tx,
  settled: Numbered & { state: RequestState },
): Promise<void> {
  await tx.run(settle, settled);
}

const requestsAbout = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('points_requests')
    .selectAll()
    .where('member_id', '=', p.member)
    .where('state', '=', 'open')
    .orderBy('number'),
);

/** What still waits and is about a member. */
export async function openRequestsAbout(
  reader: Reader,
  member: MemberId,
): Promise<readonly Request[]> {
  return (await reader.all(requestsAbout, { member })).map(asRequest);
}

const forgetChat = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('points_chat').where('member_id', '=', p.member),
);
const forgetGiven = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('points_given').where('member_id', '=', p.member),
);
const voidRequests = write((p: Given<{ member: MemberId }>) =>
  db
    .updateTable('points_requests')
    .set({ state: 'void', note: null })
    .where((eb) => eb.or([eb('member_id', '=', p.member), eb('operator_id', '=', p.member)]))
    .where('state', '=', 'open'),
);

/** Drops what is kept of a person here; the ledger is forgotten by the house. */
export async function forget(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forgetChat, { member });
  await tx.run(forgetGiven, { member });
  await tx.run(voidRequests, { member });
}

function asRequest(row: RequestRow): Request {
  return {
    number: row.number,
    state: row.state,
    member: row.member_id,
    operator: row.operator_id,
    points: row.points,
    note: row.note ?? undefined,
    expiresAt: row.expires_at,
  };
}
