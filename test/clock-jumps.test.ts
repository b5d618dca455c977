import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { days, instantOf, parseInstant } from '#kit';
import { schedule } from '../commands/schedule/index.ts';
import { realTimers } from '../src/host.ts';
import { openChat } from '../src/testing/open-chat.ts';
import { almanac, type Ring } from './almanac.ts';
import { jump } from './clock-jumps.ts';

const START = '2026-03-01T09:00:00+08:00';
const HOUR = 3_600_000;

test('a daily duty under a jumping clock comes once a day and never early', async () => {
  const { rings, logged } = await jump({ seed: 'jumps', jumps: 150 });
  const slots = rings.map(({ plannedFor }) => plannedFor);
  expect(logged).toEqual([]);
  expect(slots.length).toBeGreaterThan(30);
  expect(slots).toEqual([...new Set(slots)].sort((a, b) => a - b));
  expect(rings.filter(({ plannedFor, rangAt }) => rangAt < plannedFor)).toEqual([]);
});

test.for([25, 60, 400])('what is due in %i days rings at its moment, not before', async (count) => {
  const rings: Ring[] = [];
  const start = parseInstant(START) ?? instantOf(0);
  let now: () => number = () => start;
  await using chat = await openChat({ features: [almanac(() => now(), rings)], now: START });
  now = () => chat.now();
  await chat.member('小明').says(`/ring ${count}`);
  for (let day = 1; day < count; day += 1) await chat.advance({ days: 1 });
  await chat.advance({ hours: 23, minutes: 59, seconds: 59 });
  expect(rings).toEqual([]);
  await chat.advance({ seconds: 1 });
  const due = start + count * 24 * HOUR;
  expect(rings).toEqual([{ what: 'ring', plannedFor: due, rangAt: due }]);
});

test('what is due in 60 days survives that nobody runs the bot until then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-later-'));
  const rings: Ring[] = [];
  const features = [almanac(() => 0, rings)];
  const before = await openChat({ features, now: START, folder });
  await before.member('小明').says('/ring 60');
  await before.close();
  const early = await openChat({ features, now: '2026-04-30T08:59:59+08:00', folder });
  await early.close();
  expect(rings).toEqual([]);
  const late = await openChat({ features, now: '2026-05-01T00:00:00+08:00', folder });
  await late.close();
  rmSync(folder, { recursive: true });
  expect(rings).toHaveLength(1);
});

describe('a real timer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  // Node fires a timer of more than 2^31 - 1 ms at once; so does the clock of this test.
  test.for([24, 25, 60, 400])('of %i days rings after %i days', async (count) => {
    const ring = vi.fn();
    realTimers.after(days(count), ring);
    await vi.advanceTimersByTimeAsync(count * 24 * HOUR - 1);
    expect(ring).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  test('that is cancelled in its second piece does not ring', async () => {
    const ring = vi.fn();
    const timer = realTimers.after(days(60), ring);
    await vi.advanceTimersByTimeAsync(30 * 24 * HOUR);
    timer.cancel();
    await vi.advanceTimersByTimeAsync(60 * 24 * HOUR);
    expect(ring).not.toHaveBeenCalled();
  });
});

test('an announcement that waits for a pause does not leave hours early when the clock is put back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-put-back-'));
  const features = [schedule];
  const before = await openChat({ features, now: START, folder });
  const boss = before.member('群主');
  await boss.says('早');
  await boss.becomes('owner');
  await boss.says('定时 2026-03-01 20:00 晚上好');
  await boss.says('1');
  before.rest();
  await before.at('2026-03-01T19:59:30+08:00');
  for (const text of ['在聊', '在聊呢', '还在聊']) await before.member('小明').says(text);
  await before.at('2026-03-01T20:00:30+08:00');
  before.hearsNothing();
  await before.close();
  await using after = await openChat({ features, now: START, folder });
  await after.at('2026-03-01T19:59:59+08:00');
  after.hearsNothing();
  await after.at('2026-03-01T20:15:00+08:00');
  after.hears('晚上好');
  rmSync(folder, { recursive: true });
});
