/** A ledger of a million entries: check-ins stay quick, the event loop is never held up long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { features } from '../../commands/index.ts';
import type { App } from '../../src/app.ts';
import { realClock } from '../../src/host.ts';
import { openTestApp } from '../app.ts';
import { faults } from '../kill/evidence.ts';

const ENTRIES = 1_000_000;
const PER_COMMIT = 10_000;
const PER_SECOND = 500;
const SECONDS = 20;
const GROUPS = 5;
const NS_PER_MS = 1e6;

const folder = mkdtempSync(join(tmpdir(), 'qunli-million-'));
const file = join(folder, 'qunli.db');
const logged: unknown[] = [];
const sentAt = new Map<string, number>();
const waits: number[] = [];
const bot = sandboxBot(async ({ action }) => {
  const sent = action.do === 'say' ? sentAt.get(action.replyTo ?? '') : undefined;
  if (sent !== undefined) waits.push(performance.now() - sent);
});

describe('a ledger of a million entries', () => {
  let app: App;

  beforeAll(async () => {
    app = await open();
    await fill(app);
    await app.close();
    app = await open();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  test('answers 500 check-ins a second, and holds the event loop up for moments only', async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await checkInAtPace(app);
    delay.disable();
    const slow = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)];
    expect(waits).toHaveLength(PER_SECOND * SECONDS);
    expect(slow, 'p99 of answers, ms').toBeLessThanOrEqual(50);
    expect(delay.percentile(99) / NS_PER_MS, 'p99 of the loop, ms').toBeLessThanOrEqual(20);
    expect(delay.max / NS_PER_MS, 'longest block of the loop, ms').toBeLessThanOrEqual(200);
    expect(logged).toEqual([]);
  });

  test('is checked as a whole in 30 seconds', () => {
    const started = performance.now();
    expect(faults(file)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

function open(): Promise<App> {
  const settings = {
    'checkin.mergeAnswers': { afterMany: 0, withinSeconds: 10, collectSeconds: 5 },
  };
  return openTestApp({ file, features, bots: [bot], clock: realClock, logged, settings });
}

/** Posts a million entries for a thousand members of one community. */
async function fill(app: App): Promise<void> {
  for (let first = 0; first < ENTRIES; first += PER_COMMIT) {
    await app.store.write(realClock.now(), async (tx, { directory }) => {
      for (let n = first; n < first + PER_COMMIT; n += 1) {
        const { event } = checkIn(n % 5_000);
        const group = directory.group('sandbox', event.group, event.at);
        const { id } = directory.member('sandbox', event.from, group.community);
        await tx.ledger.post({ member: id, points: 1, reason: 'award', once: `fill:${n}` });
      }
    });
  }
}

async function checkInAtPace(app: App): Promise<void> {
  const started = performance.now();
  for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
    const wait = started + (n * 1_000) / PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
    const { event } = checkIn(n);
    sentAt.set(event.id, performance.now());
    void app.receive(bot, event).catch((error: unknown) => logged.push(error));
  }
  await app.settle();
}

/** The check-in of one of ten thousand members, each in one of five groups. */
function checkIn(n: number) {
  const group = `g${n % GROUPS}`;
  const at = new Date(realClock.now()).toISOString();
  const said = { type: 'message', group, from: `u${n}`, id: `m${n}`, text: '签到' };
  const line = readLine(JSON.stringify({ at, ...said }));
  if (line.kind !== 'event' || line.event.type !== 'message') throw new Error('not a message');
  const { event } = line;
  if (event.group === undefined) throw new Error('not in a group');
  return { event: { ...event, group: event.group } };
}
