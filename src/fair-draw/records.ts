/**
 * The records of a receipt: what happened to entrants after the list was frozen. Each has a reason
 * of a closed list, and whoever reads a receipt is told of all of them.
 */
import { canonicalJson, DRAW_REASONS, type DrawReceipt, type DrawRecord, type Ranked } from '#kit';
import { sha256 } from './hash.ts';

/** An entrant who stands in the ranking and could not win. */
export interface Passed {
  /** In the ranking, counted from 1. */
  readonly place: number;
  readonly record: DrawRecord;
}

/** @returns who was passed, the first of the ranking in front */
export function passedPlaces(
  { records }: DrawReceipt,
  ranking: readonly Ranked[],
): readonly Passed[] {
  const passed = new Map(
    records.flatMap((record) => (record.kind === 'passed' ? [[record.entrant, record]] : [])),
  );
  return ranking.flatMap(({ entrant }, index) => {
    const record = passed.get(entrant);
    return record ? [{ place: index + 1, record }] : [];
  });
}

/**
 * What is wrong with the records; undefined when nothing is.
 * @param numberOut when the public number came out, in milliseconds since 1970; undefined without
 */
export function recordsWrong(
  { list, records }: DrawReceipt,
  numberOut: number | undefined,
): string | undefined {
  const entrants = new Set(list.entrants.map(([code]) => code));
  const ended = new Set<string>();
  const kept = new Set<string>();
  for (const [index, record] of records.entries()) {
    const { number, entrant, kind } = record;
    if (number !== index + 1) return `record ${number} is not number ${index + 1}`;
    if (!entrants.has(entrant)) return `record ${number} is about nobody of the list`;
    const why = reasonWrong(record) ?? disqualifiedLate(record, numberOut);
    if (why !== undefined) return `record ${number} ${why}`;
    // Who kept the place may still leave the prize lying; nothing else happens twice.
    const isTwice = ended.has(entrant) || (kind === 'kept' && kept.has(entrant));
    if (isTwice) return 'two records are about the same entrant';
    (kind === 'kept' ? kept : ended).add(entrant);
  }
  return undefined;
}

function reasonWrong({ why, kind, by, refill, reason, words }: DrawRecord): string | undefined {
  const due = DRAW_REASONS[why];
  if (kind !== due.kind || by !== due.by || refill !== due.refill) return 'contradicts its reason';
  if ((reason !== null) !== due.isWorded) return 'gives its reason in the wrong way';
  if (words === null) return undefined;
  return sha256(canonicalJson(words)) === reason ? undefined : 'gives another reason than it did';
}

/** Whoever is taken out while the winner could be known may be the winner. */
function disqualifiedLate({ why, at }: DrawRecord, out: number | undefined): string | undefined {
  if (why !== 'disqualified') return undefined;
  if (out === undefined) return 'disqualifies where the winner could be known before';
  return at < out ? undefined : 'disqualifies after the public number was out';
}
