/**
 * One member writes 50 messages a second for a minute in all, in real time, while others use the
 * bot: how much longer they wait for answers, and what it costs in memory. `N=10`: ten seconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { features } from '../../commands/index.ts';
import type { App } from '../../src/app.ts';
import { realClock } from '../../src/host.ts';
import { openTestApp } from '../app.ts';
import { sizeOfRun } from './size-of-run.ts';

const FLOOD_PER_SECOND = 50;
const OTHERS_PER_SECOND = 20;
/** Calm and flood take turns, so that whatever else the machine does weighs on both. */
const SLICE_SECONDS = 5;
const MEGABYTE = 1_000_000;
/** Below this nobody feels a difference, and a busy machine makes one of its own. */
const LEAST_FELT_MS = 2;

const sentAt = new Map<string, number>();
const bot = sandboxBot(async ({ action }) => {
  const id = action.do === 'say' ? action.replyTo : undefined;
  const sent = id === undefined ? undefined : sentAt.get(id);
  if (sent !== undefined) waits.push(performance.now() - sent);
  else answersToFlooder += 1;
});
let waits: number[] = [];
let answersToFlooder = 0;
let ids = 0;

function say(app: App, from: string, text: string): void {
  ids += 1;
  const at = new Date(realClock.now()).toISOString();
  const said = { at, type: 'message', group: 'g1', from, id: `m${ids}`, text };
  const line = readLine(JSON.stringify(said));
  if (line.kind !== 'event') throw new Error('not an event');
  if (from !== 'flooder') sentAt.set(`m${ids}`, performance.now());
  void app.receive(bot, line.event);
}

/** Some seconds of talk. @returns how long the others waited, ms */
async function live(app: App, flood: number): Promise<readonly number[]> {
  waits = [];
  const seconds = SLICE_SECONDS;
  const perSecond = OTHERS_PER_SECOND + flood;
  const started = performance.now();
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const left = started + (n * 1_000) / perSecond - performance.now();
    if (left > 0) await wait(left);
    const isOther = n % perSecond < OTHERS_PER_SECOND;
    say(app, isOther ? `u${n}` : 'flooder', isOther ? '我的积分' : '签到');
  }
  await app.settle();
  expect(waits).toHaveLength(seconds * OTHERS_PER_SECOND);
  return waits;
}

function p95(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0;
}

test('a member who floods for a minute slows nobody else down, and costs no memory', async () => {
  const { n: seconds } = sizeOfRun(60);
  const folder = mkdtempSync(join(tmpdir(), 'qunli-flood-'));
  const file = join(folder, 'qunli.db');
  const app = await openTestApp({ file, features, bots: [bot], clock: realClock, logged: [] });
  try {
    await live(app, 0);
    const before = process.memoryUsage().rss;
    const quiet: number[] = [];
    const noisy: number[] = [];
    for (let done = 0; done < seconds; done += SLICE_SECONDS) {
      quiet.push(...(await live(app, 0)));
      noisy.push(...(await live(app, FLOOD_PER_SECOND)));
    }
    const grown = (process.memoryUsage().rss - before) / MEGABYTE;
    const [calm, flooded] = [p95(quiet), p95(noisy)];
    const figures = { seconds, calm, flooded, grown, answersToFlooder };
    process.stdout.write(`flood: ${JSON.stringify(figures)}\n`);
    expect(answersToFlooder).toBeLessThanOrEqual(5);
    expect(flooded).toBeLessThanOrEqual(Math.max(calm * 1.2, calm + LEAST_FELT_MS));
    expect(grown).toBeLessThanOrEqual(50);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true });
  }
});
