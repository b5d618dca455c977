/** What shares a commit shares no fate, and by a set clock has the order of its times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { after, type Commanding, defineFeature, describe, minutes, phrases } from '#kit';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { openTestApp } from '../../test/app.ts';
import { openChat } from '../testing/open-chat.ts';
import { SetClock } from './set-clock.ts';

const words = phrases({
  name: 'trial',
  commands: {
    fail: { words: ['fail'], help: '' },
    echo: { words: ['echo'], help: '' },
    work: { words: ['work'], help: '' },
  },
  labels: {},
  texts: { echo: 'heard' },
});
const base = describe({
  name: 'trial',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});
const trial = defineFeature({
  ...base,
  commands: {
    fail: {
      async handle() {
        throw new Error('a bug of ours');
      },
    },
    echo: {
      async handle({ say, text }: Commanding<typeof base>) {
        await say(text('echo'));
      },
    },
  },
});

/** Nothing can be said that quotes the message `m1`. */
const UNSPEAKABLE = `
  create trigger unspeakable before insert on outbox when new.body like '%"m1"%'
  begin select raise(abort, 'another bug of ours'); end`;

test('a bug whose apology fails as well takes nobody else’s answer along', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.app.store.write(chat.now(), async (_, { connection }) => connection.exec(UNSPEAKABLE));
  const [ming, hong] = [chat.member('小明'), chat.member('小红', 'g2')];
  await Promise.all([ming.says('fail', { id: 'm1' }), hong.says('echo', { id: 'm2' })]);
  chat.hears('heard');
  expect(chat.errors).toHaveLength(2);
});

/** A minute after it was asked for, work outside the database begins. */
function working(order: string[]) {
  return defineFeature({
    ...base,
    commands: {
      work: {
        async handle({ later, now }: Commanding<typeof base>) {
          await later({ what: 'begin', at: after(now, minutes(1)), key: 'k', data: null });
        },
      },
    },
    due: {
      begin: { run: ({ later, now }) => later({ what: 'work', at: now, key: 'k', data: null }) },
    },
    jobs: {
      work: {
        run: ({ finish }) =>
          finish(async () => {
            order.push('worked');
          }),
      },
    },
    async talked() {
      order.push('talked');
    },
  });
}

test('what is said behind the time of a draw is counted behind it, however fast a file is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-order-'));
  const order: string[] = [];
  const logged: unknown[] = [];
  const bot = sandboxBot(async () => undefined);
  const clock = new SetClock();
  const file = join(folder, 'qunli.db');
  const app = await openTestApp({ file, features: [working(order)], bots: [bot], clock, logged });
  const said = [
    { at: '2026-03-01T09:00:00Z', group: 'g1', id: 'm1', text: '/work' },
    { at: '2026-03-01T09:01:07Z', group: 'g2', id: 'm2', text: '大家好' },
  ];
  const events = said.map((one) => {
    const line = readLine(JSON.stringify({ type: 'message', from: 'u1', ...one }));
    if (line.kind !== 'event') expect.unreachable('not an event');
    clock.moveTo(line.event.at);
    return app.receive(bot, line.event);
  });
  await app.settle();
  await Promise.all(events);
  await app.close();
  rmSync(folder, { recursive: true });
  expect([order, logged]).toEqual([['worked', 'talked'], []]);
});
