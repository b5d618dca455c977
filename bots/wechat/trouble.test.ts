/** What an error of a gateway means: whether something may be sent again, and who must act. */
import { expect, test } from 'vitest';
import { Late } from './at-most.ts';
import { outcomeOf, troubleOf } from './trouble.ts';

const grpc = (code: number, details: string) =>
  Object.assign(new Error(`${code}: ${details}`), { code, details });

test.for<[string, unknown, string]>([
  [
    'there was no connection',
    grpc(14, 'No connection established. Last error: ECONNREFUSED'),
    'notAccepted',
  ],
  ['the name is not known', grpc(14, 'Name resolution failed for target dns:x'), 'notAccepted'],
  ['the line had been hung up before', new Error('no grpc manager'), 'notAccepted'],
  ['the token is not known', grpc(16, 'Invalid Wechaty TOKEN "insecure_secret"'), 'notAccepted'],
  ['the line broke under way', grpc(14, 'Connection dropped'), 'unknown'],
  ['the answer was reset', grpc(14, 'read ECONNRESET'), 'unknown'],
  ['the gateway took too long', grpc(4, 'Deadline exceeded'), 'unknown'],
  ['nobody answered', new Late('no answer within 30 s'), 'unknown'],
  ['the call was cancelled', grpc(1, 'Cancelled on client'), 'unknown'],
  ['WeChat failed in the middle', grpc(13, 'the window did not answer'), 'unknown'],
  ['the gateway gives no code', grpc(2, 'Error: x'), 'unknown'],
  ['something else is broken', new Error('EPIPE'), 'unknown'],
  ['the gateway cannot do it', grpc(12, 'unimplemented'), 'refused'],
  ['the gateway says so in words', grpc(13, 'roomDel is not supported'), 'refused'],
  ['the group is not known', grpc(5, 'no such room'), 'refused'],
  ['the file is too large', grpc(8, 'Sent message larger than max (1 vs. 0)'), 'refused'],
])('a message, when %s', ([, error, kind]) => {
  expect(outcomeOf(error).kind).toBe(kind);
});

test('a wrong token asks for somebody, an outage passes, a second bot is told apart', () => {
  expect(troubleOf(grpc(16, 'Invalid Wechaty TOKEN "x"')).kind).toBe('credentials');
  expect(troubleOf(grpc(14, 'Connection dropped')).kind).toBe('outage');
  expect(troubleOf(grpc(6, 'event() can not call twice')).kind).toBe('rival');
  expect(troubleOf(undefined)).toEqual({
    kind: 'outage',
    why: 'the gateway has ended the connection',
  });
});

test('no word of a gateway carries a token or more than a line', () => {
  const details = 'bad "insecure_0b2c4f5e-7d1a" at x\nstack\nstack';
  for (const code of [2, 5, 13, 14, 16]) {
    const told = JSON.stringify([troubleOf(grpc(code, details)), outcomeOf(grpc(code, details))]);
    expect(told).not.toContain('0b2c4f5e');
    expect(told).not.toContain('stack');
  }
  // Not because nothing at all is passed on.
  expect(troubleOf(grpc(13, details)).details).toBe('bad … at x');
});
