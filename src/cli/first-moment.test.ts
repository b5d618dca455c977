/** When a set clock begins, as the owner sees it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { readConfig } from '../config.ts';
import { Connection } from '../store/sqlite.ts';
import { storyIn } from './first-moment.ts';
import type { SourceLine } from './line-splitter.ts';
import { sandboxCommand } from './sandbox-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-moment-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(events: readonly object[]): Promise<string> {
  const outcome = readConfig({
    variables: { QUNLI_DB: join(folder, 'q.db'), QUNLI_LOG_LEVEL: 'silent' },
    envFile: join(folder, 'none'),
  });
  if (outcome.kind === 'wrong') throw new Error(outcome.problems.join());
  const file = join(folder, 'events.jsonl');
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join('\n'));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const options = { seed: '0', set: [], isQuiet: false, wantsStats: false };
  await sandboxCommand({ config: outcome.config, file, ...options });
  const said = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  return said;
}

test('an alarm before the first event of a replay is dated by that event, not 1970', async () => {
  const boss = { group: 'g1', from: 'boss', name: '老板' };
  await run([
    { at: '2026-03-01T09:00:00+08:00', type: 'message', ...boss, id: 'a1', text: '签到' },
    { at: '2026-03-01T09:00:01+08:00', type: 'role', group: 'g1', member: 'boss', role: 'owner' },
  ]);
  const intruder = new Connection(join(folder, 'q.db'), 'write');
  intruder.exec('update balances set balance = balance + 1');
  intruder.close();
  const said = await run([
    { at: '2026-03-02T09:00:00+08:00', type: 'message', ...boss, id: 'a2', text: '早' },
  ]);
  expect(said).toMatch(
    /^\{"at":"2026-03-02T01:00:00\.000Z","do":"say","private":"boss","text":"积分/,
  );
});

test('looking ahead passes over no line, be it readable or not', async () => {
  const tick = '{"at":"2026-03-01T09:00:00+08:00","type":"tick"}';
  async function* source(lines: readonly SourceLine[]) {
    yield* lines;
  }
  for (const lines of [[], ['', 'x', { bytes: 9 }, tick, 'y', ''], ['x', 'y']]) {
    const story = await storyIn(source(lines));
    const heard: SourceLine[] = [];
    for await (const line of story.lines) heard.push(line);
    expect(heard).toEqual(lines);
    expect(story.begins).toBe(
      lines.includes(tick) ? Date.parse('2026-03-01T01:00:00Z') : undefined,
    );
  }
});
