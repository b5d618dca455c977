/** What is remembered of questions that wait for a member's answer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, parseMemberId } from '#kit';
import { type Database, startDatabase } from '../../store/start.ts';
import { foldWith } from '../hearing/fold.ts';
import { chosen, Dialogues } from './dialogue.ts';

const NOW = instantOf(1_772_328_000_000);
let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-dialogues-'));
  const file = join(folder, 'qunli.db');
  database = startDatabase({ file, features: [], now: NOW, pid: process.pid });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('a question that nobody answers holds up no talk once its time is over', () => {
  const member = parseMemberId(1);
  if (member === undefined) throw new Error('not a member');
  const question = { feature: 'invite', dialogue: 'who', choices: [], data: null };
  const dialogues = new Dialogues(database.writer);
  expect(dialogues.hasOpen(NOW)).toBe(false);
  dialogues.open({ ...question, group: 0, member, isIrreversible: false, now: NOW, seconds: 300 });
  // After a restart as well.
  for (const memory of [dialogues, new Dialogues(database.writer)]) {
    expect(memory.hasOpen(instantOf(NOW + 300_000))).toBe(true);
    expect(memory.hasOpen(instantOf(NOW + 300_001))).toBe(false);
    // It is still known, for whoever presses its choice too late.
    expect(memory.hasAny()).toBe(true);
  }
});

test.each([
  [['是', '好', '好的！', '确认', '確認', '嗯', 'OK', 'Yes.', 'ｙ', '发出', '1'], 'yes'],
  [['否', '不', '不用了', '算了', 'no', 'Nope', '改一改', '2'], 'no'],
  [['好吗？', '不错', '是不是', '3', ''], undefined],
] as const)('«%j» means %s', (typed, meant) => {
  const choices = [
    { key: 'yes', label: '发出' },
    { key: 'no', label: '改一改' },
  ];
  const read = (text: string) => chosen(text, { choices, isIrreversible: false }, foldWith([]));
  expect(typed.map(read)).toEqual(typed.map(() => meant));
  // What cannot be undone is said in full.
  const inFull = (text: string) => chosen(text, { choices, isIrreversible: true }, foldWith([]));
  const short = typed.filter((text) => choices.every(({ label }) => label !== text));
  expect(short.map(inFull)).toEqual(short.map(() => undefined));
});
