/** `qunli doctor`: finds what is wrong, says what to do, and changes nothing. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../commands/index.ts';
import { backupCommand } from '../../src/cli/backup-command.ts';
import { backups } from '../../src/cli/doctor/backups.ts';
import { database } from '../../src/cli/doctor/database.ts';
import { type Finding, shown } from '../../src/cli/doctor/finding.ts';
import { freeSpace } from '../../src/cli/doctor/machine.ts';
import { openForReading } from '../../src/store/open.ts';
import { lastWritten } from '../../src/upkeep/backups.ts';
import { PATIENCE, qunli } from './qunli.ts';
import { configOf, openWorld, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.remove());

function examined(): readonly Finding[] {
  const connection = openForReading(world.file);
  try {
    const patient = { file: world.file, connection, features };
    return [...database(patient)];
  } finally {
    connection.close();
  }
}

const found = (name: string) => examined().find((finding) => finding.name === name);

/** Changes the database behind the program's back. */
function tamper(sql: string): void {
  const intruder = new Database(world.file);
  intruder.exec(sql);
  intruder.close();
}

test('a healthy database has nothing wrong', () => {
  expect(examined().filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(found('books')).toEqual({
    state: 'good',
    name: 'books',
    says: '4 ledger entries: chain, balances and sums agree',
  });
});

test('beside a database that was closed cleanly the doctor leaves nothing («-wal», «-shm»)', () => {
  const beside = () =>
    readdirSync(dirname(world.file)).filter((name) => /-(?:wal|shm)$/.test(name));
  expect(beside()).toEqual([]);
  examined();
  backupCommand(join(dirname(world.file), 'copy.backup'), configOf(world.file));
  expect(beside()).toEqual([]);
});

test.for([
  [
    'an entry',
    'drop trigger ledger_entries_stay; update ledger_entries set points = 9 where seq = 2',
    /entry 2 was changed/,
  ],
  [
    'a balance',
    'update balances set balance = 1000 where member_id = 1',
    /balance of member 1 is 1000, its entries say \d+; spending is paused/,
  ],
  [
    'the last entry',
    'drop trigger ledger_entries_remain; delete from ledger_entries where seq = 4',
    /balance of member/,
  ],
] as const)('%s that was changed by hand is found', ([, sql, says]) => {
  tamper(sql);
  expect(found('books')).toMatchObject({
    state: 'wrong',
    says: expect.stringMatching(says),
    remedy: expect.stringMatching(/qunli restore FILE/),
  });
});

test('a time zone that is not known here is named', () => {
  tamper(`insert into settings values (2, 'community.zone', '"Mars/Olympus"')`);
  expect(found('settings')).toMatchObject({
    state: 'wrong',
    says: 'community.zone of c2 is nothing that is known here; the default holds',
  });
});

test('a database that a newer bot has not yet been started on is no fault', () => {
  tamper(`delete from migrations where owner = 'checkin'`);
  expect(found('version')).toMatchObject({
    state: 'note',
    says: expect.stringMatching(/checkin «/),
  });
});

test('backups: none yet, a sound one, one that lags behind, one that is damaged', () => {
  const config = configOf(world.file);
  const folder = world.path('backups');
  expect(backups(config)).toMatchObject({ state: 'note' });
  mkdirSync(folder);
  const made = new Date(lastWritten(world.file) - 7_200_000);
  const stamp = made.toISOString().replace(/[-:]|\.\d+/g, '');
  const recent = `${folder}/qunli-${stamp}.db`;
  backupCommand(recent, config);
  expect(backups(config)).toMatchObject({
    state: 'good',
    says: `${recent} is sound, 2 h behind the data`,
  });
  copyFileSync(recent, `${folder}/qunli-20200101T000000Z.db`);
  expect(backups(config)).toMatchObject({ state: 'good' });
  writeFileSync(recent, readFileSync(recent).subarray(0, 40_000));
  expect(backups(config)).toMatchObject({
    state: 'wrong',
    remedy: 'make a new one: «npx qunli backup FILE»',
  });
});

test('an old backup of new data is wrong', () => {
  const config = configOf(world.file);
  mkdirSync(world.path('backups'));
  backupCommand(world.path('backups/qunli-20260101T000000Z.db'), config);
  expect(backups(config)).toMatchObject({
    state: 'wrong',
    says: expect.stringMatching(/ h behind the data/),
  });
});

test('another database’s backup is none of this one, whatever it is called', async () => {
  const [config, other] = [configOf(world.file), await openWorld()];
  mkdirSync(world.path('backups'));
  backupCommand(world.path('backups/english-20990101T000000Z.db'), configOf(other.file));
  expect(backups(config)).toMatchObject({ state: 'note', says: expect.stringMatching(/^none in/) });
  backupCommand(world.path('backups/qunli-20990101T000000Z.db'), configOf(other.file));
  expect(backups(config)).toMatchObject({
    state: 'wrong',
    says: expect.stringMatching(/is a backup of another database, not of .*qunli\.db$/),
  });
  other.remove();
});

test('the disk has room', () => {
  expect(freeSpace(world.file)).toMatchObject({ state: 'good' });
});

test('a finding is shown with what to do, in colours only where they are seen', () => {
  const finding: Finding = { state: 'wrong', name: 'books', says: 'wrong', remedy: 'mend them' };
  expect(shown(finding, { isColoured: false })).toBe(
    '✗ books          wrong\n                 → mend them',
  );
  expect(shown(finding, { isColoured: true })).toContain('\u001b[31m✗');
  const withDetails = { ...finding, details: '14 UNAVAILABLE: ECONNREFUSED' };
  expect(shown(withDetails, { isColoured: false })).not.toContain('UNAVAILABLE');
  expect(shown(withDetails, { isColoured: false, hasDetails: true })).toContain('UNAVAILABLE');
});

test('a database that somebody named and that is not there is wrong', PATIENCE, async () => {
  const { code, out } = await qunli(['doctor', '--db', world.path('no/y.db')]);
  expect(code).toBe(1);
  expect(out).toMatch(/✗ database +\S+y\.db is not there/);
  writeFileSync(world.path('empty.db'), '');
  const empty = await qunli(['doctor', '--db', world.path('empty.db')]);
  expect([empty.code, empty.out]).toEqual([1, expect.stringMatching(/✗ database +\S+ is empty/)]);
});

test(
  'at a shell it ends with 0 when all is well and with 1 when anything is wrong',
  PATIENCE,
  async () => {
    const before = readFileSync(world.file);
    const well = await qunli(['doctor', '--db', world.file]);
    expect(well).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/\nNothing is wrong\.\n$/),
    });
    expect(readFileSync(world.file).equals(before)).toBe(true);
    tamper('update balances set balance = balance + 1 where member_id = 1');
    const ill = await qunli(['doctor', '--db', world.file]);
    expect(ill).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ books .*\n +→ .*qunli restore FILE/),
      err: '1 wrong; what to do stands beside →\n',
    });
  },
);
