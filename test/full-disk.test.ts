/**
 * A disk that becomes full while the bot runs, and has room again later: nobody is told a lie, the
 * program stays up, and what was put off is done without anybody's help. Time is pretended.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Delivery, instantOf } from '#kit';
import { readLine, sandboxBot } from '../bots/sandbox/index.ts';
import { checkin } from '../commands/checkin/index.ts';
import type { App } from '../src/app.ts';
import type { Connection } from '../src/store/sqlite.ts';
import { heardFrom } from '../src/testing/heard.ts';
import { almanac, type Ring } from './almanac.ts';
import { openTestApp } from './app.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T11:55:00+08:00');
const MINUTE = 60_000;

let folder: string;
let world: TimeWorld;
let rings: Ring[];
let said: Delivery[];
let app: App;
let writer: Connection;
let logged: unknown[];
/** What the platform does with the next things that are sent to it. */
let whileSending: () => Promise<void>;

const bot = sandboxBot(async (delivery) => {
  said.push(delivery);
  await whileSending();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-full-'));
  world = new TimeWorld(instantOf(START));
  rings = [];
  said = [];
  logged = [];
  whileSending = async () => undefined;
  await open();
  await hear({ type: 'role', member: 'boss', role: 'owner' });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

async function open(): Promise<void> {
  app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [checkin, almanac(() => world.now(), rings)],
    bots: [bot],
    clock: world,
    timers: world,
    logged,
  });
  await app.store.write(world.now(), async (_, { connection }) => {
    writer = connection;
  });
}

let ids = 0;

async function hear(fields: object): Promise<void> {
  ids += 1;
  const at = new Date(world.now()).toISOString();
  const line = readLine(JSON.stringify({ at, group: 'g1', id: `m${ids}`, ...fields }));
  if (line.kind !== 'event') throw new Error('not an event');
  await app.receive(bot, line.event);
}

const says = (from: string, text: string) => hear({ type: 'message', from, text });

/** A disk that takes nothing any more, and one that takes it again, as SQLite pretends them. */
const refuse = async () => void writer.pragma('query_only = 1');
const allow = async () => void writer.pragma('query_only = 0');

const pass = (ms: number) => world.pass(ms, () => app.settle().catch(() => undefined));

const texts = () => said.map((delivery) => heardFrom(delivery).text);

test('on a full disk what cannot be stored is not acknowledged; asker and owner are told', async () => {
  writer.pragma('max_page_count = 1');
  for (let count = 0; ; count += 1) {
    expect(count, 'check-ins on a full disk').toBeLessThan(1_000);
    const isStored = await says(`u${count}`, '签到').then(
      () => true,
      (fault: unknown) => expect(fault).toMatchObject({ code: 'disk-full', retry: 'later' }),
    );
    if (isStored !== true) break;
  }
  await app.settle();
  expect(said.slice(-2)).toMatchObject([
    { action: { to: { group: 'g1' }, pieces: ['暂时记不下来，请稍后再试。'] } },
    { action: { to: { private: 'boss' } } },
  ]);
});

test('what falls due meanwhile is done once the disk takes it, with nobody saying a word', async () => {
  await says('u1', '/daily');
  await refuse();
  await pass(10 * MINUTE);
  expect(rings).toEqual([]);
  await allow();
  await pass(MINUTE);
  expect(rings).toMatchObject([{ what: 'noon', plannedFor: START + 5 * MINUTE }]);
});

test('what was said before is held, and leaves by itself once the disk takes it, once', async () => {
  whileSending = refuse;
  await says('u1', '签到');
  await app.settle().catch(() => undefined);
  whileSending = async () => undefined;
  await pass(10 * MINUTE);
  expect(texts().filter((text) => text.includes('签到成功'))).toHaveLength(1);
  await allow();
  await pass(MINUTE);
  expect(sendStates()).toEqual(['sent']);
});

test('a bot that is stopped on such a disk lets go of its files and timers', async () => {
  await says('u1', '/daily');
  await refuse();
  await says('u1', '签到').catch(() => undefined);
  await app.close().catch(() => undefined);
  expect(world.waiting).toBe(0);
  await open();
});

function sendStates(): readonly unknown[] {
  const query = { sql: 'select state from outbox order by id', parameters: [] };
  return [...writer.iterate(query)].map(([state]) => state);
}
