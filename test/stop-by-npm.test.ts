/** A signal to npm, which is what a supervisor sees of the bot, stops the bot and not only npm. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { whoUses } from '../src/store/lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-npm-'));
/** From source, while other tests run beside it, a start may take seconds. */
const PATIENCE = { timeout: 60_000 };

afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a line as npm does: by `sh -c`, with the name of what it runs in the environment. */
function asNpmDoes(line: string, event: string): ChildProcess {
  return spawn('sh', ['-c', line], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, npm_lifecycle_event: event },
    stdio: 'pipe',
  });
}

async function running(shell: ChildProcess): Promise<void> {
  await once(shell.stderr ?? shell, 'data');
}

test('SIGTERM to `npm start` stops the bot, which ends with 0', PATIENCE, async () => {
  const file = join(folder, 'start.db');
  const shell = asNpmDoes(`${manifest.scripts.start} --db '${file}'`, 'start');
  await running(shell);
  expect(whoUses(file)).toContain('another qunli');
  shell.kill('SIGTERM');
  // npm knows of the shell only: what it waits for has to be the bot itself.
  expect(await once(shell, 'exit')).toEqual([0, null]);
  expect(whoUses(file)).toBeUndefined();
});

test(
  'SIGTERM to `npx qunli start` leaves no orphan that holds the database',
  PATIENCE,
  async () => {
    const file = join(folder, 'npx.db');
    // Something stands behind it, so that no shell can put the bot in its own place.
    const shell = asNpmDoes(`node src/qunli.mjs start --db '${file}'; true`, 'npx');
    await running(shell);
    expect(whoUses(file)).toContain('another qunli');
    shell.kill('SIGTERM');
    await once(shell, 'close');
    expect(whoUses(file)).toBeUndefined();
  },
);
