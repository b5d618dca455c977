/** The program as it is shipped, on a Telegram account: bundlers read packages differently. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../hurried-time.ts';
import { FakeTelegram, TOKEN } from './fake.ts';

const root = join(import.meta.dirname, '../../..');
const house = mkdtempSync(join(tmpdir(), 'qunli-built-telegram-'));

beforeAll(() => {
  for (const part of ['src', 'bots', 'commands', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(house, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), house]);
}, 60_000);

afterAll(() => rmSync(house, { recursive: true }));

test('the built program connects to Telegram, hears a check-in and answers it', async () => {
  await using fake = await FakeTelegram.start();
  const program = spawn(process.execPath, [join(house, 'dist/qunli.js'), 'start'], {
    cwd: house,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, QUNLI_TELEGRAM_TOKEN: TOKEN, QUNLI_TELEGRAM_API_ROOT: fake.root },
  });
  const complaints = buffer(program.stderr);
  const ended = once(program, 'exit');
  try {
    const chat = { id: -1_001_000, type: 'supergroup', title: '测试群' };
    const from = { id: 42, is_bot: false, first_name: '小明' };
    const date = Math.floor(Date.now() / 1_000);
    fake.push({ message: { message_id: 7, date, chat, from, text: '签到' } });
    await Promise.race([
      until('the bot answers', () => fake.heardIn(chat.id).length > 0, 30_000),
      ended.then(async () => Promise.reject(new Error(String(await complaints)))),
    ]);
    expect(fake.heardIn(chat.id)[0]).toMatch(/积分/);
  } finally {
    program.kill('SIGTERM');
    await ended;
  }
}, 60_000);
