/** Records of draws from before reasons were a closed list keep what they say. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { schema } from '../commands/lottery/schema.ts';

const BEFORE = [
  ['passed', '已注销', 'forgotten', 'member', null],
  ['passed', '同一個人已經中獎', 'same', 'member', null],
  ['passed', 'has left the group', 'left', 'member', null],
  ['passed', '在抽奖黑名单里', 'disqualified', 'manager', '在抽奖黑名单里'],
  ['passed', null, 'left', 'member', null],
  ['forfeited', '7 天内没有领奖', 'unclaimed', 'member', null],
  ['redrawn', '重复参加', 'takenBack', 'manager', '重复参加'],
] as const;

test('a record of before says whose doing it was, and keeps the words of people', () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = off');
  db.exec('create table members (id integer primary key) strict');
  const [first, ...later] = schema;
  db.exec(first?.sql ?? '');
  const add = db.prepare(
    `insert into lottery_records values (1, ?, ?, 'c', ?, 5, null, 'n', ?, 'r')`,
  );
  for (const [index, [kind, words]] of BEFORE.entries()) {
    add.run(index + 1, kind, kind === 'passed' ? 0 : 1, words);
  }
  for (const { sql } of later) db.exec(sql);
  const rows = db.prepare('select kind, why, by_whom, words, reason from lottery_records').raw();
  expect(rows.all()).toEqual(
    BEFORE.map(([kind, , why, by, words]) => [kind, why, by, words, words && 'r']),
  );
  db.close();
});
