import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CommunityId,
  displayName,
  type Given,
  instantOf,
  type Ledger,
  parsePlatformId,
  read,
  type Tx,
} from '#kit';
import { checkLedger } from './ledger-check.ts';
import { type Database, startDatabase } from './start.ts';
import { Store } from './store.ts';
import { core } from './tables.ts';

const AT = instantOf(1_772_328_000_000);
const ID = parsePlatformId('u1');

let folder: string;
let database: Database;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-store-'));
  database = startDatabase({
    file: join(folder, 'qunli.db'),
    features: [],
    now: AT,
    pid: process.pid,
  });
  store = new Store({ ...database, communityOf: (id) => community(id) });
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function community(id: CommunityId): never {
  throw new Error(`nobody asked for community ${id}`);
}

const memberCount = read((_: Given<object>) =>
  core.selectFrom('members').select((count) => count.fn.countAll<number>().as('count')),
);

function addMember(name: string) {
  return store.write(AT, async (_, { directory }) => {
    const group = directory.group('test', ID ?? raise(), AT);
    return directory.member('test', { id: parsePlatformId(name) ?? raise() }, group.community);
  });
}

function raise(): never {
  throw new Error('not an id');
}

test('a step that fails leaves nothing, and the other steps of its commit stand', async () => {
  await addMember('小明');
  const failing = store.transact(async (unit) => {
    await unit.step(AT, async (_, { directory }) => {
      directory.group('test', parsePlatformId('g2') ?? raise(), AT);
    });
    await unit
      .step(AT, async (_, { directory }) => {
        directory.group('test', parsePlatformId('g3') ?? raise(), AT);
        throw new Error('a bug');
      })
      .catch(() => undefined);
  });
  await failing;
  const groups = read((_: Given<object>) =>
    core.selectFrom('groups').select('platform_id').orderBy('id'),
  );
  const names = (await store.reader.all(groups, {})).map(({ platform_id }) => platform_id);
  expect(names).toEqual(['u1', 'g2']);
});

test('what is not committed yet is invisible to the connection that only looks', async () => {
  await addMember('小明');
  await store.write(AT, async (tx, { directory }) => {
    const group = directory.group('test', ID ?? raise(), AT);
    directory.member('test', { id: parsePlatformId('小红') ?? raise() }, group.community);
    expect((await tx.get(memberCount, {}))?.count).toBe(2);
    expect((await store.reader.get(memberCount, {}))?.count).toBe(1);
  });
  expect((await store.reader.get(memberCount, {}))?.count).toBe(2);
});

test('a transaction that is used after its end throws, and so does its ledger', async () => {
  const kept: { tx?: Tx; ledger?: Ledger } = {};
  const { id } = await addMember('小明');
  await store.write(AT, async (tx) => {
    kept.tx = tx;
    kept.ledger = tx.ledger;
  });
  await expect(kept.tx?.get(memberCount, {})).rejects.toThrow('after its end');
  await expect(kept.ledger?.balanceOf(id)).rejects.toThrow('after its end');
});

test('a name that a rolled back step had read is read anew', async () => {
  const ming = await addMember('小明');
  await store
    .write(AT, async (_, { directory }) => {
      const group = directory.group('test', ID ?? raise(), AT);
      const id = parsePlatformId('小明') ?? raise();
      directory.member('test', { id, name: 'renamed' }, group.community);
      throw new Error('a bug');
    })
    .catch(() => undefined);
  const member = await store.reader.people.find(ming.id);
  expect(member?.name).toBe(displayName('小明'));
});

test('an empty ledger is in order', () => {
  expect(checkLedger(database.writer)).toEqual([]);
});

const FAILURES = ['before its end', 'at its end'] as const;

test.for(FAILURES)('what a commit made that fails %s is forgotten, and made anew', async (when) => {
  const fails = store.transact(async ({ core, step }) => {
    await step(AT, async (_, { directory, tally, connection }) => {
      const group = directory.group('test', ID ?? raise(), AT);
      directory.member('test', { id: parsePlatformId('u2') ?? raise() }, group.community);
      const by = 1;
      tally.add({ key: 'n', by, write: (n) => connection.exec(`pragma user_version = ${n}`) });
    });
    if (when === 'before its end') throw new Error('FOREIGN KEY');
    // As when the disk takes everything but the end of the commit.
    core.connection.exec(`pragma defer_foreign_keys = 1;
      insert into claims (account_id, community_id, member_id) values (77, 77, 77)`);
  });
  await expect(fails).rejects.toThrow(/FOREIGN KEY/);
  await addMember('u2');
  expect(database.writer.pragma('user_version')).toBe(0);
  await store.write(AT, async (_, { tally, connection }) => {
    tally.add({ key: 'n', by: 1, write: (n) => connection.exec(`pragma user_version = ${n}`) });
  });
  expect(await store.reader.get(memberCount, {})).toEqual({ count: 1 });
  expect(database.writer.pragma('user_version')).toBe(1);
});
