/**
 * A platform at its worst: every event comes one to five times, out of order within reach, over
 * several restarts; and different groups number their messages alike.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random, seededRandom } from '#kit';
import { readLine, sandboxBot } from '../bots/sandbox/index.ts';
import { features } from '../commands/index.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import { openForReading } from '../src/store/open.ts';
import { openTestApp } from './app.ts';
import { faults } from './kill/evidence.ts';

export interface Ordeal {
  readonly seed: string;
  /** Different messages; each is delivered one to five times. */
  readonly messages: number;
  readonly restarts: number;
}

export interface Ended {
  /** Warnings and errors of the program, and what is wrong with the file or the books. */
  readonly complaints: readonly unknown[];
  readonly deliveries: number;
  /** As stored: messages of all members, and check-ins in the ledger. */
  readonly stored: Effects;
  /** As they should be, counted from the messages alone. */
  readonly wanted: Effects;
}

export interface Effects {
  readonly messages: number;
  readonly checkIns: number;
}

interface Said {
  readonly line: string;
  readonly group: string;
  readonly account: string;
  readonly day: string;
  readonly isCheckIn: boolean;
}

const GROUPS = 4;
const ACCOUNTS = 50;
const MOST_DELIVERIES = 5;
/** A delivery may be late by so many others; half of one batch of the pipeline. */
const REACH = 100;
const BEGINNING = Date.parse('2026-03-01T12:00:00Z');
/** 16:00 UTC is midnight in Shanghai; an hour's reach of both keeps clear of the 24 hour limit. */
const STEP_MS = 20_000;

export async function endure({ seed, messages, restarts }: Ordeal): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-redelivery-'));
  const file = join(folder, 'qunli.db');
  const chance = seededRandom(seed, 'redelivery');
  const said = Array.from({ length: messages }, (_, index) => sayingOf(index, chance));
  const deliveries = shuffled(said, chance);
  const logged: unknown[] = [];
  const perStart = Math.ceil(deliveries.length / (restarts + 1));
  try {
    for (let from = 0; from < deliveries.length; from += perStart) {
      await deliver(deliveries.slice(from, from + perStart), { file, logged });
    }
    const complaints = [...logged, ...faults(file)];
    const wanted = effectsOf(said);
    return { complaints, deliveries: deliveries.length, stored: storedEffects(file), wanted };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Message ids repeat from group to group: each group counts its own messages. */
function sayingOf(index: number, chance: Random): Said {
  const group = `g${index % GROUPS}`;
  const account = `u${chance.int(1, ACCOUNTS)}`;
  const at = BEGINNING + index * STEP_MS;
  const isCheckIn = chance.int(1, 3) === 1;
  const line = JSON.stringify({
    at: new Date(at).toISOString(),
    type: 'message',
    group,
    from: account,
    id: String(Math.floor(index / GROUPS)),
    text: isCheckIn ? '签到' : '早',
  });
  return { line, group, account, day: shanghaiDay(at), isCheckIn };
}

function shanghaiDay(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Each line one to five times; a copy lies at most `REACH` messages after its original. */
function shuffled(said: readonly Said[], chance: Random): readonly string[] {
  const copies = said.flatMap(({ line }, index) =>
    Array.from({ length: chance.int(1, MOST_DELIVERIES) }, () => ({
      line,
      place: index + chance.int(0, REACH),
    })),
  );
  return copies.sort((a, b) => a.place - b.place).map(({ line }) => line);
}

async function deliver(
  lines: readonly string[],
  { file, logged }: { file: string; logged: unknown[] },
): Promise<void> {
  const clock = new SetClock();
  const bot = sandboxBot(async () => undefined);
  const app = await openTestApp({ file, features, bots: [bot], clock, logged });
  for (const text of lines) {
    const line = readLine(text);
    if (line.kind !== 'event') throw new Error(`not an event: ${text}`);
    clock.moveTo(line.event.at);
    void app.receive(bot, line.event).catch((error: unknown) => logged.push(error));
  }
  await app.settle();
  await app.close();
}

function effectsOf(said: readonly Said[]): Effects {
  const checkIns = said
    .filter(({ isCheckIn }) => isCheckIn)
    .map(({ group, account, day }) => `${group} ${account} ${day}`);
  return { messages: said.length, checkIns: new Set(checkIns).size };
}

function storedEffects(file: string): Effects {
  const connection = openForReading(file);
  const count = (sql: string) => Number([...connection.iterate({ sql, parameters: [] })][0]?.[0]);
  try {
    return {
      messages: count('select sum(messages) from memberships'),
      checkIns: count(`select count(*) from ledger_entries where reason = 'checkin'`),
    };
  } finally {
    connection.close();
  }
}
