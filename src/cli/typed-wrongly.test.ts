/** What somebody saw who typed an operator's command for the first time. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { program } from './program.ts';
import { sandboxCommand } from './sandbox-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-typed-'));
const path = (name: string) => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

function configOf(file: string): Config {
  const outcome = readConfig({ variables: { QUNLI_DB: file }, envFile: path('none') });
  if (outcome.kind === 'wrong') throw new Error(outcome.problems.join());
  return outcome.config;
}

function running(file: string) {
  const config = configOf(path('new.db'));
  return sandboxCommand({ config, file, seed: '0', set: [], isQuiet: true, wantsStats: false });
}

test('«sandbox nofile» says that there is no such file, and makes no database', async () => {
  await expect(running(path('nofile'))).rejects.toMatchObject({
    exitCode: 1,
    message: `${path('nofile')}: there is no such file`,
  });
  expect(existsSync(path('new.db'))).toBe(false);
});

test('a folder in the place of a file is called a folder', async () => {
  const wrong = { exitCode: 1, message: `${folder}: this is a folder, not a file` };
  await expect(running(folder)).rejects.toMatchObject(wrong);
  const importing = importCommand(folder, { as: 'sandbox' }, configOf(path('new.db')));
  await expect(importing).rejects.toMatchObject(wrong);
  expect(existsSync(path('new.db'))).toBe(false);
});

test('«sandbox --set KEY=VALUE FILE» reads the file, and --set may come again', async () => {
  const event = { type: 'message', group: 'g1', from: 'u1', id: 'm1', text: '签到' };
  writeFileSync(path('a.jsonl'), JSON.stringify({ at: '2026-03-01T09:00:00+08:00', ...event }));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const settings = ['--set', 'checkin.points=9', '--set', 'community.language=en'];
  const argv = ['sandbox', ...settings, path('a.jsonl'), '--db', path('set.db')];
  await program().parseAsync(argv, { from: 'user' });
  const said = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(said).toContain('Checked in, +9!');
});

test('«export surveys», which is not there yet, is not taken for a slip of the fingers', async () => {
  const exporting = exportCommand('surveys', { output: '-' }, configOf(path('new.db')));
  await expect(exporting).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(
      /^There is no export «surveys»\.\nThere are: members, activity, /,
    ),
  });
});

test('«sandbox --seed --db X» asks for the seed instead of taking «--db» for it', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const argv of [
    ['sandbox', '--seed', '--db', path('b.db')],
    ['sandbox', '--set', '--quiet', path('a.jsonl')],
    ['export', 'members', '-o', '--db', path('b.db')],
    ['doctor', '--db', '--help'],
  ]) {
    await expect(program().parseAsync(argv, { from: 'user' })).rejects.toThrow(/is invalid/);
  }
  write.mockRestore();
  expect(existsSync(path('b.db'))).toBe(false);
});

test('a line of megabytes is one error with its number, and the lines around it count', async () => {
  const event = { at: '2026-03-01T09:00:00+08:00', type: 'message', group: 'g1', from: 'u1' };
  const lines = [
    JSON.stringify({ ...event, id: 'l1', text: '早' }),
    'x'.repeat(2_000_000),
    JSON.stringify({ ...event, id: 'l2', text: '我的' }),
  ];
  writeFileSync(path('long.jsonl'), lines.join('\n'));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const config = configOf(path('long.db'));
  const common = { config, seed: '0', set: [], isQuiet: false, wantsStats: false };
  await sandboxCommand({ ...common, file: path('long.jsonl') });
  const said = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(said).toContain('{"do":"error","line":2,"why":"this is longer than 1048576 characters"}');
  expect(said).toContain('发言 2 条');
});
