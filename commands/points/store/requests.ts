/** SQL of the postings that wait for a second manager (大额加减分), or did. */
import {
  type CommunityId,
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
import type { RequestState } from '../rules.ts';

interface RequestRow {
  community_id: CommunityId;
  number: number;
  state: RequestState;
  member_id: MemberId;
  operator_id: MemberId;
  points: number;
  note: string | null;
  asked_at: Instant;
  expires_at: Instant;
}

const db = tables<{ points_requests: RequestRow }>();

/** Spelled out and not bound: only then does the index of open requests serve. */
const OPEN = sql.lit('open' as const);

/** A posting of a manager that waits for a second one, or did. */
export interface Request {
  readonly number: number;
  readonly state: RequestState;
  readonly member: MemberId;
  readonly operator: MemberId;
  /** Signed. */
  readonly points: number;
  readonly note: string | undefined;
  readonly askedAt: Instant;
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
      asked_at: p.asked_at,
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

const newestBy = read((p: Given<{ community: CommunityId; operator: MemberId }>) =>
  db
    .selectFrom('points_requests')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('operator_id', '=', p.operator)
    .where('state', '=', OPEN)
    .orderBy('number', 'desc')
    .limit(1),
);

/** What a manager asked for last, if it still waits. */
export async function newestRequestBy(
  reader: Reader,
  who: { readonly community: CommunityId; readonly operator: MemberId },
): Promise<Request | undefined> {
  const row = await reader.get(newestBy, who);
  return row && asRequest(row);
}

const requestsAbout = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('points_requests')
    .selectAll()
    .where('member_id', '=', p.member)
    .where('state', '=', OPEN)
    .orderBy('number'),
);

/** What still waits and is about a member. */
export async function openRequestsAbout(
  reader: Reader,
  member: MemberId,
): Promise<readonly Request[]> {
  return (await reader.all(requestsAbout, { member })).map(asRequest);
}

const voidRequests = write((p: Given<{ member: MemberId }>) =>
  db
    .updateTable('points_requests')
    .set({ state: 'void', note: null })
    .where((eb) => eb.or([eb('member_id', '=', p.member), eb('operator_id', '=', p.member)]))
    .where('state', '=', OPEN),
);

/** Ends what a person asked for, and what was asked about them. */
export async function forgetRequests(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(voidRequests, { member });
}

const openOf = read((p: Given<{ community: CommunityId; member: MemberId }>) =>
  db
    .selectFrom('points_requests')
    .select('number')
    .where('community_id', '=', p.community)
    .where('state', '=', OPEN)
    .where((eb) => eb.or([eb('member_id', '=', p.member), eb('operator_id', '=', p.member)]))
    .orderBy('number'),
);

/** The numbers of what waits and is by a member, or about them. */
export async function openNumbers(
  reader: Reader,
  whose: { readonly community: CommunityId; readonly member: MemberId },
): Promise<readonly number[]> {
  return (await reader.all(openOf, whose)).map(({ number }) => number);
}

const waiting = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('points_requests')
    .select('number')
    .where('community_id', '=', p.community)
    .where('state', '=', OPEN)
    .orderBy('number'),
);

/** All that waits for a second manager. */
export function waitingIn(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Pick<Request, 'number'>[]> {
  return reader.all(waiting, { community });
}

interface Passed {
  readonly community: CommunityId;
  readonly from: MemberId;
  readonly to: MemberId;
}

const pass = write((p: Given<Passed & { number: number }>) =>
  db
    .updateTable('points_requests')
    .set({
      member_id: sql`iif(member_id = ${p.from}, ${p.to}, member_id)`,
      operator_id: sql`iif(operator_id = ${p.from}, ${p.to}, operator_id)`,
    })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('state', '=', OPEN),
);

/** What waits and was one member's is another's: they are the same person. */
export async function passRequests(
  tx: Tx,
  { numbers, ...passed }: Passed & { readonly numbers: readonly number[] },
): Promise<void> {
  for (const number of numbers) await tx.run(pass, { ...passed, number });
}

function asRequest(row: RequestRow): Request {
  return {
    number: row.number,
    state: row.state,
    member: row.member_id,
    operator: row.operator_id,
    points: row.points,
    note: row.note ?? undefined,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
  };
}
