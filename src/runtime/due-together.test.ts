/** Many things that are due at the same moment: each happens once, and in order of time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  after,
  arg,
  type Commanding,
  defineFeature,
  describe,
  type MemberId,
  milliseconds,
  minutes,
  phrases,
} from '#kit';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { openTestApp } from '../../test/app.ts';
import { realClock } from '../host.ts';
import { openChat } from '../testing/open-chat.ts';

const command = (word: string) => ({ words: [word] as const, help: '' });
const words = phrases({
  name: '响铃',
  commands: { many: command('many'), chain: command('chain'), apart: command('apart') },
  labels: {},
  texts: {},
});
const base = describe({
  name: 'rings',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});

const MANY = 300;
const BROKEN = 150;
const number = z.number();

/** @param rung takes what has happened; what is undone with its transaction stays in it */
function rings(rung: number[]) {
  let ringer: MemberId | undefined;
  return defineFeature({
    ...base,
    commands: {
      many: {
        async handle({ later, now, member }: Commanding<typeof base>) {
          ringer = member.id;
          const at = after(now, minutes(1));
          for (let n = 0; n < MANY; n += 1) await later({ what: 'ring', at, key: `${n}`, data: n });
        },
      },
      chain: {
        async handle({ later, now }: Commanding<typeof base>) {
          const inMinutes = (count: number) => after(now, minutes(count));
          await later({ what: 'first', at: inMinutes(1), key: '1', data: 1 });
          await later({ what: 'ring', at: inMinutes(3), key: '3', data: 3 });
        },
      },
      apart: {
        args: { ms: arg.whole({ from: 1, to: 10_000 }) },
        async handle({ later, heardAt, args }: Commanding<typeof base> & { args: { ms: number } }) {
          for (let ms = args.ms; ms <= 3_400; ms += args.ms) {
            const at = after(heardAt, milliseconds(ms));
            await later({ what: 'ring', at, key: `${ms}`, data: ms });
          }
        },
      },
    },
    due: {
      ring: {
        async run({ data, tx }) {
          const n = number.parse(data);
          if (n === BROKEN) throw new Error('a bug');
          rung.push(n);
          if (ringer === undefined) return;
          await tx.ledger.post({ member: ringer, points: 1, reason: 'rung', once: `${n}` });
        },
      },
      first: {
        async run({ later, now }) {
          rung.push(1);
          // Before what was due after it, although that was due by then, too.
          await later({ what: 'ring', at: after(now, minutes(1)), key: '2', data: 2 });
        },
      },
    },
  });
}

test('of three hundred things that are due at once one is broken: the others happen once, in order', async () => {
  const rung: number[] = [];
  await using chat = await openChat({ features: [rings(rung)] });
  const ming = chat.member('小明');
  await ming.says('many');
  await chat.advance({ minutes: 2 });
  expect(chat.errors).toHaveLength(1);
  // What shared its savepoint with the broken one was undone and has happened anew.
  const others = Array.from({ length: MANY }, (_, n) => n).filter((n) => n !== BROKEN);
  expect([...new Set(rung)]).toEqual(others);
  expect(await chat.pointsOf(ming)).toBe(others.length);
  const before = rung.length;
  await chat.advance({ minutes: 10 });
  expect(rung).toHaveLength(before);
});

test('what something plans comes before what is due after it', async () => {
  const rung: number[] = [];
  await using chat = await openChat({ features: [rings(rung)] });
  await chat.member('小明').says('chain');
  await chat.advance({ minutes: 5 });
  expect(rung).toEqual([1, 2, 3]);
});

test('whatever falls due while the program stands still for 2.5 s happens once, afterwards', async () => {
  const rung: number[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'qunli-standstill-'));
  const bot = sandboxBot(async () => undefined);
  const app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: [rings(rung)],
    bots: [bot],
    clock: realClock,
    logged: [],
  });
  const at = new Date(realClock.now()).toISOString();
  const said = { at, group: 'g1', from: 'u1', id: 'm1', text: '/apart 200' };
  const line = readLine(JSON.stringify({ type: 'message', ...said }));
  if (line.kind !== 'event') expect.unreachable('not an event');
  await app.receive(bot, line.event);
  await new Promise((go) => setTimeout(go, 500));
  const until = performance.now() + 2_500;
  while (performance.now() < until);
  await expect.poll(() => rung.length, { timeout: 5_000 }).toBe(17);
  await new Promise((go) => setTimeout(go, 300));
  await app.close();
  rmSync(folder, { recursive: true });
  expect(rung).toEqual(Array.from({ length: 17 }, (_, n) => (n + 1) * 200));
});
