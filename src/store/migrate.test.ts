/** A database's history against the program's steps: what is refused, and what is taken anew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, type SchemaStep } from '#kit';
import { openForReading } from './open.ts';
import { startDatabase } from './start.ts';

const FIRST: SchemaStep = { name: 'diary', sql: 'create table diary (page integer) strict' };
const SECOND: SchemaStep = { name: 'ink', sql: 'alter table diary add column ink text' };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-migrate-'));
  file = join(folder, 'qunli.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(...steps: readonly SchemaStep[]): void {
  const features = [{ owner: 'diary', steps }];
  startDatabase({ file, features, now: instantOf(0), pid: process.pid }).close();
}

function history(): readonly unknown[] {
  const reader = openForReading(file);
  const sql = `select step, name from migrations where owner = 'diary' order by step`;
  const rows = [...reader.iterate({ sql, parameters: [] })];
  reader.close();
  return rows;
}

test('a merged step that was edited afterwards is refused, by its name', () => {
  start(FIRST, SECOND);
  const edited = { ...FIRST, sql: 'create table diary (page integer, ink text) strict' };
  expect(() => start(edited, SECOND)).toThrow(
    'step 1 «diary» of diary is not the one that made this database',
  );
});

test('steps that changed places are refused', () => {
  start(FIRST, SECOND);
  expect(() => start(SECOND, FIRST)).toThrow(/is not the one that made this database/);
});

test('only the steps that are missing are taken, in order, and each is written down', () => {
  start(FIRST);
  expect(history()).toEqual([[1, 'diary']]);
  start(FIRST, SECOND);
  start(FIRST, SECOND);
  expect(history()).toEqual([
    [1, 'diary'],
    [2, 'ink'],
  ]);
});

test('a database of a newer program is refused with what to do', () => {
  start(FIRST, SECOND);
  expect(() => start(FIRST)).toThrow(
    'the database was made by a newer Qunli (diary, step 2 «ink»); ' +
      'install that version, or restore a backup from before the update',
  );
});

test('a step that fails takes those before it back with it', () => {
  start(FIRST);
  const broken = { name: 'broken', sql: 'alter table nowhere add column ink text' };
  expect(() => start(FIRST, SECOND, broken)).toThrow(/nowhere/);
  expect(history()).toEqual([[1, 'diary']]);
  start(FIRST, SECOND);
});

test('a feature that was taken out leaves its tables, and a start does not mind', () => {
  start(FIRST);
  startDatabase({ file, features: [], now: instantOf(0), pid: process.pid }).close();
  start(FIRST, SECOND);
});
