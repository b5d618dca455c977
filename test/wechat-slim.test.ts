/**
 * An installation without the packages for WeChat: it serves everybody else as before, and says
 * what is missing when it is asked for WeChat. Whoever has no WeChat account never pays for them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'qunli-slim-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ACCOUNT = {
  QUNLI_WECHAT_ENDPOINT: '127.0.0.1:18788',
  QUNLI_WECHAT_TOKEN: 'insecure_planted-secret-of-a-test',
};

/** Runs the program without the packages, until it ends or has said `until`. */
async function slim(
  command: string,
  { variables = {}, until }: { variables?: Readonly<Record<string, string>>; until?: string },
) {
  const args = ['--import', join(root, 'test/fixtures/wechat/slim.mjs')];
  const env = { PATH: process.env.PATH, QUNLI_LOG_LEVEL: 'debug', QUNLI_BACKUP_HOURS: '0' };
  const file = join(folder, `${command}.db`);
  const child = spawn(
    process.execPath,
    [...args, join(root, 'src/qunli.mjs'), command, '--db', file],
    {
      cwd: folder,
      env: { ...env, ...variables },
    },
  );
  let printed = '';
  const note = (text: Buffer): void => {
    printed += text.toString();
    if (until !== undefined && printed.includes(until)) child.kill('SIGTERM');
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const [code]: readonly unknown[] = await once(child, 'close');
  return { code, printed };
}

test('a bot without a WeChat account starts and stops, and never asks for the packages', async () => {
  const { code, printed } = await slim('start', { until: 'running' });
  expect(code).toBe(0);
  expect(printed).not.toContain('asked for');
});

test('a bot with a WeChat account says what is missing and how to get it, without a stack', async () => {
  const { code, printed } = await slim('start', { variables: ACCOUNT });
  expect(code).toBe(1);
  expect(printed).toContain('wechaty-puppet-service is missing');
  expect(printed).toContain('npm ci');
  expect(printed).not.toMatch(/\n\s+at |planted-secret/);
});

test('the doctor of such a bot goes on to its end', async () => {
  const { code, printed } = await slim('doctor', { variables: ACCOUNT });
  expect(code).toBe(1);
  expect(printed).toContain('wechaty-puppet-service is missing');
  expect(printed).not.toContain('planted-secret');
});
