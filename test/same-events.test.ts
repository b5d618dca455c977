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
async function play(pause: number) {
  const file = join(folder, `${pause}.db`);
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
      paced(app, pause),
    );
  } finally {
    await app.close();
  }
  return { said, tables: dumpTables(file) };
}

async function* paced(app: App, pause: number): AsyncIterable<string> {
  for (const [index, line] of story.entries()) {
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
