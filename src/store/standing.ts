/** Who stands where on a leaderboard (排行榜); members who left, hid or were erased have no place. */

import { type AliasableExpression, sql } from 'kysely';
import {
  type Board,
  type CommunityId,
  type Day,
  displayName,
  type Given,
  type MemberId,
  type Placed,
  type Read,
  read,
  type Standing,
  type Totals,
} from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

/** So many neighbours are shown above and below the member who asks. */
const NEIGHBOURS = 2;

export interface StandingValues {
  community: CommunityId;
  /** Absent: all time. */
  span: { from: Day; to: Day } | undefined;
  limit: number;
  around: MemberId | undefined;
}

interface Row {
  member_id: MemberId;
  name: string;
  total: number;
  place: number;
  row: number;
  count: number;
}

interface Asked {
  community: CommunityId;
  limit: number;
  around: MemberId | null;
}

interface Queries {
  readonly ofSpan: Read<Asked & { from: Day; to: Day }, Row>;
  readonly ofAllTime: Read<Asked, Row>;
}

const known = new WeakMap<Board, Queries>();

export function standing(
  connection: Statements,
  board: Board,
  { community, span, limit, around }: StandingValues,
): Standing {
  const queries = queriesOf(board);
  const asked = { community, limit, around: around ?? null };
  const rows = span
    ? connection.all(queries.ofSpan, { ...asked, ...span })
    : connection.all(queries.ofAllTime, asked);
  const mine = rows.find(({ member_id }) => member_id === around);
  return {
    top: rows.filter(({ row }) => row <= limit).map(asPlaced),
    near: mine ? rows.filter((other) => isNear(other, mine)).map(asPlaced) : [],
    count: rows[0]?.count ?? 0,
  };
}

function queriesOf(board: Board): Queries {
  const made = known.get(board) ?? {
    ofSpan: read((p: Given<Asked & { from: Day; to: Day }>) => placed(board.totals(p), p)),
    ofAllTime: read((p: Given<Asked>) => placed(board.totalsOfAllTime(p), p)),
  };
  known.set(board, made);
  return made;
}

function placed(totals: AliasableExpression<Totals>, p: Given<Asked>) {
  return core
    .with('placed', (db) =>
      db
        .selectFrom(totals.as('totals'))
        .innerJoin('members', 'members.id', 'totals.member_id')
        .select([
          'totals.member_id',
          'members.name',
          'totals.total',
          sql<number>`rank() over (order by totals.total desc)`.as('place'),
          sql<number>`row_number() over (order by totals.total desc, totals.member_id)`.as('row'),
          sql<number>`count(*) over ()`.as('count'),
        ])
        .where('totals.total', '>', 0)
        .where('members.is_hidden', '=', 0)
        .where('members.erased_at', 'is', null)
        .where((where) =>
          where.exists(
            where
              .selectFrom('memberships')
              .select('memberships.member_id')
              .whereRef('memberships.member_id', '=', 'totals.member_id')
              .where('memberships.left_at', 'is', null),
          ),
        ),
    )
    .selectFrom('placed')
    .selectAll()
    .where(
      sql<boolean>`row <= ${p.limit} or abs(row - (select row from placed where member_id = ${p.around})) <= ${NEIGHBOURS}`,
    )
    .orderBy('row');
}

function isNear(other: Row, mine: Row): boolean {
  return Math.abs(other.row - mine.row) <= NEIGHBOURS;
}

function asPlaced({ member_id, name, total, place }: Row): Placed {
  return { member: member_id, name: displayName(name), total, place };
}
