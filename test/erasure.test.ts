/**
 * To be forgotten means that name and account are nowhere any more: not in a table, not in a freed
 * page, not in the log beside the file, not in an export. The sums stay right.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, parsePlatformId } from '#kit';
import { features } from '../commands/index.ts';
import { fileRoom } from '../src/files.ts';
import { openDialogue } from '../src/store/dialogues.ts';
import { addDue } from '../src/store/due.ts';
import { checkLedger } from '../src/store/ledger-check.ts';
import { openForReading } from '../src/store/open.ts';
import { planForGroup } from '../src/store/outbox.ts';
import { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const FORGOTTEN = 50;
/** Enough that tables fill many pages, which split while names are written. */
const OTHERS = 150;
const MANY_EVENTS_MS = 60_000;

let folder: string;

const exports = () => join(folder, 'exports');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-erasure-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A chat whose exports hold everybody's name, as real ones do. */
function openGroup(names: readonly string[]): Promise<Chat> {
  const files = fileRoom(exports(), (_, name) => files.writeText({ name, text: '' }).then());
  const room = {
    ...files,
    writeExport: ({ name }: { name: string }) => files.writeText({ name, text: names.join('\n') }),
  };
  return openChat({ features, folder, files: room });
}

function person(chat: Chat, number: number): ChatMember {
  const account = parsePlatformId(`acct-${number}-zx${number * 7919}`);
  const group = parsePlatformId('g1');
  assert(account && group);
  return new ChatMember(chat, { name: `忘名${number}號·Zed`, account, group });
}

/** What identifies somebody, as bytes that must not be found. */
function marksOf({ who }: ChatMember): readonly string[] {
  return [who.name, who.account];
}

/** Everything that lies in the folder, byte by byte. */
function bytesBelow(path: string): Buffer {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}

/** Every value of every table, as JSON. */
function everyRow(file: string): Buffer {
  const connection = openForReading(file);
  const select = "select name from sqlite_master where type = 'table'";
  const names = [...connection.iterate({ sql: select, parameters: [] })].map(([name]) => name);
  const rows = names.flatMap((name) => [
    ...connection.iterate({ sql: `select * from "${name}"`, parameters: [] }),
  ]);
  connection.close();
  return Buffer.from(JSON.stringify(rows));
}

/**
 * What stands in the way: unsent letters, an open question, a due item, a note by somebody else.
 */
async function plant(chat: Chat, { who }: ChatMember, owner: ChatMember): Promise<void> {
  const { name, account } = who;
  const at = chat.now();
  const other = await chat.idOf(owner);
  await chat.app.store.write(at, async (tx, { connection }) => {
    const note = `替${name}收着`;
    await tx.ledger.post({ member: other, points: 1, reason: 'award', once: `test:${at}`, note });
    connection.run(openDialogue, {
      group: 0,
      member: other,
      feature: 'points',
      dialogue: 'nothing',
      choices: JSON.stringify([{ key: '1', label: `给 ${name}` }]),
      data: JSON.stringify({ who: account }),
      isIrreversible: 0,
      expiresAt: instantOf(at + 1e9),
    });
    // No bot serves this platform, so these letters stay in the outbox.
    const expiresAt = instantOf(at + 1e9);
    const letter = { platform: 'elsewhere', bot: null, at, expiresAt };
    const pieces = [{ mention: account, name }, ' ', `${name} 第 1 名`];
    const body = { do: 'say', to: { group: 'g9' }, pieces };
    connection.run(planForGroup, {
      ...letter,
      push: null,
      to: 'g9',
      lane: 'g:g9',
      body: JSON.stringify(body),
    });
    connection.run(addDue, {
      dueAt: instantOf(at + 1e9),
      feature: 'points',
      what: 'nothing',
      kind: 'item',
      key: `test:${at}`,
      community: null,
      group: null,
      data: JSON.stringify({ tell: account, text: `恭喜 ${name}` }),
    });
  });
}

/** Lives as members do: talks, checks in, gets points with a note, asks for the data, waits. */
async function live(chat: Chat, member: ChatMember, owner: ChatMember): Promise<void> {
  const { name } = member.who;
  await member.says('早上好');
  await member.says('签到');
  await owner.says(`加分 @${name} 2 谢谢${name}帮忙`, { mentions: [member] });
  await member.whispers('我的积分');
  await member.whispers('我的数据');
  await member.says('语言');
  await plant(chat, member, owner);
  await chat.advance({ seconds: 70 });
}

async function forget(member: ChatMember, place: 'group' | 'private'): Promise<void> {
  const say = (text: string) => (place === 'group' ? member.says(text) : member.whispers(text));
  await say('忘记我');
  await say('确认忘记');
}

