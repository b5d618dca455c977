/** Exports (导出): what a table for people and scripts consists of. */
import { type AliasableExpression, type RawBuilder, sql } from 'kysely';
import type { Day } from './day.ts';
import type { CommunityId, MemberId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Language } from './phrases.ts';
import type { Compiled } from './sql.ts';

export type ColumnKind = 'text' | 'integer' | 'instant' | 'day';

/** What people read for the values of a closed list; a value without a word is shown as it is. */
export type ValueWords = Partial<Readonly<Record<Language, Readonly<Record<string, string>>>>>;

export interface ExportColumn {
  /** Key in JSON and header of CSV and XLSX unless a language is asked for. */
  readonly key: string;
  readonly kind: ColumnKind;
  readonly headers: Readonly<Record<Language, string>>;
  /** For people: JSON, and tables whose headers are the keys, have the values themselves. */
  readonly words?: ValueWords;
}

/** A column as features write it: key, kind, and the headers in zh-CN, zh-TW and en. */
export type WrittenColumn = readonly [
  key: string,
  kind: ColumnKind,
  simplified: string,
  traditional: string,
  english: string,
  words?: ValueWords,
];

/** @example columnsOf([['day', 'day', '日期', '日期', 'Day']]) */
export function columnsOf(written: readonly WrittenColumn[]): readonly ExportColumn[] {
  return written.map(([key, kind, simplified, traditional, english, words]) => ({
    key,
    kind,
    headers: { 'zh-CN': simplified, 'zh-TW': traditional, en: english },
    ...(words && { words }),
  }));
}

/** Which rows are wanted. */
export interface ExportScope {
  /** All communities when absent. */
  readonly community?: CommunityId | undefined;
  /** First and last day that count, both included, each in its community's own days. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** The moment as of which figures such as streaks are told: the latest one in the database. */
  readonly asOf: Instant;
  /** The day on which `asOf` falls in each community. */
  readonly today: ReadonlyMap<CommunityId, Day>;
}

export interface ExportSource extends ExportView {
  /** For people, where scripts' columns are of no use to them; absent: the same. */
  readonly forPeople?: ExportView;
}

/** Columns with the rows that fill them. */
export interface ExportView {
  readonly columns: readonly ExportColumn[];
  /**
   * Rows in a fixed order, as plain values in the order of the columns.
   * @example rows: (scope) => compileNow(db.selectFrom('checkin_days').select([...]))
   */
  rows(scope: ExportScope): Compiled;
}

/**
 * Figures of members that a feature keeps, as columns of the export of members. Keys of the
 * published contract stand at their place there, others at the end.
 */
export interface MemberFigures {
  readonly columns: readonly ExportColumn[];
  /**
   * One row per member who has any figure: `member_id`, and each column's value under its key.
   * Members without a row get 0 in columns of whole numbers and nothing in the others.
   */
  select(scope: ExportScope): AliasableExpression<{ readonly member_id: MemberId }>;
}

/**
 * The days of {@link ExportScope.today} as a table to join with.
 * @example db.selectFrom('checkin_days').innerJoin(todays(scope).as('todays'),
 *   'todays.community_id', 'checkin_days.community_id')
 */
export function todays({ today }: Pick<ExportScope, 'today'>): RawBuilder<{
  readonly community_id: CommunityId;
  readonly today: Day;
}> {
  const pairs = JSON.stringify([...today]);
  return sql`(
    select value ->> 0 as community_id, value ->> 1 as today from json_each(${pairs})
  )`;
}
