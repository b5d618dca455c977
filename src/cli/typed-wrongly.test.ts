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

test('«export polls», which is not there yet, is not taken for a slip of the fingers', async () => {
  const exporting = exportCommand('polls', { output: '-' }, configOf(path('new.db')));
  await expect(exporting).rejects.toMatchObject({
    exitCode: 2,
    message: 'There is no export «polls».\nThere are: members, activity, checkins, ledger.',
  });
});
