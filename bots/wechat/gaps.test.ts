/** Who is told that talk was lost while the line to the gateway was down. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { after, instantOf, minutes, parsePlatformId, seconds } from '#kit';
import { LastHeardFile } from '../../src/last-heard.ts';
import { Gaps } from './gaps.ts';

const start = instantOf(1_764_000_000_000);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-wechat-gaps-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const newGaps = () => new Gaps(new LastHeardFile({ folder, log }));
const group = (name: string) => parsePlatformId(name) ?? expect.unreachable();

test('a group that was talking is told, one that slept is not', () => {
  const gaps = newGaps();
  gaps.note(start, group('asleep'));
  const broke = after(start, minutes(30));
  gaps.note(after(broke, seconds(-5)), group('awake'));
  gaps.note(broke);
  const back = after(broke, minutes(2));
  expect(gaps.until(back)).toEqual({ groups: ['awake'], from: broke, to: back });
  expect(gaps.until(after(back, seconds(1)))).toBeUndefined();
});

test('a break of a moment, and the first connection, are told to nobody', () => {
  const gaps = newGaps();
  expect(gaps.until(start)).toBeUndefined();
  gaps.note(start, group('awake'));
  expect(gaps.until(after(start, seconds(29)))).toBeUndefined();
});

test('never more than five groups get the same text', () => {
  const gaps = newGaps();
  for (let n = 0; n < 50; n += 1) gaps.note(start, group(`g${n}`));
  const told = gaps.until(after(start, minutes(1)))?.groups;
  expect(told).toEqual(['g45', 'g46', 'g47', 'g48', 'g49']);
});

test('a group that was talking when the program ended is told after its restart, by the same account', () => {
  const before = newGaps();
  before.resume(group('wxid_bot'));
  before.note(start, group('awake'));
  before.note(after(start, seconds(20)));
  before.keep();
  const back = after(start, minutes(9));
  const other = newGaps();
  other.resume(group('wxid_other'));
  expect(other.until(back)).toBeUndefined();
  const again = newGaps();
  again.resume(group('wxid_bot'));
  expect(again.until(back)).toEqual({
    groups: ['awake'],
    from: after(start, seconds(20)),
    to: back,
  });
});

test('a program that was killed knows to the minute when it was there last', () => {
  const before = newGaps();
  before.resume(group('wxid_bot'));
  for (let n = 0; n < 100; n += 1) before.note(after(start, seconds(n)), group('awake'));
  const again = newGaps();
  again.resume(group('wxid_bot'));
  expect(again.until(after(start, minutes(5)))?.from).toBe(after(start, minutes(1)));
});
