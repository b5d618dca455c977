/** What somebody reads whose line of events cannot be taken: plain words, and the field. */
import { expect, test } from 'vitest';
import { readLine } from './index.ts';

const AT = '2026-03-01T09:00:00+08:00';
const MESSAGE = { at: AT, type: 'message', group: 'g1', from: 'u1', id: 'm1', text: '早' };

test.for<[unknown, string]>([
  [[1], 'this is not a JSON object'],
  [null, 'this is not a JSON object'],
  [5, 'this is not a JSON object'],
  ['签到', 'this is not a JSON object'],
  [{ at: AT }, 'type: is missing'],
  [{ at: AT, type: 'sing' }, 'type: there is no such type of event'],
  [{ ...MESSAGE, text: undefined }, 'text: is missing'],
  [{ ...MESSAGE, text: 5 }, 'text: must be a text in quotes'],
  [{ ...MESSAGE, mentions: 'u2' }, 'mentions: must be a list'],
  [{ ...MESSAGE, mentions: ['u2', 5] }, 'mentions.1: must be a text in quotes'],
  [{ ...MESSAGE, from: '' }, 'from: must have 1 to 256 characters'],
  [{ ...MESSAGE, name: 'x'.repeat(1_025) }, 'name: is longer than 1024 characters'],
  [
    { at: AT, type: 'role', group: 'g1', member: 'u1', role: 'boss' },
    'role: must be one of owner, admin, member',
  ],
  [
    { ...MESSAGE, at: 'today' },
    'at: must be ISO 8601 with a zone, such as 2026-03-01T09:00:00+08:00',
  ],
])('a line %j is answered in plain words', ([line, why]) => {
  expect(readLine(JSON.stringify(line))).toEqual({ kind: 'unreadable', why });
});

test('a line that is not JSON is said to be none', () => {
  expect(readLine('{"at":')).toEqual({ kind: 'unreadable', why: 'this is not JSON' });
});
