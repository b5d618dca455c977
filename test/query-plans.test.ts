/** Questions asked again and again are answered from an index, however long the history. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CommunityId,
  compile,
  type Given,
  instantOf,
  parseDay,
  parseGroupId,
  type Read,
  read,
} from '#kit';
import { byHour } from '../commands/leaderboard/store.ts';
import { newestActs } from '../commands/manage/store.ts';
import { pointsBoard } from '../commands/points/board.ts';
import { alone } from '../commands/points/store/alone.ts';
import { nextDueHere } from '../src/store/due.ts';
import { movedBy, standingBy } from '../src/store/ledger-queries.ts';
import { lastLeft, lastTalk, leftOn, leftSince } from '../src/store/push-facts.ts';
import { delayedIn, lostIn } from '../src/store/push-history.ts';
import { waitingIn } from '../src/store/pushes.ts';
import { core } from '../src/store/tables.ts';
import { type Books, openBooks } from './ledger-books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

/** What SQLite means to do for a query, a line a step. */
function planOf<Values, Row>(query: Read<Values, Row>, values: Values): string {
  const explained = read<Values, { detail: string }>((given) => {
    const compiled = query.build(given).compile();
    return { compile: () => ({ ...compiled, sql: `explain query plan ${compiled.sql}` }) };
  });
  const steps = books.database.writer.all(explained, values);
  return steps.map(({ detail }) => detail).join('\n');
}

function somebody() {
  const [member] = books.members;
  if (member === undefined) throw new Error('nobody is here');
  return member;
}

test('what a manager may take back is found newest first, without sorting', () => {
  const plan = planOf(standingBy, { operator: somebody().id, limit: 1 });
  expect(plan).toContain('ledger_entries_by_operator_newest (operator_id=?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

test('what a manager moved on a day is found by the day', () => {
  const day = parseDay('2026-03-01');
  if (day === undefined) throw new Error('no such day');
  const plan = planOf(movedBy, { operator: somebody().id, day });
  expect(plan).toContain('ledger_entries_by_operator (operator_id=? AND day=?)');
});

test('what a manager moved alone for one member is found by the day, too', () => {
  const day = parseDay('2026-03-01');
  if (day === undefined) throw new Error('no such day');
  const plan = planOf(alone, { operator: somebody().id, member: somebody().id, day });
  expect(plan).toContain('ledger_entries_by_operator (operator_id=? AND day=?)');
});

test('what is due next is found by time, also while groups wait for their bot account', () => {
  const plan = planOf(nextDueHere, { accounts: '["telegram"]' });
  expect(plan).toContain('due_items_by_time (kind=?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

test('what is asked for up to a number of rows is not planned anew each time it is asked', () => {
  // A bare «limit ?» makes SQLite do so at every binding: 15 µs in place of 2 for each check-in.
  expect(compile(newestActs).sql).toMatch(/ limit \+\? offset \+\?$/);
});

test('what the guard asks of a group before a push is answered from an index', () => {
  const group = parseGroupId(1);
  const day = parseDay('2026-03-01');
  if (group === undefined || day === undefined) throw new Error('no such group or day');
  const since = instantOf(0);
  expect(planOf(leftOn, { group, day, since })).toContain('INDEX pushes_left (group_id=?');
  expect(planOf(leftSince, { group, since, most: 7 })).toContain('INDEX pushes_left (group_id=?');
  expect(planOf(lastLeft, { group, now: since })).toContain('INDEX pushes_left (group_id=?');
  expect(planOf(waitingIn, { group })).toContain('INDEX pushes_waiting (group_id=?)');
  const { community } = somebody();
  for (const plan of [
    planOf(delayedIn, { community, limit: 9, after: 0 }),
    planOf(lostIn, { community, since, now: since }),
  ]) {
    expect(plan).toContain('INDEX pushes_not_in_time (community_id=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  }
  const talk = planOf(lastTalk, { group });
  expect(talk).toContain('PRIMARY KEY (group_id=? AND day=?)');
  expect(talk).not.toContain('SCAN activity_days');
});

test('the hours of a community are read along their key, group by group', () => {
  const [from, to] = [parseDay('2026-03-01'), parseDay('2026-03-30')];
  if (from === undefined || to === undefined) throw new Error('no such day');
  const plan = planOf(byHour, { community: somebody().community, from, to });
  expect(plan).toContain('activity_hours USING PRIMARY KEY (group_id=? AND day>? AND day<?)');
});

test('the last acts of a community are found without reading those of others', () => {
  const plan = planOf(newestActs, {
    community: somebody().community,
    member: somebody().id,
    codes: '["*"]',
    skipped: 0,
    limit: 10,
  });
  expect(plan).toContain('audit_by_community (community_id=?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

test('the points of all time are those of one community alone', () => {
  const board = read((p: Given<{ community: CommunityId }>) =>
    core.selectFrom(pointsBoard.totalsOfAllTime(p).as('totals')).selectAll(),
  );
  const plan = planOf(board, { community: somebody().community });
  expect(plan).toContain('balances_by_community (community_id=?)');
});
