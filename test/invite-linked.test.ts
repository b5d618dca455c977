/** Invitations of people with several accounts, of the forgotten, and in frozen books. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { personalDataOf } from '../src/runtime/house/personal.ts';
import { Registry } from '../src/runtime/registry.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { codeOf, stay, stayTogether } from './invite-chat.ts';
import { booksOf, join as linkTo, undo } from './linked-chat.ts';

const settings = { 'points.chatPoints': 0, 'checkin.points': 0 };

function openAccounts(): Promise<Chat> {
  return openChat({ features, settings, can: { stableIds: false } });
}

function rowsOf(chat: Chat) {
  return exportedRows(chat, { what: 'invitations' }).map(
    ({ inviteeName, inviterName, state, reason, points }) => [
      inviteeName,
      inviterName,
      state,
      reason,
      points,
    ],
  );
}

test('both accounts’ codes lead to the one person, and apart again to each', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  const [ofOld, ofFresh] = [await codeOf(chat, old), await codeOf(chat, fresh)];
  await chat.advance({ days: 1 });
  await linkTo(chat, { fresh, old });
  const [one, two] = [chat.member('甲甲'), chat.member('乙乙')];
  await one.joins();
  await one.says(`邀请码 ${ofOld}`);
  await two.joins();
  await two.says(`邀请码 ${ofFresh}`);
  await stayTogether(chat, [one, two]);
  expect(await chat.pointsOf(old)).toBe(40);
  await undo(fresh);
  const three = chat.member('丙丙');
  await three.joins();
  await three.says(`邀请码 ${ofFresh}`);
  await stay(chat, three, 3);
  expect(await chat.pointsOf(fresh)).toBe(20);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('friends of one account stay its friends when the accounts part', async () => {
  await using chat = await openAccounts();
  const [old, fresh, friend] = [chat.member('旧号'), chat.member('新号'), chat.member('甲甲')];
  for (const account of [old, fresh]) await account.says('早');
  await chat.advance({ days: 1 });
  await friend.joins(fresh);
  await linkTo(chat, { fresh, old });
  await chat.advance({ days: 1 });
  expect(rowsOf(chat)).toEqual([['甲甲', '旧号', 'pending', '', 0]]);
  await undo(fresh);
  await stay(chat, friend, 3);
  expect(rowsOf(chat)).toEqual([['甲甲', '新号', 'valid', '', 20]]);
  expect(await chat.pointsOf(fresh)).toBe(20);
});

test('whoever invited the own second account gives back; parted, a manager decides', async () => {
  await using chat = await openAccounts();
  const [boss, old, fresh] = [chat.member('群主'), chat.member('旧号'), chat.member('新号')];
  await boss.becomes('owner');
  await old.says('早');
  await chat.advance({ days: 1 });
  await fresh.joins(old);
  await stay(chat, fresh, 3);
  expect(await chat.pointsOf(old)).toBe(20);
  await linkTo(chat, { fresh, old });
  expect(await chat.pointsOf(old)).toBe(0);
  await undo(fresh);
  expect(rowsOf(chat)).toEqual([['新号', '旧号', 'held', 'parted', 0]]);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([0, 0]);
  chat.rest();
  await boss.says('邀请审核');
  chat.hears(/关联的账号分开了/);
  await boss.says('驳回邀请 1');
  chat.hears('已驳回 1 个邀请。');
  expect(await chat.pointsOf(old)).toBe(0);
  expect(booksOf(chat)).toEqual([]);
});

test('the code of the older account brought to the newer one gives back just the same', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await old.says('早');
  await chat.advance({ days: 1 });
  await fresh.joins(old);
  await stay(chat, fresh, 3);
  // Now the inviter's account is the one that is merged into the other.
  await linkTo(chat, { fresh: old, old: fresh });
  expect(await chat.pointsOf(old)).toBe(0);
  await undo(old);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([0, 0]);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('a tier that both accounts had reached counts once', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const account of [old, fresh]) await account.says('早');
  await chat.advance({ days: 1 });
  const friends = Array.from({ length: 6 }, (_, index) => chat.member(`好友${index}`));
  for (const [index, friend] of friends.entries()) await friend.joins(index < 3 ? old : fresh);
  await stayTogether(chat, friends);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([90, 90]);
  await linkTo(chat, { fresh, old });
  // Six friends and the tier of three; the tier of five comes with the next friend.
  expect(await chat.pointsOf(old)).toBe(6 * 20 + 30);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('what somebody wrote, and what was written of them, is forgotten with them', async () => {
  await using chat = await openChat({ features, settings });
  const [host, friend] = [chat.member('东家阿福'), chat.member('好友阿贵')];
  await host.says('早');
  await chat.member('老王老王').says('早');
  await chat.advance({ days: 1 });
  for (const one of [friend, chat.member('好友阿财')]) {
    await one.joins(host);
    await one.leaves();
  }
  await host.says('申诉邀请 1 好友阿贵是真人，好友阿财可以作证');
  await chat.member('好友阿财').says('忘记我');
  await chat.member('好友阿财').says('确认忘记');
  const { reader } = chat.app.store;
  const data = await personalDataOf(new Registry(features), reader, await chat.idOf(host));
  expect(JSON.stringify(data)).toContain('好友阿贵是真人，…可以作证');
  await host.says('忘记我');
  await host.says('确认忘记');
  expect(rowsOf(chat)).toEqual([
    ['好友阿贵', '', 'left', 'gone', 0],
    ['', '', 'left', 'gone', 0],
  ]);
});

test('who leaves while the books are wrong is remembered, and the points go back when they are right', async () => {
  await using chat = await openChat({ features, settings });
  const [host, friend] = [chat.member('东家'), chat.member('好友')];
  await host.says('早');
  await chat.advance({ days: 1 });
  await friend.joins(host);
  await stay(chat, friend, 3);
  await chat.app.reviewBooks([{ what: 'balance', why: 'a test' }]);
  await friend.leaves();
  expect(await chat.pointsOf(host)).toBe(20);
  await chat.advance({ hours: 3 });
  expect(await chat.pointsOf(host)).toBe(20);
  await chat.app.reviewBooks([]);
  await chat.advance({ hours: 2 });
  expect(await chat.pointsOf(host)).toBe(0);
});

test('two communities whose friends leave while the books are wrong both get their points back', async () => {
  await using chat = await openChat({ features, settings });
  const pairs = ['g1', 'g2'].map(
    (group) => [chat.member(`东家${group}`, group), chat.member(`好友${group}`, group)] as const,
  );
  for (const [host] of pairs) await host.says('早');
  await chat.advance({ days: 1 });
  for (const [host, friend] of pairs) await friend.joins(host);
  await stayTogether(
    chat,
    pairs.map(([, friend]) => friend),
  );
  await chat.app.reviewBooks([{ what: 'balance', why: 'a test' }]);
  for (const [, friend] of pairs) await friend.leaves();
  await chat.app.reviewBooks([]);
  await chat.advance({ hours: 2 });
  for (const [host] of pairs) expect(await chat.pointsOf(host)).toBe(0);
});

function tiersOf(chat: Chat): readonly (readonly unknown[])[] {
  const connection = openForReading(chat.exportParts.file);
  const sql = `select member_id, friends, round, is_lost from invite_tiers order by 1, 2, 3`;
  const rows = [...connection.iterate({ sql, parameters: [] })];
  connection.close();
  return rows;
}

/** So many friends of each, who have stayed. */
async function befriend(chat: Chat, hosts: readonly (readonly [ChatMember, number])[]) {
  const friends: ChatMember[] = [];
  for (const [host, count] of hosts) {
    for (let index = 0; index < count; index += 1) {
      const friend = chat.member(`${host.who.name}的好友${index}`);
      await friend.joins(host);
      friends.push(friend);
    }
  }
  await stayTogether(chat, friends);
  return friends;
}

