/** Databases and disks that the program must refuse: plainly, at once, and with nothing changed. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { restoreCommand } from '../../src/cli/backup-command.ts';
import { exportCommand } from '../../src/cli/export-command.ts';
import { instantOf } from '../../src/kit/instant.ts';
import { schemasOf } from '../../src/store/current.ts';
import { startDatabase } from '../../src/store/start.ts';
import { canBeNobody, PATIENCE, qunli } from './qunli.ts';
import { configOf, openWorld, tellAll, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  chmodSync(world.folder, 0o755);
});
afterAll(() => world.remove());

/** A copy of the world's database under another name. */
function copyAs(name: string): string {
  copyFileSync(world.file, world.path(name));
  return world.path(name);
}

const says = (text: string) => ({ code: 1, out: '', err: expect.stringContaining(text) });

describe.concurrent('a file that is none of ours', PATIENCE, () => {
  test('is not taken for a database, and stays as it was', async () => {
    const file = world.path('letter.db');
    writeFileSync(file, 'Dear all, this is no database.');
    const events = ['sandbox', '/dev/null', '--db', file];
    expect(await qunli(events)).toEqual(says(`${file}: this is not a database`));
    expect(readFileSync(file, 'utf8')).toBe('Dear all, this is no database.');
  });

  test('the database of another program is left alone', async () => {
    const file = world.path('other.db');
    const other = new Database(file);
    other.exec('create table recipes (name text)');
    other.close();
    const before = readFileSync(file);
    const events = ['sandbox', '/dev/null', '--db', file];
    expect(await qunli(events)).toEqual(says(`${file}: this is a database of another program`));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a database of a newer Qunli is refused by every command, with what to do', async () => {
    const file = copyAs('newer.db');
    const newer = new Database(file);
    newer.exec(`insert into migrations values ('core', 999, 'the future', 'x', 0)`);
    newer.close();
    const newerQunli =
      /made by a newer Qunli \(core, step 999 «the future»\); install that version/;
    const now = instantOf(0);
    const schemas = schemasOf(features);
    expect(() => startDatabase({ file, features: schemas, now, pid: 1 })).toThrow(newerQunli);
    expect(() => restoreCommand(file, {}, configOf(world.path('fresh.db')))).toThrow(newerQunli);
    await expect(exportCommand('members', { output: '-' }, configOf(file))).rejects.toThrow(
      newerQunli,
    );
    const doctor = await qunli(['doctor', '--db', file]);
    expect(doctor).toMatchObject({ code: 1, out: expect.stringMatching(newerQunli) });
    expect(readdirSync(world.folder)).not.toContain('fresh.db');
  });
});

test.runIf(existsSync('/dev/full'))(
  'a standard output that takes nothing more ends a run with a sentence, not with silence',
  PATIENCE,
  async () => {
    const file = world.path('unheard.db');
    const unwritable = { after: 'exec > /dev/full' };
    const example = join(import.meta.dirname, '../../docs/example.jsonl');
    const sandbox = await qunli(['sandbox', example, '--db', file], unwritable);
    expect(sandbox).toEqual(says('standard output: cannot be written (ENOSPC'));
    const doctor = await qunli(['doctor', '--db', file], unwritable);
    expect(doctor).toEqual(says('standard output: cannot be written (ENOSPC'));
  },
);

const nobody = canBeNobody();
const asNobody = nobody ? 'rights' : 'rights (left out: this machine lets nobody be nobody)';

describe.runIf(nobody).concurrent(asNobody, PATIENCE, () => {
  const how = { asNobody: true };

  test('a folder that may not be written: nothing is begun, and it is named', async () => {
    const folder = world.path('locked');
    mkdirSync(folder, { mode: 0o555 });
    const file = join(folder, 'qunli.db');
    const refused = await qunli(['sandbox', '/dev/null', '--db', file], how);
    expect(refused).toEqual(says(`${file}: the file cannot be opened; check the folder`));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a database that may not be written: no bot starts on it, the doctor says why', async () => {
    const file = copyAs('readonly.db');
    chmodSync(file, 0o444);
    const [sandbox, doctor] = await Promise.all([
      qunli(['sandbox', '/dev/null', '--db', file], how),
      qunli(['doctor', '--db', file], how),
    ]);
    expect(sandbox).toEqual(says(`${file}: the file or its folder is read-only`));
    expect(doctor).toMatchObject({ code: 1, out: expect.stringMatching(/✗ folder .*\n +→ /) });
  });
});

/** A disk of 900 KB, where this machine lets us have one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', folder]);
  if (mounted.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = smallDisk();
const full =
  disk === undefined ? 'a full disk (left out: no disk can be mounted here)' : 'a full disk';

describe.runIf(disk !== undefined)(full, PATIENCE, () => {
  const file = join(disk ?? '', 'qunli.db');
  afterAll(() => {
    execFileSync('umount', [disk ?? '']);
    rmSync(disk ?? '', { recursive: true });
  });

  test('stops with a plain sentence, half nothing, and goes on when there is room', async () => {
    const events = world.path('many.jsonl');
    const lines = Array.from({ length: 1_500 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 2, 1, 1, 0, index)).toISOString();
      const text = index % 10 === 0 ? '签到' : '你好';
      return JSON.stringify({
        at,
        type: 'message',
        group: 'g1',
        from: `u${index}`,
        id: `m${index}`,
        text,
      });
    });
    writeFileSync(events, `${lines.join('\n')}\n`);
    const filled = await qunli(['sandbox', events, '--quiet', '--db', file]);
    expect(filled).toMatchObject({ code: 1, err: expect.stringContaining('the disk is full') });
    const copied = await qunli(['backup', join(disk ?? '', 'b.db'), '--db', file]);
    expect(copied).toEqual(says(`b.db: there is no room for a copy`));
    expect(readdirSync(disk ?? '').filter((name) => name.startsWith('b.db'))).toEqual([]);

    const larger = world.path('larger.db');
    for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${larger}${suffix}`);
    expect(await qunli(['sandbox', events, '--quiet', '--db', larger])).toMatchObject({ code: 0 });
    const whole = world.path('whole.db');
    await qunli(['sandbox', events, '--quiet', '--db', whole]);
    expect(await tellAll(larger)).toBe(await tellAll(whole));
  });
});
