/**
 * The same events give the same database and the same answers, whatever the speed of the machine:
 * handed in one at a time, all at once, or by fits and starts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { actionLine, sandboxBot } from '../bots/sandbox/index.ts';
import { features } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { runLines } from '../src/cli/sandbox.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import { openTestApp } from './app.ts';
import { dumpTables } from './kill/evidence.ts';
import { tellStory } from './kill/story.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-same-'));
const story = tellStory({ seed: 'same', events: 400 });

afterAll(() => rmSync(folder, { recursive: true }));

/** Plays the story; `pause` is how many events are handed in before everything is settled. */
async function play(pause: number, lines: readonly string[] = story) {
  const file = join(folder, `${lines.length}-${pause}.db`);
  const clock = new SetClock();
  const logged: unknown[] = [];
  const said: string[] = [];
  const bot = sandboxBot(async (delivery) => {
    said.push(actionLine(delivery));
  });
  const app = await openTestApp({ file, features, bots: [bot], clock, logged });
  try {
    await runLines(
      { app, bot, clock, complain: async (line) => void said.push(line) },
      paced(app, lines, pause),
    );
  } finally {
    await app.close();
  }
  return { said, tables: dumpTables(file) };
}

async function* paced(app: App, lines: readonly string[], pause: number): AsyncIterable<string> {
  for (const [index, line] of lines.entries()) {
    yield line;
    if (index % pause === pause - 1) await app.settle();
  }
}

const alone = await play(1);

test.for([2, 37, 256, 100_000])('handed in %i at a time, nothing is different', async (pause) => {
  const together = await play(pause);
  expect(together.said).toEqual(alone.said);
  for (const [table, rows] of together.tables) {
    expect(rows.split('\n'), table).toEqual(alone.tables.get(table)?.split('\n'));
  }
});

test('a history of pushes says that they were sent, however fast the days pass', async () => {
  const place = { group: 'g1', from: 'u1', name: '强' };
  const line = (at: string, what: object) =>
    JSON.stringify({ at: `2026-03-${at}+08:00`, ...place, ...what });
  const says = (at: string, text: string) => line(at, { type: 'message', id: at, text });
  const month = [
    line('01T09:00:00', { type: 'role', member: 'u1', role: 'owner' }),
    says('01T09:00:00', '定时 每天 10:00 早安'),
    says('01T09:00:10', '就这样'),
    line('03T12:00:00', { type: 'tick' }),
    says('04T10:00:00', '定时记录'),
  ];
  const slow = await play(1, month);
  const fast = await play(100, month);
  expect(fast.said).toEqual(slow.said);
  const history = fast.said.find((one) => one.includes('3月1日 周日 10:00 · ')) ?? '';
  expect(history.match(/准时送出/g)).toHaveLength(4);
});
