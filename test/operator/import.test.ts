/** `qunli import` as an operator uses it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { exportCommand } from '../../src/cli/export-command.ts';
import { importCommand } from '../../src/cli/import-command.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { dumpTables } from '../kill/evidence.ts';
import { readTable } from './read-table.ts';
import { configOf } from './world.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);

interface Told {
  readonly hour: string;
  readonly [field: string]: unknown;
}

/** Writes events as a file; `at` is an hour of 1 March 2026 in Shanghai. */
function history(name: string, events: readonly Told[]): string {
  const lines = events.map(({ hour, ...event }) =>
    JSON.stringify({ at: `2026-03-01T${hour}:00+08:00`, group: 'g1', ...event }),
  );
  writeFileSync(path(name), `${lines.join('\n')}\n`);
  return path(name);
}

const message = (hour: string, from: string, more: object = {}) => ({
  hour,
  type: 'message',
  from,
  id: `${from}-${hour}`,
  text: '签到',
  ...more,
});

async function rows(db: string, what: string, ...keys: readonly string[]) {
  const output = path('rows.json');
  await exportCommand(what, { output }, configOf(path(db)));
  return readTable(output).map((row) => keys.map((key) => row[key]));
}

const importing = (file: string, db: string, group?: string) =>
  importCommand(
    file,
    { as: 'sandbox', ...(group === undefined ? {} : { group }) },
    configOf(path(db)),
  );

test('history counts messages and people; no command runs, nobody earns anything', async () => {
  const file = history('h.jsonl', [
    message('09:00', 'u1', { name: '小明' }),
    { hour: '09:10', type: 'join', member: 'u2', name: '小红', inviter: 'u1' },
    message('09:20', 'u2'),
    { hour: '09:30', type: 'rename', member: 'u1', name: '明' },
    { hour: '09:40', type: 'leave', member: 'u2' },
    { hour: '09:50', type: 'role', member: 'u1', role: 'owner' },
    { hour: '09:55', type: 'recall', id: 'u1-09:00' },
  ]);
  expect(await importing(file, 'a.db')).toBe(
    `${file}: 5 events recorded, 0 known before, 2 left out (private talk, presses, recalls, roles), 0 unreadable`,
  );
  expect(await rows('a.db', 'members', 'name', 'messages', 'invitedBy', 'segment', 'role')).toEqual(
    [
      ['明', 1, null, 'new', 'member'],
      ['小红', 1, 1, 'lost', 'member'],
    ],
  );
  expect(await rows('a.db', 'ledger', 'seq')).toEqual([]);
  expect(await rows('a.db', 'activity', 'day', 'name', 'messages', 'firstAt')).toEqual([
    ['2026-03-01', '明', 1, '2026-03-01T01:00:00.000Z'],
    ['2026-03-01', '小红', 1, '2026-03-01T01:20:00.000Z'],
  ]);
});

test('importing twice changes nothing', async () => {
  const file = history('h.jsonl', [message('09:00', 'u1'), message('09:01', 'u1')]);
  await importing(file, 'a.db');
  const before = dumpTables(path('a.db'));
  expect(await importing(file, 'a.db')).toMatch(/: 0 events recorded, 2 known before,/);
  expect(dumpTables(path('a.db'))).toEqual(before);
});

test('what the bot has seen live is not counted again, and the other way round', async () => {
  const chat = await openChat({ features, folder, now: '2026-03-01T09:00:00+08:00' });
  await chat.member('u1').says('签到', { id: 'u1-09:00' });
  await chat.app.close();
  const db = 'qunli.db';
  const file = history('h.jsonl', [message('09:00', 'u1'), message('10:00', 'u1')]);
  expect(await importing(file, db)).toMatch(/: 1 event recorded, 1 known before,/);
  const again = await openChat({ features, folder, now: '2026-03-01T10:00:00+08:00' });
  await again.member('u1').says('签到', { id: 'u1-10:00' });
  again.hearsNothing();
  await again.app.close();
  expect(await rows(db, 'members', 'messages')).toEqual([[2]]);
});

test('history leaves the same figures as if the bot had been there', async () => {
  const chat = await openChat({ features, folder, now: '2026-03-01T09:00:00+08:00' });
  const told: Told[] = [];
  for (const [from, text] of [
    ['u1', '签到'],
    ['u2', '早'],
    ['u1', '早'],
    ['u2', '签到'],
  ] as const) {
    await chat.member(from).says(text, { id: `${from}-${told.length}` });
    const hour = `${String(9 + 2 * told.length).padStart(2, '0')}:00`;
    told.push({ hour, type: 'message', from, id: `${from}-${told.length}`, text });
    await chat.advance({ hours: 2 });
  }
  await chat.app.close();
  await importing(history('h.jsonl', told), 'past.db');
  const [live, past] = [dumpTables(path('qunli.db')), dumpTables(path('past.db'))];
  for (const table of ['activity_days', 'activity_hours', 'memberships', 'members', 'inbox']) {
    expect(past.get(table), table).toBe(live.get(table));
    expect(past.get(table), table).not.toBe('');
  }
  expect(past.get('ledger_entries')).toBe('');
});

test('history in one file or in pieces in another order gives the same figures', async () => {
  const events = [
    message('09:00', 'u1', { name: '旧名' }),
    { hour: '09:30', type: 'join', member: 'u2', name: '小红' },
    { hour: '10:00', type: 'leave', member: 'u2' },
    { hour: '11:00', type: 'join', member: 'u2' },
    message('12:00', 'u1', { name: '新名' }),
    message('13:00', 'u2', { name: '小红' }),
    { hour: '14:00', type: 'leave', member: 'u1' },
  ];
  await importing(history('all.jsonl', events), 'all.db');
  for (const index of [5, 4, 6, 3, 0, 2, 1]) {
    const piece = events.slice(index, index + 1);
    await importing(history(`${index}.jsonl`, piece), 'pieces.db');
  }
  const told = (db: string) =>
    rows(db, 'members', 'name', 'messages', 'joinedAt', 'leftAt', 'firstSeenAt', 'lastSeenAt');
  const byName = (all: unknown[][]) => all.toSorted((a, b) => String(a).localeCompare(String(b)));
  expect(byName(await told('pieces.db'))).toEqual(byName(await told('all.db')));
});

test('everything can be put into another group', async () => {
  const file = history('h.jsonl', [
    message('09:00', 'u1'),
    message('09:01', 'u2', { group: 'g7' }),
  ]);
  await importing(file, 'a.db', 'g5');
  expect(await rows('a.db', 'activity', 'group', 'accountId')).toEqual([
    ['g5', 'u1'],
    ['g5', 'u2'],
  ]);
});

test('a file of something else, a missing file and an unknown kind are named', async () => {
  writeFileSync(path('x.csv'), 'name,messages\nu1,3\n');
  await expect(importing(path('x.csv'), 'a.db')).rejects.toMatchObject({
    exitCode: 1,
    message: `${path('x.csv')}: no line can be read as a sandbox event`,
  });
  await expect(importing(path('no.jsonl'), 'a.db')).rejects.toMatchObject({ exitCode: 1 });
  const config = configOf(path('a.db'));
  await expect(importCommand(path('x.csv'), { as: 'telegram' }, config)).rejects.toMatchObject({
    exitCode: 2,
    message: '--as telegram: there is only sandbox',
  });
});
