/** A daily duty under a clock that is set forwards and back, and a program that is restarted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, type Random, seededRandom } from '#kit';
import { readLine, sandboxBot } from '../bots/sandbox/index.ts';
import type { App } from '../src/app.ts';
import { almanac, type Ring } from './almanac.ts';
import { openTestApp } from './app.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T09:00:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JUMPS = [90_000, -90_000, HOUR, -HOUR, DAY, -DAY];
/** A restart after so many jumps. */
const RESTART = 50;

export interface Jumping {
  readonly seed: string;
  readonly jumps: number;
}

/** @returns every ring of the daily duty, and what the program complained of */
export async function jump({ seed, jumps }: Jumping) {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-jumps-'));
  const world = new TimeWorld(instantOf(START));
  const chance = seededRandom(seed, 'jumps');
  const rings: Ring[] = [];
  const logged: unknown[] = [];
  const bot = sandboxBot(async () => undefined);
  const open = () =>
    openTestApp({
      file: join(folder, 'qunli.db'),
      features: [almanac(() => world.now(), rings)],
      bots: [bot],
      clock: world,
      timers: world,
      logged,
    });
  try {
    let app = await open();
    await app.receive(bot, ask('/daily'));
    for (let count = 1; count <= jumps; count += 1) {
      await jumpOnce({ world, chance, app });
      if (count % RESTART !== 0) continue;
      await app.close();
      app = await open();
    }
    await app.close();
    return { rings, logged };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Jump {
  readonly world: TimeWorld;
  readonly chance: Random;
  readonly app: App;
}

async function jumpOnce({ world, chance, app }: Jump): Promise<void> {
  world.setClockBy(chance.pick(JUMPS));
  // Sometimes an event makes the bot look at the clock, sometimes only its own timer does.
  if (chance.int(0, 1) === 0) await app.tick();
  await world.pass(chance.int(1_000, DAY), () => app.settle());
}

function ask(text: string) {
  const said = { type: 'message', group: 'g1', from: 'u1', id: 'm1', text };
  const line = readLine(JSON.stringify({ at: new Date(START).toISOString(), ...said }));
  if (line.kind !== 'event') throw new Error('not an event');
  return line.event;
}
