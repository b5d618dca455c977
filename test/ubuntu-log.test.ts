/**
 * A real log of a lively group, 73,524 events, through the whole app: nothing fails, everybody's
 * messages are counted as a second, simpler count has them, and a second delivery changes nothing.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { features } from '../commands/index.ts';
import { runLines } from '../src/cli/sandbox.ts';
import { fileRoom } from '../src/files.ts';
import { SetClock } from '../src/runtime/set-clock.ts';
import { openForReading } from '../src/store/open.ts';
import { openTestApp } from './app.ts';
import { dumpTables, faults } from './kill/evidence.ts';

const log = join(import.meta.dirname, '../../shared/data/ubuntu-irc.jsonl.gz');
const isThere = existsSync(log);
const title = isThere
  ? 'the log of #ubuntu'
  : 'the log of #ubuntu (left out: ../shared/data/ubuntu-irc.jsonl.gz is not here)';

/** Both runs together; on a busy machine with two cores they have taken 25 s. */
const PATIENCE = 180_000;

describe.runIf(isThere)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-ubuntu-'));
  const file = join(folder, 'qunli.db');
  const logged: unknown[] = [];
  let lines: readonly string[] = [];

  beforeAll(() => {
    lines = gunzipSync(readFileSync(log)).toString().trimEnd().split('\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** One run of `qunli sandbox --quiet` over the whole log, in this process. */
  async function deliverAll() {
    const clock = new SetClock();
    const bot = sandboxBot(async () => undefined);
    // Somebody in this log says «my data», and gets it.
    const files = fileRoom(join(folder, 'exports'), async () => expect.unreachable());
    const app = await openTestApp({ file, features, bots: [bot], clock, files, logged });
    try {
      const complain = async (line: string) => void logged.push(line);
      return await runLines({ app, bot, clock, complain }, inTurn(lines));
    } finally {
      await app.close();
    }
  }

  test(
    'goes through without an error, and everybody has as many messages as they wrote',
    async () => {
      const stats = await deliverAll();
      expect(logged).toEqual([]);
      expect(stats).toMatchObject({ events: lines.length, errors: 0 });
      expect(storedCounts(file)).toEqual(countsOf(lines));
      expect(faults(file)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'delivered a second time, it changes nothing',
    async () => {
      const before = dumpTables(file);
      await deliverAll();
      expect(logged).toEqual([]);
      for (const [table, rows] of dumpTables(file)) {
        expect(rows === before.get(table), `table ${table} is as it was`).toBe(true);
      }
    },
    PATIENCE,
  );
});

const message = z.object({ type: z.literal('message'), from: z.string() });

/** Messages by author, counted from the text of the log alone. */
function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const { success, data } = message.safeParse(JSON.parse(line));
    if (success) counts.set(data.from, (counts.get(data.from) ?? 0) + 1);
  }
  return counts;
}

function storedCounts(file: string): ReadonlyMap<string, number> {
  const connection = openForReading(file);
  const sql = `
    select platform_id, sum(messages) from memberships
    join claims using (member_id) join accounts on accounts.id = account_id
    group by platform_id having sum(messages) > 0`;
  try {
    const rows = [...connection.iterate({ sql, parameters: [] })];
    return new Map(rows.map(([account, count]) => [String(account), Number(count)]));
  } finally {
    connection.close();
  }
}

async function* inTurn(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}
