/** What is decided about an invitation a second time: paid again, but never twice. */
import { expect, test } from 'vitest';
import { exportedRows } from '../src/testing/exported-rows.ts';
import type { Chat } from '../src/testing/open-chat.ts';
import { codeOf, openInvites, stay, stayTogether } from './invite-chat.ts';
import { booksOf } from './linked-chat.ts';

const WRONG = [{ what: 'balance', why: 'a test' }] as const;

async function openReview(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openInvites(settings);
  const [boss, host] = [chat.member('群主'), chat.member('东家')];
  await boss.says('早');
  await boss.becomes('owner');
  await host.says('早');
  await chat.advance({ days: 1 });
  return { chat, boss, host };
}

function invitersOf(chat: Chat) {
  return exportedRows(chat, { what: 'invitations' }).map(({ inviterName }) => inviterName);
}

test('a friend who left, came back and is let through brings the reward again, and the inviter hears it', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const fresh = chat.member('新人');
  await fresh.joins(host);
  await stay(chat, fresh, 3);
  await fresh.leaves();
  await chat.advance({ days: 2 });
  await fresh.joins(host);
  expect(await chat.pointsOf(host)).toBe(0);
  for (let time = 0; time < 2; time += 1) {
    await host.says('申诉邀请 1 她只是手滑');
    await boss.says('通过邀请 1');
    chat.rest();
    await stay(chat, fresh, 3);
    expect(await chat.pointsOf(host)).toBe(20);
    chat.hears(/^@东家 \+20/);
    await fresh.leaves();
    expect(await chat.pointsOf(host)).toBe(0);
    await chat.advance({ days: 2 });
    await fresh.joins(host);
  }
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('what could not be taken back while the books were wrong is not paid on top of it', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const fresh = chat.member('新人');
  await fresh.joins(host);
  await stay(chat, fresh, 3);
  await chat.app.reviewBooks(WRONG);
  await fresh.leaves();
  await chat.advance({ days: 2 });
  await fresh.joins(host);
  await host.says('申诉邀请 1 她只是手滑');
  await boss.says('通过邀请 1');
  await stay(chat, fresh, 3);
  await chat.app.reviewBooks([]);
  await chat.advance({ hours: 2 });
  expect(await chat.pointsOf(host)).toBe(20);
});

test('of two who are named the first stays until the second look has said yes', async () => {
  const { chat, boss, host } = await openReview({ 'invite.reward': 2000 });
  await using _ = chat;
  const [other, fresh] = [chat.member('老王'), chat.member('新人')];
  const codes = [await codeOf(chat, host), await codeOf(chat, other)];
  await chat.advance({ days: 1 });
  await fresh.joins();
  for (const code of codes) await fresh.says(`邀请码 ${code}`);
  chat.rest();
  await boss.says('通过邀请 1 @老王', { mentions: [other] });
  chat.hears('通过 1 个邀请，都有效的话要付 2000 积分。确定吗？');
  await boss.says('算了');
  expect(invitersOf(chat)).toEqual(['东家']);
  await boss.says('通过邀请 1 @老王', { mentions: [other] });
  chat.rest();
  await boss.says('确定');
  chat.hears('已通过 1 个邀请，照常计算。');
  expect(invitersOf(chat)).toEqual(['老王']);
});

test('a manager who was named second does not decide that it was they', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const fresh = chat.member('新人');
  const codes = [await codeOf(chat, host), await codeOf(chat, boss)];
  await chat.advance({ days: 1 });
  await fresh.joins();
  for (const code of codes) await fresh.says(`邀请码 ${code}`);
  chat.rest();
  await boss.says('通过邀请 1 @群主', { mentions: [boss] });
  chat.hears('自己的邀请请另一位运营来看。');
  await boss.says('通过邀请 1 @新人', { mentions: [fresh] });
  chat.hears('没有这样的邀请在等，发「邀请审核」看编号。');
  expect(invitersOf(chat)).toEqual(['东家']);
});

test('a tier is taken back when the books are right again, also where a friend alone brings nothing', async () => {
  const { chat, host } = await openReview({ 'invite.reward': 0 });
  await using _ = chat;
  const friends = ['甲甲', '乙乙', '丙丙'].map((name) => chat.member(name));
  for (const friend of friends) await friend.joins(host);
  await stayTogether(chat, friends);
  expect(await chat.pointsOf(host)).toBe(30);
  await chat.app.reviewBooks(WRONG);
  await friends[0]?.leaves();
  await chat.advance({ hours: 2 });
  expect(await chat.pointsOf(host)).toBe(30);
  await chat.app.reviewBooks([]);
  await chat.advance({ hours: 2 });
  expect(await chat.pointsOf(host)).toBe(0);
});

test('a friend who is forgotten while the books are wrong brings nothing when they are right', async () => {
  const { chat, host } = await openReview();
  await using _ = chat;
  const fresh = chat.member('新人');
  await fresh.joins(host);
  await stay(chat, fresh, 3);
  await chat.app.reviewBooks(WRONG);
  await fresh.whispers('忘记我');
  await fresh.whispers('确认忘记');
  expect(await chat.pointsOf(host)).toBe(20);
  await chat.app.reviewBooks([]);
  await chat.advance({ hours: 2 });
  expect(await chat.pointsOf(host)).toBe(0);
  expect(booksOf(chat)).toEqual([]);
});