test(`${FORGOTTEN} of ${FORGOTTEN + OTHERS} members are forgotten: no name and no account is left in any byte`, {
  timeout: MANY_EVENTS_MS,
}, async () => {
  const names = Array.from({ length: FORGOTTEN }, (_, number) => `忘名${number}號·Zed`);
  const chat = await openGroup(names);
  const owner = chat.member('群主');
  await owner.says('大家好');
  await owner.becomes('owner');
  const leaving = names.map((_, number) => person(chat, number));
  for (let other = 0; other < OTHERS; other += 1) {
    await chat.member(`留下的人${other}`).says('早');
    const member = leaving[other];
    if (member) await live(chat, member, owner);
  }
  await owner.says('导出 成员 csv');
  const before = bytesBelow(folder);
  for (const mark of leaving.flatMap(marksOf)) expect(before.includes(mark), mark).toBe(true);

  for (const [index, member] of leaving.entries()) {
    await forget(member, index % 2 === 0 ? 'group' : 'private');
    await chat.advance({ seconds: 30 });
  }
  chat.rest();
  await owner.says('排行榜');
  expect(
    chat
      .rest()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('忘名');
  await owner.whispers('操作记录');
  chat.hears(/已被忘记的人：要求忘记自己，已照办/);
  expect(chat.errors).toEqual([]);
  // At once: in no row, in no export, and not in the log beside the file.
  const marks = leaving.flatMap(marksOf);
  const file = join(folder, 'qunli.db');
  const now = Buffer.concat([everyRow(file), readFileSync(`${file}-wal`), bytesBelow(exports())]);
  expect(marks.filter((mark) => now.includes(mark))).toEqual([]);

  // By the next morning not even in the slack of the file.
  await chat.advance({ days: 1 });
  expect(marks.filter((mark) => bytesBelow(folder).includes(mark))).toEqual([]);
  await chat.close();
  expect(marks.filter((mark) => bytesBelow(folder).includes(mark))).toEqual([]);
  const closed = openForReading(file);
  expect(checkLedger(closed)).toEqual([]);
  closed.close();
});

test('what others wrote stays readable, and letters to others still arrive', async () => {
  const chat = await openGroup([]);
  const [ming, hong] = [person(chat, 1), chat.member('小红')];
  await hong.says('早');
  await hong.becomes('owner');
  await live(chat, ming, hong);
  await hong.says(`加分 @${ming.who.name} 1 小红说好`, { mentions: [ming] });
  await forget(ming, 'group');
  const text = bytesBelow(folder).toString('utf8');
  expect(text).toContain('恭喜 …');
  expect(text).toContain('… 第 1 名');
  expect(text).toContain('小红');
  await chat.close();
});

test('the same person is forgotten in every community, and only that person', async () => {
  const chat = await openGroup([]);
  const [here, there] = [chat.member('小明'), chat.member('小明', 'g2')];
  const other = chat.member('小明二');
  for (const member of [here, there, other]) await member.says('早');
  await here.says('忘记我');
  chat.hears(/你在 2 个社群里的记录会一起删除。/);
  await here.says('确认忘记');
  chat.rest();
  await other.says('我的');
  chat.hears(/^小明二\n发言 2 条/);
  await there.says('我的');
  chat.hears(/^小明\n发言 1 条/);
  await chat.close();
});

test('whoever is called «yes» or like a date is forgotten without breaking others’ questions', async () => {
  const settings = { 'checkin.makeUp': { price: 0 } };
  const chat = await openChat({ features, settings, folder, now: '2026-03-01T09:00:00+08:00' });
  const [hong, ...called] = ['小红', 'yes', '2026', '2026-03-02', 'points'].map((name) =>
    chat.member(name),
  );
  assert(hong);
  await hong.says('签到');
  await chat.advance({ days: 2 });
  for (const member of called) await member.says('早');
  await hong.says('补签');
  const due = { day: '2026-03-02', word: 'yes', text: '谢谢 yes' };
  await chat.app.store.write(chat.now(), async (_, { connection }) =>
    connection.run(addDue, {
      dueAt: instantOf(chat.now() + 1e9),
      feature: 'points',
      what: 'nothing',
      kind: 'item',
      key: 'test',
      community: null,
      group: null,
      data: JSON.stringify(due),
    }),
  );
  for (const member of called) await forget(member, 'group');
  chat.rest();
  const kept = everyRow(join(folder, 'qunli.db')).toString();
  expect(kept).toContain(JSON.stringify(JSON.stringify({ ...due, text: '谢谢 …' })));
  await hong.says('确定');
  chat.hears(/^已补签 3月2日/);
  expect(chat.errors).toEqual([]);
  await chat.close();
});