test('how an account came in is how the person came, and is the account’s again when they part', async () => {
  await using chat = await openAccounts();
  const [host, old, fresh] = [chat.member('东家'), chat.member('旧号'), chat.member('新号')];
  await host.says('早');
  await chat.advance({ days: 1 });
  await fresh.joins(host);
  await chat.advance({ hours: 1 });
  await old.says('早');
  await linkTo(chat, { fresh, old });
  expect(rowsOf(chat)).toEqual([['旧号', '东家', 'pending', '', 0]]);
  await stay(chat, old, 3);
  expect(rowsOf(chat)).toEqual([['旧号', '东家', 'valid', '', 20]]);
  await undo(fresh);
  expect(rowsOf(chat)).toEqual([['新号', '东家', 'valid', '', 20]]);
  expect(chat.errors).toEqual([]);
});

test('of a tier that both had reached each has the own one when they part, one of them taken back', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const account of [old, fresh]) await account.says('早');
  await chat.advance({ days: 1 });
  await befriend(chat, [
    [old, 3],
    [fresh, 3],
  ]);
  const [into, from] = [await chat.idOf(old), await chat.idOf(fresh)];
  await linkTo(chat, { fresh, old });
  expect(tiersOf(chat)).toEqual([
    [into, 3, 1, 0],
    [into, 3, 2, 1],
  ]);
  await undo(fresh);
  expect(tiersOf(chat)).toEqual([
    [into, 3, 1, 0],
    [from, 3, 1, 1],
  ]);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([90, 60]);
  expect(booksOf(chat)).toEqual([]);
});

