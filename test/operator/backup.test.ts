/** `qunli backup`, `qunli restore` and who may write to a database. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { backupCommand, restoreCommand } from '../../src/cli/backup-command.ts';
import type { Config } from '../../src/config.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { PATIENCE, qunli } from './qunli.ts';
import { configOf, openWorld, tellAll, type World } from './world.ts';

let world: World;
let config: Config;

beforeEach(async () => {
  world = await openWorld();
  config = configOf(world.file);
});
afterEach(() => world.remove());

/** A running bot on the database of the world. */
const openBot = () =>
  openChat({ features, folder: world.folder, now: '2026-03-05T09:00:00+08:00' });

const filesLike = (pattern: RegExp) =>
  readdirSync(world.folder).filter((name) => pattern.test(name));

test('a backup is made while the bot runs, and put back it says exactly the same', async () => {
  const backup = world.path('backup.db');
  const bot = await openBot();
  await bot.member('小红').says('签到', { id: 'n1' });
  const said = backupCommand(backup, config);
  expect(said).toMatch(/backup.db: \d+\.\d MB, copied from .*qunli.db and verified$/);
  const before = await tellAll(world.file);
  await bot.member('小明').says('签到', { id: 'n2' });
  await bot.app.close();
  expect(await tellAll(world.file)).not.toBe(before);

  const restored = restoreCommand(backup, {}, config);
  const aside = /is now (.*\.before-restore-\d{8}T\d{6}Z)$/.exec(restored)?.[1] ?? '';
  expect(existsSync(aside)).toBe(true);
  expect(await tellAll(world.file)).toBe(before);
  expect(await tellAll(aside)).not.toBe(before);

  const again = await openBot();
  await again.member('小明').says('签到', { id: 'n3' });
  await again.advance({ seconds: 30 });
  again.hears(/签到成功/);
  await again.app.close();
});

test('a backup does not take the place of a file, and it is said what to do', () => {
  expect(() => backupCommand(world.file, config)).toThrow(
    `${world.file}: there is a file already; name another one, or move that one away`,
  );
});

test('a backup where there is no folder or no database says so', () => {
  const nowhere = world.path('no/backup.db');
  expect(() => backupCommand(nowhere, config)).toThrow(
    `${nowhere}: the file cannot be made; check the folder and its rights`,
  );
  const lost = world.path('lost.db');
  expect(() => backupCommand(world.path('b.db'), configOf(lost))).toThrow(
    `${lost}: there is no such`,
  );
  expect(filesLike(/unfinished|lost|^b\.db/)).toEqual([]);
});

describe('a backup that is not sound changes nothing', () => {
  test.for<[string, (file: string) => void, RegExp]>([
    ['cut off', (file) => truncateSync(file, statSync(file).size / 2), /damaged|ends too early/],
    ['empty', (file) => truncateSync(file, 0), /there is nothing in it/],
    ['no database', (file) => overwrite(file, 0, 'no database at all'), /this is not a database/],
    ['with bytes changed', (file) => scratch(file), /bad\.db: /],
  ])('%s', async ([, harm, says]) => {
    const [good, bad] = [world.path('good.db'), world.path('bad.db')];
    backupCommand(good, config);
    copyFileSync(good, bad);
    harm(bad);
    const before = await tellAll(world.file);
    expect(() => restoreCommand(bad, {}, config)).toThrow(says);
    expect(await tellAll(world.file)).toBe(before);
    expect(filesLike(/restor/)).toEqual([]);
  });
});

test('a backup of another database is put back only by somebody who says so', async () => {
  const [other, backup] = [await openWorld(), world.path('other.db')];
  backupCommand(backup, configOf(other.file));
  other.remove();
  const before = await tellAll(world.file);
  expect(() => restoreCommand(backup, {}, config)).toThrow(
    `${backup} is a backup of another database than ${world.file}; nothing was changed`,
  );
  expect(await tellAll(world.file)).toBe(before);
  expect(filesLike(/restor/)).toEqual([]);
  expect(restoreCommand(backup, { another: true }, config)).toContain('put back from');
  expect(restoreCommand(backup, {}, config)).toContain('put back from');
});

test('a backup takes the place of a database that cannot be read any more', async () => {
  const backup = world.path('backup.db');
  backupCommand(backup, config);
  const before = await tellAll(world.file);
  truncateSync(world.file, 1_000);
  expect(restoreCommand(backup, {}, config)).toContain('put back from');
  expect(await tellAll(world.file)).toBe(before);
});

test('while the bot runs nothing is put back', async () => {
  const backup = world.path('backup.db');
  backupCommand(backup, config);
  const bot = await openBot();
  expect(() => restoreCommand(backup, {}, config)).toThrow(
    new RegExp(`qunli.db is in use by another qunli \\(process ${process.pid}, since .*stop that`),
  );
  expect(filesLike(/restor/)).toEqual([]);
  await bot.app.close();
});

test('after a restore that was cut short no bot starts on an empty database', async () => {
  const backup = world.path('backup.db');
  backupCommand(backup, config);
  const before = await tellAll(world.file);
  copyFileSync(backup, `${world.file}.restoring`);
  for (const name of filesLike(/^qunli\.db(?:-wal|-shm)?$/)) {
    rmSync(world.path(name));
  }
  await expect(openBot()).rejects.toThrow('putting a backup back was interrupted');
  expect(existsSync(world.file)).toBe(false);
  restoreCommand(backup, {}, config);
  expect(await tellAll(world.file)).toBe(before);
});

test(
  'a second program is refused at once and told which process it is, reading goes on',
  PATIENCE,
  async () => {
    const bot = await openBot();
    const started = performance.now();
    const [sandbox, importing, exporting, doctor] = await Promise.all([
      qunli(['sandbox', '/dev/null', '--db', world.file]),
      qunli(['import', '/dev/null', '--as', 'sandbox', '--db', world.file]),
      qunli(['export', 'members', '-o', '-', '--db', world.file]),
      qunli(['doctor', '--db', world.file]),
    ]);
    const inUse = expect.stringMatching(
      new RegExp(
        `^${world.file} is in use by another qunli \\(process ${process.pid}, since [^)]+\\)`,
      ),
    );
    expect(sandbox).toEqual({ code: 1, out: '', err: inUse });
    expect(importing).toEqual({ code: 1, out: '', err: inUse });
    expect(exporting).toMatchObject({ code: 0, err: '' });
    expect(doctor.out).toContain(`by another qunli (process ${process.pid}`);
    expect(doctor.code).toBe(0);
    expect(performance.now() - started).toBeLessThan(PATIENCE.timeout);
    await bot.app.close();
  },
);

/** Writes over a text that the hash chain covers. */
function scratch(file: string): void {
  const at = readFileSync(file).indexOf('checkin:');
  overwrite(file, at, 'chEckin:');
}

function overwrite(file: string, at: number, text: string): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, text, at);
  closeSync(descriptor);
}
