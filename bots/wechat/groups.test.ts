/** Who owns a WeChat group: what is told of it, and what is written down. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, type PlatformId, parsePlatformId, type Timers } from '#kit';
import { Groups } from './groups.ts';
import { Memory } from './memory.ts';
import { Names } from './names.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-wechat-groups-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = { now: () => instantOf(1_772_326_800_000), isSet: true };
const timers: Timers = {
  after: () => ({ cancel: () => undefined }),
  breathe: async () => undefined,
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function idOf(text: string): PlatformId {
  const id = parsePlatformId(text);
  if (id === undefined) throw new Error(`no id: ${text}`);
  return id;
}

const [GROUP, SELF, MING, HONG] = ['1@chatroom', 'wxid_bot', 'wxid_ming', 'wxid_hong'].map(idOf);

function groups() {
  if (!GROUP || !SELF || !MING || !HONG) throw new Error('no ids');
  const [group, self, ming, hong] = [GROUP, SELF, MING, HONG];
  let owner: PlatformId | undefined = ming;
  const memory = new Memory(folder, log);
  const names = new Names({ clock, timers, ask: async () => undefined });
  // The list of members is empty, as with gateways that do not fetch it.
  const ask = async () => ({ ownerId: owner, memberIdList: [] });
  const all = new Groups({ clock, timers, names, memory, ask });
  return {
    all,
    memory,
    ming,
    hong,
    handTo: (to: PlatformId | undefined) => {
      owner = to;
      all.forget(group);
    },
    /** What is told when the group is heard next. */
    hear: async (isStored = true) => {
      await all.enter(group, self);
      const news = all.news();
      for (const one of news) all.settle(one, isStored);
      return news.flatMap(({ events }) =>
        events.map((event) => (event.type === 'role' ? `${event.member} ${event.role}` : '?')),
      );
    },
  };
}

const file = () => readFileSync(join(folder, 'groups.json'), 'utf8');

test('an owner who handed the group over loses the rights, although no list of members is told', async () => {
  const { hear, handTo, hong } = groups();
  expect(await hear()).toEqual(['wxid_ming owner']);
  handTo(hong);
  expect(await hear()).toEqual(['wxid_ming member', 'wxid_hong owner']);
});

test('a change of owner that could not be stored is told again with the next message', async () => {
  const { hear, handTo, hong } = groups();
  await hear();
  handTo(hong);
  const told = await hear(false);
  expect(file()).toContain('wxid_ming');
  expect(await hear()).toEqual(told);
  expect(file()).not.toContain('wxid_ming');
});

test('a gateway that does not say the owner for once takes no rights away', async () => {
  const { hear, handTo } = groups();
  await hear();
  handTo(undefined);
  expect(await hear()).toEqual([]);
  expect(file()).toContain('wxid_ming');
});

test('an owner who was forgotten (忘记我) is in no file, and owner again when heard again', async () => {
  const { all, memory, hear, handTo, ming } = groups();
  await hear();
  memory.forgetPeople([ming]);
  handTo(ming);
  expect(await hear()).toEqual([]);
  expect(file()).not.toContain('wxid_ming');
  all.meet(ming);
  expect(await hear()).toEqual(['wxid_ming owner']);
});

test('an owner who has left is not told of any more', async () => {
  const { all, hear, handTo, ming, hong } = groups();
  await hear();
  all.noteLeft(ming, idOf('1@chatroom'));
  handTo(hong);
  expect(await hear()).toEqual(['wxid_hong owner']);
});
