/**
 * Rows as people read them: words for the values of closed lists, and times as the clock of one
 * zone shows them. Scripts are given codes and UTC; their rows do not come through here.
 */
import { instantOf, offsetAt } from '#kit';
import type { Cell, Column } from './table.ts';

/** What becomes of a cell. */
type Change = (cell: Cell) => Cell;

/** The latest instant of a year with four digits; what is later is no time of ours. */
const LAST_INSTANT = Date.parse('9999-12-30T23:59:59.999Z');

/** The rows themselves where no column has words or a zone. */
export function rowsForPeople(
  columns: readonly Column[],
  rows: Iterable<readonly Cell[]>,
): Iterable<readonly Cell[]> {
  const changes = columns.map(changeOf);
  return changes.some((change) => change !== undefined) ? changed(changes, rows) : rows;
}

function* changed(
  changes: readonly (Change | undefined)[],
  rows: Iterable<readonly Cell[]>,
): Iterable<readonly Cell[]> {
  for (const row of rows) yield row.map((cell, index) => changes[index]?.(cell) ?? cell);
}

function changeOf({ words, zone }: Column): Change | undefined {
  if (words !== undefined) {
    const known = new Map(Object.entries(words));
    return (cell) => (typeof cell === 'string' ? (known.get(cell) ?? cell) : cell);
  }
  if (zone === undefined) return undefined;
  return (cell) =>
    typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) <= LAST_INSTANT
      ? cell + offsetAt(zone, instantOf(cell))
      : cell;
}