test('a tier that was reached by two accounts together is taken back when they part', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const account of [old, fresh]) await account.says('早');
  await chat.advance({ days: 1 });
  await befriend(chat, [
    [old, 1],
    [fresh, 2],
  ]);
  await linkTo(chat, { fresh, old });
  const last = chat.member('最后一位');
  await last.joins(old);
  await stay(chat, last, 3);
  expect(await chat.pointsOf(old)).toBe(4 * 20 + 30);
  await undo(fresh);
  expect([await chat.pointsOf(old), await chat.pointsOf(fresh)]).toEqual([40, 40]);
  expect(booksOf(chat)).toEqual([]);
});

test('who had invited the account that goes on has no tier by it any more', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await fresh.says('早');
  await chat.advance({ days: 1 });
  await old.joins(fresh);
  const friends = ['甲甲', '乙乙'].map((name) => chat.member(name));
  for (const friend of friends) await friend.joins(fresh);
  await stayTogether(chat, [old, ...friends]);
  expect(await chat.pointsOf(fresh)).toBe(90);
  await linkTo(chat, { fresh, old });
  expect(await chat.pointsOf(old)).toBe(40);
  expect(booksOf(chat)).toEqual([]);
});

test('an invitation that was over before the link is over after it, whatever is undone', async () => {
  await using chat = await openAccounts();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  await old.says('早');
  await chat.advance({ days: 1 });
  await fresh.joins(old);
  await fresh.leaves();
  await chat.advance({ days: 2 });
  await fresh.says('早');
  await linkTo(chat, { fresh, old });
  await undo(fresh);
  expect(rowsOf(chat)).toEqual([['新号', '旧号', 'left', 'gone', 0]]);
});

test('of who is forgotten no appeal, no tier and no day of talk is left', async () => {
  await using chat = await openChat({ features, settings: { ...settings, 'invite.stayDays': 5 } });
  const [host, fresh] = [chat.member('东家'), chat.member('新人')];
  await host.says('早');
  await chat.advance({ days: 1 });
  await befriend(chat, [[host, 3]]);
  await chat.advance({ days: 3 });
  await chat.member('路过').joins(host);
  await chat.member('路过').leaves();
  await host.says('申诉邀请 4 他还会回来');
  await fresh.joins(host);
  await fresh.says('早上好');
  const left = () => {
    const connection = openForReading(chat.exportParts.file);
    const rows = ['invite_tiers', 'invite_talk', 'invite_invitations where appeal is not null'].map(
      (from) => {
        const sql = `select count(*) from ${from}`;
        return [...connection.iterate({ sql, parameters: [] })][0]?.[0];
      },
    );
    connection.close();
    return rows;
  };
  expect(left()).toEqual([1, 1, 1]);
  for (const member of [fresh, host]) {
    await member.whispers('忘记我');
    await member.whispers('确认忘记');
  }
  expect(left()).toEqual([0, 0, 0]);
  expect(chat.errors).toEqual([]);
});
