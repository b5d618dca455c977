import { expect, test } from 'vitest';
import { after, hours, type Instant, instantOf } from '#kit';
import { backupName, backupsAmong, superfluous, timeOfBackup } from './keeping.ts';

const FILE = 'data/qunli.db';
const BEGINNING: Instant = instantOf(Date.UTC(2026, 2, 1, 0, 30, 5));

/** Names of backups made every so many hours, oldest first. */
function every(step: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    backupName(FILE, after(BEGINNING, hours(index * step))),
  );
}

/** Makes backups one after the other and removes what may be removed each time, as the bot does. */
function keptOf(names: readonly string[]): readonly string[] {
  let kept: readonly string[] = [];
  for (const name of names) {
    const removed = superfluous(FILE, [...kept, name]);
    kept = [...kept, name].filter((other) => !removed.includes(other));
  }
  return kept;
}

test('a backup is called by its time in UTC, and the name tells the time', () => {
  expect(backupName(FILE, BEGINNING)).toBe('qunli-20260301T003005Z.db');
  expect(timeOfBackup(FILE, 'qunli-20260301T003005Z.db')).toBe(BEGINNING);
});

test('a file that only looks like a backup is none, and is never removed', () => {
  const others = [
    'qunli.db',
    'qunli-20260301T003005Z.db.unfinished',
    'qunli-20261301T003005Z.db',
    'x',
  ];
  expect(backupsAmong(FILE, others)).toEqual([]);
  expect(superfluous(FILE, others)).toEqual([]);
});

test('of hourly backups the last 24 stay, and the last one of each of seven days', () => {
  const kept = keptOf(every(1, 24 * 30));
  const hourly = every(1, 24 * 30).slice(-24);
  expect(kept.slice(-24)).toEqual(hourly);
  const older = kept.slice(0, -24).map((name) => name.slice(6, 17));
  expect(older).toEqual([
    '20260324T23',
    '20260325T23',
    '20260326T23',
    '20260327T23',
    '20260328T23',
    '20260329T23',
  ]);
});

test('of rare backups none is removed before there are 24', () => {
  expect(keptOf(every(168, 24))).toEqual(every(168, 24));
  expect(keptOf(every(168, 30))).toHaveLength(24);
});

test('databases that share a folder do not take each other’s backups for their own', () => {
  const names = ['qunli', 'english', 'qunli-english'].map((name) =>
    backupName(`data/${name}.db`, BEGINNING),
  );
  expect(names[1]).toBe('english-20260301T003005Z.db');
  expect(backupsAmong(FILE, names)).toEqual(['qunli-20260301T003005Z.db']);
  expect(backupsAmong('data/qunli-english.db', names)).toEqual([
    'qunli-english-20260301T003005Z.db',
  ]);
  expect(backupsAmong('data/qunli.sqlite', names)).toEqual([]);
});
