/**
 * Reads a list of points (批量加分) as people write it: an exported table of members with a column
 * «加分» added, or bare «编号,积分» lines. Pure; what cannot be read is told line by line.
 */
import { type MemberId, type Points, parseMemberId, parsePoints, readTable } from '#kit';

/** A longer list would hold up the group; it can be sent in parts. */
export const MOST_ROWS = 1_000;

export interface ListRow {
  /** As people count: the first is 1. */
  readonly line: number;
  readonly member: MemberId;
  readonly points: Points;
}

export interface ListProblem {
  readonly line: number;
  readonly kind: 'notMember' | 'notPoints' | 'twice';
  readonly typed: string;
}

export type List =
  | {
      readonly kind: 'list';
      readonly rows: readonly ListRow[];
      readonly problems: readonly ListProblem[];
    }
  /** There is a header, but no column of members' numbers, or none of what to add. */
  | { readonly kind: 'noColumn' }
  | { readonly kind: 'tooLong' };

/** Headers of the exports of members, in their three languages and as scripts read them. */
const MEMBER_COLUMN = new Set(['memberid', 'member no.', '成员编号', '成員編號', '编号', '編號']);
/** Never «积分»: in an exported table that is what members have already. */
const AWARD_COLUMN = new Set(['加分', '加點', '加点', 'award']);

/** Reads a table with a header, or two columns without one. */
export function readList(text: string): List {
  const records = readTable(text.replace(/^\uFEFF/, ''));
  const [first = []] = records;
  const hasHeader = first.length > 0 && !/^\d+$/.test(first[0] ?? '');
  const columns = hasHeader ? columnsOf(first) : { member: 0, award: 1 };
  if (!columns) return { kind: 'noColumn' };
  const lines = records.map((record, index) => ({
    line: index + 1,
    member: record[columns.member] ?? '',
    award: record[columns.award] ?? '',
  }));
  const filled = lines.slice(hasHeader ? 1 : 0).filter(({ award }) => award !== '');
  return filled.length > MOST_ROWS ? { kind: 'tooLong' } : sorted(filled);
}

function columnsOf(header: readonly string[]) {
  const plain = header.map((title) => title.trim().toLowerCase());
  const member = plain.findIndex((title) => MEMBER_COLUMN.has(title));
  const award = plain.findIndex((title) => AWARD_COLUMN.has(title));
  return member < 0 || award < 0 ? undefined : { member, award };
}

interface Filled {
  readonly line: number;
  readonly member: string;
  readonly award: string;
}

function sorted(filled: readonly Filled[]): List {
  const rows: ListRow[] = [];
  const problems: ListProblem[] = [];
  const seen = new Set<MemberId>();
  for (const { line, member: typed, award } of filled) {
    const member = /^[1-9]\d*$/.test(typed) ? parseMemberId(Number(typed)) : undefined;
    const points = parsePoints(award);
    if (member === undefined) problems.push({ line, kind: 'notMember', typed });
    else if (points === undefined) problems.push({ line, kind: 'notPoints', typed: award });
    else if (seen.has(member)) problems.push({ line, kind: 'twice', typed });
    else rows.push({ line, member, points });
    if (member !== undefined) seen.add(member);
  }
  return { kind: 'list', rows, problems };
}
