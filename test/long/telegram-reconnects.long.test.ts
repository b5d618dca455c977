/** A thousand connections one after the other leave nothing behind: no listener, no memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../platforms/hurried-time.ts';
import { openBot } from '../platforms/telegram/lone-bot.ts';

setFlagsFromString('--expose-gc');
const collect = z.function().parse(runInNewContext('gc'));

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('1,000 reconnects: each message once, heap growth below 20 MB', async () => {
  await using lone = await openBot();
  const chat = { id: -1, type: 'supergroup' };
  let before = 0;
  for (let number = 1; number <= 1_000; number += 1) {
    if (number === 100) before = heap();
    await lone.connection?.close();
    await lone.open();
    const from = { id: 1, is_bot: false, first_name: '小明' };
    lone.fake.push({ message: { message_id: number, date: 1, chat, from, text: '早' } });
    await until('it is heard', () => lone.events.some(({ key }) => key === keyOf(number)));
  }
  const said = lone.events.filter(({ type }) => type === 'message').map(({ key }) => key);
  // A connection that ends confirms nothing, so the last one's message may come once more.
  expect(new Set(said).size).toBe(1_000);
  expect(lone.losses).toEqual([]);
  expect(lone.fake.mostAsking).toBe(1);
  expect(heap() - before).toBeLessThan(20_000_000);
});

function keyOf(number: number): string {
  return `1.${number.toString(36)}`;
}
