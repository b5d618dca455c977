/** What the scheduler does with work that fails, and with work that jobs have planned. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  after,
  type Commanding,
  defineFeature,
  describe,
  instantOf,
  type MemberId,
  minutes,
  phrases,
} from '#kit';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { almanac, type Ring } from '../../test/almanac.ts';
import { openTestApp } from '../../test/app.ts';
import { TimeWorld } from '../../test/time-world.ts';
import { openChat } from '../testing/open-chat.ts';

const words = phrases({
  name: '试验',
  commands: {
    clash: { words: ['clash'], help: '' },
    echo: { words: ['echo'], help: '' },
    work: { words: ['work'], help: '' },
  },
  labels: {},
  texts: { echo: '听到了' },
});
const base = describe({
  name: 'trial',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});

let rings = 0;
let poor: MemberId | undefined;

const trial = defineFeature({
  ...base,
  commands: {
    clash: {
      async handle({ later, now, member, tx }: Commanding<typeof base>) {
        poor = member.id;
        await tx.ledger.post({ member: member.id, points: 1, reason: 'a', once: 'same' });
        await later({ what: 'clash', at: after(now, minutes(1)), key: 'k', data: null });
      },
    },
    echo: {
      async handle({ say, text }: Commanding<typeof base>) {
        await say(text('echo'));
      },
    },
    work: {
      async handle({ later, now }: Commanding<typeof base>) {
        await later({ what: 'work', at: now, key: 'k', data: null });
      },
    },
  },
  jobs: {
    work: {
      run: ({ finish }) =>
        finish(({ later, now }) =>
          later({ what: 'ring', at: after(now, minutes(5)), key: 'k', data: null }),
        ),
    },
  },
  due: {
    clash: {
      async run({ tx }) {
        if (poor === undefined) return;
        await tx.ledger.post({ member: poor, points: 2, reason: 'b', once: 'same' });
      },
    },
    ring: {
      async run() {
        rings += 1;
      },
    },
  },
});

test('due work that the ledger refuses is given up loudly and holds up nobody', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  await ming.says('clash');
  await chat.advance({ minutes: 2 });
  expect(chat.errors).toHaveLength(1);
  await ming.says('echo');
  chat.hears('听到了');
  expect(await chat.pointsOf(ming)).toBe(1);
});

test('what a background job plans happens at its time, although nobody speaks until then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-scheduler-'));
  const world = new TimeWorld(instantOf(Date.parse('2026-03-01T09:00:00Z')));
  const bot = sandboxBot(async () => undefined);
  const file = join(folder, 'qunli.db');
  const logged: unknown[] = [];
  const timing = { clock: world, timers: world };
  const app = await openTestApp({ file, features: [trial], bots: [bot], logged, ...timing });
  const said = { at: '2026-03-01T09:00:00Z', group: 'g1', from: 'u1', id: 'm1', text: '/work' };
  const line = readLine(JSON.stringify({ type: 'message', ...said }));
  if (line.kind !== 'event') expect.unreachable('not an event');
  await app.receive(bot, line.event);
  await app.settle();
  await world.pass(minutes(6), () => app.settle());
  await app.close();
  rmSync(folder, { recursive: true });
  expect([rings, logged]).toEqual([1, []]);
});

test('a clock that is set forward by a day is noticed within ten minutes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-scheduler-'));
  const world = new TimeWorld(instantOf(Date.parse('2026-03-01T09:00:00Z')));
  const found: Ring[] = [];
  const bot = sandboxBot(async () => undefined);
  const app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [almanac(() => world.now(), found)],
    bots: [bot],
    logged: [],
    clock: world,
    timers: world,
  });
  const said = { at: '2026-03-01T09:00:00Z', group: 'g1', from: 'u1', id: 'm1', text: '/ring 1' };
  const line = readLine(JSON.stringify({ type: 'message', ...said }));
  if (line.kind !== 'event') expect.unreachable('not an event');
  await app.receive(bot, line.event);
  world.setClockBy(24 * minutes(60));
  await world.pass(minutes(10), () => app.settle());
  await app.close();
  rmSync(folder, { recursive: true });
  expect(found).toHaveLength(1);
});
