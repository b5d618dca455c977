/** Every export there is: the core's own and those that features offer. */
import type { ExportSource, Feature } from '#kit';
import { activityExport } from './activity.ts';
import { ledgerExport } from './ledger.ts';
import { membersExport } from './members.ts';

/** Exports that are there whatever features are built in. */
export const CORE_EXPORTS = ['members', 'activity', 'ledger'] as const;

/** @throws Error when two exports have one name */
export function exportsOf(features: readonly Feature[]): ReadonlyMap<string, ExportSource> {
  const figures = features.flatMap(({ memberFigures }) => memberFigures ?? []);
  const added = features.flatMap(({ exports }) => Object.entries(exports ?? {}));
  const all: readonly (readonly [string, ExportSource])[] = [
    ['members', membersExport(figures)],
    ['activity', activityExport],
    ...added,
    ['ledger', ledgerExport(features)],
  ];
  const byName = new Map(all);
  if (byName.size < all.length) throw new Error('two exports have the same name');
  return byName;
}
