import { expect, test } from 'vitest';
import { parseZone } from '#kit';
import { rowsForPeople } from './for-people.ts';
import type { Cell, Column } from './table.ts';

const zone = parseZone('Europe/Berlin');
const role: Column = { key: 'role', header: '角色', kind: 'text', words: { owner: '群主' } };
const at: Column = { key: 'at', header: '时间', kind: 'wall', zone };

function shown(column: Column, cells: readonly Cell[]): readonly Cell[] {
  const rows = rowsForPeople(
    [column],
    cells.map((cell) => [cell]),
  );
  return Array.from(rows, ([cell = null]) => cell);
}

test('a code has its word, and what is no code stays as it is', () => {
  const cells = ['owner', 'toString', '__proto__', 'OWNER', '', null, 7];
  expect(shown(role, cells)).toEqual(['群主', 'toString', '__proto__', 'OWNER', '', null, 7]);
});

test('an hour after the clocks went forward is two hours later on the clock', () => {
  const [before, after] = [Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 2, 29, 1, 30)];
  expect(shown(at, [before, after])).toEqual([
    Date.UTC(2026, 2, 29, 1, 30),
    Date.UTC(2026, 2, 29, 3, 30),
  ]);
});

test('what is no time is left to the format', () => {
  const cells = [8.64e15, -8.64e15, 0.5, Number.POSITIVE_INFINITY, 'soon', null];
  expect(shown(at, cells)).toEqual(cells);
});

test('a table for scripts has the rows themselves', () => {
  const rows = [['owner']];
  expect(rowsForPeople([{ key: 'role', header: 'role', kind: 'text' }], rows)).toBe(rows);
});
