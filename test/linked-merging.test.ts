/** A link happens wholly or not at all, outlives a restart, and leaves no feature's rows behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { expect, test } from 'vitest';
import { defineFeature } from '#kit';
import { features } from '../commands/index.ts';
import { leaderboard } from '../commands/leaderboard/index.ts';
import { personalDataOf } from '../src/runtime/house/personal.ts';
import { Registry } from '../src/runtime/registry.ts';
import { openForReading } from '../src/store/open.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { booksOf, codeOf, join, membersOf, openLinkedChat, undo } from './linked-chat.ts';

/** How many rows each table has for a member, by any column that holds one. */
function rowsAbout({ exportParts }: Chat, member: number): Readonly<Record<string, number>> {
  const connection = openForReading(exportParts.file);
  const rows = (sql: string) => [...connection.iterate({ sql, parameters: [] })];
  const columns = rows(`select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c
    where m.type = 'table' and c.name in ('member_id', 'operator_id', 'inviter_id')`);
  const counts = columns.map(([table, column]) => {
    const [row] = rows(`select count(*) from "${table}" where "${column}" = ${member}`);
    return [`${table}.${column}`, Number(row?.[0])] as const;
  });
  connection.close();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

test('who was merged has nothing left but entries of the ledger and what undoes it', async () => {
  await using chat = await openLinkedChat({ 'points.chatPoints': 1, 'points.giveOn': true });
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  await boss.becomes('owner');
  await fresh.says('签到');
  await fresh.says('赠送 @群主 1', { mentions: [boss] });
  await boss.says('送补签卡 @新号 1', { mentions: [fresh] });
  await boss.says('加分 @新号 900', { mentions: [fresh] });
  await old.says('早');
  const gone = await chat.idOf(fresh);
  await join(chat, { fresh, old });
  expect(rowsAbout(chat, gone)).toEqual({
    'balances.member_id': 1,
    'checkin_cards.member_id': 2,
    'ledger_entries.member_id': expect.any(Number),
    'merge_activity.member_id': 1,
    'merge_memberships.member_id': 1,
  });
  await chat.advance({ days: 8 });
  await chat.advance({ days: 1 });
  expect(Object.keys(rowsAbout(chat, gone))).toEqual([
    'ledger_entries.member_id',
    'balances.member_id',
    'checkin_cards.member_id',
  ]);
  expect(chat.errors).toEqual([]);
});

test('a bug in one feature leaves both accounts as they were, and the code can be had anew', async () => {
  const careless = defineFeature({
    ...leaderboard,
    merging: {
      merge: () => Promise.reject(new Error('a bug')),
      part: async () => undefined,
    },
  });
  const all = features.map((feature) => (feature.name === careless.name ? careless : feature));
  await using chat = await openChat({ features: all });
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  const before = membersOf(chat, 'memberId', 'points', 'checkIns', 'messages');
  await join(chat, { fresh, old });
  expect(chat.errors).toHaveLength(1);
  expect(membersOf(chat, 'memberId', 'points', 'checkIns', 'messages')).toEqual(before);
  expect(booksOf(chat)).toEqual([]);
  expect(await codeOf(chat, old)).toMatch(/^.{4}-.{4}$/);
});

test('after a restart the link stands, and can be undone', async () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'qunli-relinked-'));
  const first = await openChat({ features, folder });
  for (const name of ['旧号', '新号']) await first.member(name).says('签到');
  await join(first, { old: first.member('旧号'), fresh: first.member('新号') });
  await first.close();
  const now = '2026-03-02T09:00:00+08:00';
  const second = await openChat({ features, folder, now });
  await second.member('新号').says('我的积分', { id: 'later1' });
  second.hears(/^10 积分/);
  await second.member('新号').whispers('撤销关联', { id: 'later2' });
  await second.member('新号').whispers('确认撤销', { id: 'later3' });
  expect(membersOf(second, 'points')).toEqual([{ points: 5 }, { points: 5 }]);
  await second.close();
  rmSync(folder, { recursive: true });
});

test('one’s own data holds what the merged account had', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  await join(chat, { fresh, old });
  const { reader } = chat.app.store;
  const data = await personalDataOf(new Registry(features), reader, await chat.idOf(fresh));
  expect(data).toMatchObject({
    accounts: [{ id: '旧号' }, { id: '新号' }],
    communities: [{ merged: [{ points: { entries: [{ points: -5 }, { points: 5 }] } }] }],
  });
});

test('while the books are wrong nobody is linked, and the code must be asked for again', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('签到');
  const code = await codeOf(chat, old);
  await fresh.whispers(`关联 ${code}`);
  await chat.app.reviewBooks([{ what: 'balance', why: 'a test' }]);
  chat.rest();
  await fresh.whispers('确认关联');
  chat.hears('积分账目正在核对，暂时不能动积分，请晚点再试。');
  expect(membersOf(chat, 'points')).toHaveLength(2);
  await undo(fresh);
});

test('whoever did not want to be mentioned is not mentioned after a link, nor when it is undone', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await old.says('早');
  await fresh.says('别提醒我 投票提醒');
  const gone = await chat.idOf(fresh);
  await join(chat, { fresh, old });
  const wishes = async (member: number) => rowsAbout(chat, member)['pushes_off.member_id'] ?? 0;
  expect([await wishes(await chat.idOf(old)), await wishes(gone)]).toEqual([1, 0]);
  await undo(old);
  expect([await wishes(await chat.idOf(old)), await wishes(gone)]).toEqual([1, 1]);
});
