/** Who is told that talk was lost while the line to the gateway was down. */
import { expect, test } from 'vitest';
import { after, instantOf, minutes, parsePlatformId, seconds } from '#kit';
import { Gaps } from './gaps.ts';

const start = instantOf(1_764_000_000_000);
const group = (name: string) => parsePlatformId(name) ?? expect.unreachable();

test('a group that was talking is told, one that slept is not', () => {
  const gaps = new Gaps();
  gaps.note(start, group('asleep'));
  const broke = after(start, minutes(30));
  gaps.note(after(broke, seconds(-5)), group('awake'));
  gaps.note(broke);
  const back = after(broke, minutes(2));
  expect(gaps.until(back)).toEqual({ groups: ['awake'], from: broke, to: back });
  expect(gaps.until(after(back, seconds(1)))).toBeUndefined();
});

test('a break of a moment, and the first connection, are told to nobody', () => {
  const gaps = new Gaps();
  expect(gaps.until(start)).toBeUndefined();
  gaps.note(start, group('awake'));
  expect(gaps.until(after(start, seconds(29)))).toBeUndefined();
});

test('never more than five groups get the same text', () => {
  const gaps = new Gaps();
  for (let n = 0; n < 50; n += 1) gaps.note(start, group(`g${n}`));
  const told = gaps.until(after(start, minutes(1)))?.groups;
  expect(told).toEqual(['g45', 'g46', 'g47', 'g48', 'g49']);
});
