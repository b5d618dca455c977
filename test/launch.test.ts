/**
 * The program starts from source and from dist/, and finds its workers in both. A tiny house of
 * the same shape stands in for the real one, so that the launcher is tested and nothing else.
 */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from '../src/start-worker.ts';

const root = join(import.meta.dirname, '..');
const launcher = readdirSync(join(root, 'src')).filter((file) => file.endsWith('.mjs'));
const house = mkdtempSync(join(tmpdir(), 'qunli-launch-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'qunli-built-'));

beforeAll(() => {
  cpSync(join(root, 'test/fixtures/tiny-house'), house, { recursive: true });
  for (const file of [...launcher, 'start-worker.ts']) {
    cpSync(join(root, 'src', file), join(house, 'src', file));
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), house]);
  cpSync(join(house, 'dist'), elsewhere, { recursive: true });
  for (const folder of [house, elsewhere]) {
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  }
});

afterAll(() => {
  for (const folder of [house, elsewhere]) rmSync(folder, { recursive: true });
});

/** Runs a file while standing in another folder; what it printed and how it ended. */
async function run(file: string, ...argv: readonly string[]) {
  const child = execFile(process.execPath, [file, ...argv], { cwd: tmpdir() });
  const printed: string[] = [];
  child.stdout?.on('data', (text: string) => printed.push(text));
  child.stderr?.on('data', (text: string) => printed.push(text));
  const [code]: readonly unknown[] = await once(child, 'close');
  return { code, printed: printed.join('') };
}

test('a clone starts from any folder, reads TypeScript in its worker too, hands over the exit code', async () => {
  const ended = await run(join(house, 'src/qunli.mjs'), '14');
  expect(ended).toEqual({ code: 3, printed: '{"tripled":42}\n' });
});

test('the built program finds its worker, with neither sources nor packages beside it', async () => {
  const ended = await run(join(elsewhere, 'qunli.js'), '14');
  expect(ended).toEqual({ code: 3, printed: '{"tripled":42}\n' });
});

test('a part that is imported lazily is built into a file of its own', () => {
  expect(readdirSync(elsewhere).some((file) => file.startsWith('later-'))).toBe(true);
});

test('a test can start a worker, though its own modules do not come from Node', async () => {
  const worker = startWorker('../test/fixtures/tiny-house/src/export/worker', { workerData: 14 });
  expect(await once(worker, 'message')).toEqual([{ tripled: 42 }]);
});
