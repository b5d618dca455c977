/** What was said in the last second before the program is asked to stop. Time is pretended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf } from '#kit';
import { readLine, sandboxBot } from '../bots/sandbox/index.ts';
import { openTestApp } from './app.ts';
import { TimeWorld } from './time-world.ts';

test('talk that still waits for its commit is counted although the program stops', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-talk-'));
  const world = new TimeWorld(instantOf(Date.parse('2026-03-01T09:00:00Z')));
  const bot = sandboxBot(async () => undefined);
  const file = join(folder, 'qunli.db');
  const options = { file, features: [], bots: [bot], logged: [], clock: world, timers: world };
  const app = await openTestApp(options);
  const said = { at: '2026-03-01T09:00:00Z', group: 'g1', from: 'u1', id: 'm1', text: 'hi all' };
  const line = readLine(JSON.stringify({ type: 'message', ...said }));
  if (line.kind !== 'event') expect.unreachable('not an event');
  const acknowledged = app.receive(bot, line.event);
  await app.close();
  await acknowledged;
  const again = await openTestApp(options);
  const outcome = await again.store.write(world.now(), async (_, { connection }) => [
    ...connection.iterate({ sql: 'select messages from memberships', parameters: [] }),
  ]);
  await again.close();
  rmSync(folder, { recursive: true });
  expect(outcome).toEqual([[1]]);
});
