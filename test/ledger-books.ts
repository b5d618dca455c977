/** Books to try the ledger on: a real file with two communities of ten members each. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Community,
  type CommunityId,
  type Instant,
  instantOf,
  type MemberId,
  type PlatformId,
  parseMinuteOfDay,
  parsePlatformId,
  parseZone,
} from '#kit';
import { type Database, startDatabase } from '../src/store/start.ts';
import { Store } from '../src/store/store.ts';

/** 2026-03-01T09:20+08:00. */
export const START: Instant = instantOf(1_772_328_000_000);

const MEMBERS_EACH = 10;

export interface Books {
  readonly file: string;
  readonly store: Store;
  readonly database: Database;
  readonly members: readonly { readonly id: MemberId; readonly community: CommunityId }[];
  close(): void;
}

export async function openBooks(): Promise<Books> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-books-'));
  const file = join(folder, 'qunli.db');
  const database = startDatabase({ file, features: [], now: START, pid: process.pid });
  const store = new Store({ ...database, communityOf });
  const close = () => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { file, store, database, members: await addMembers(store), close };
}

function addMembers(store: Store): Promise<Books['members']> {
  return store.write(START, async (_, { directory }) =>
    ['g1', 'g2'].flatMap((name) => {
      const { community } = directory.group('test', idOf(name), START);
      return Array.from({ length: MEMBERS_EACH }, (_none, index) => {
        const person = { id: idOf(`${name} ${index}`) };
        return { id: directory.member('test', person, community).id, community };
      });
    }),
  );
}

function communityOf(id: CommunityId): Community {
  const zone = parseZone('Asia/Shanghai');
  const dayStart = parseMinuteOfDay('00:00');
  assert(zone && dayStart !== undefined);
  return { id, language: 'zh-CN', calendar: { zone, dayStart } };
}

function idOf(text: string): PlatformId {
  const id = parsePlatformId(text);
  assert(id);
  return id;
}
