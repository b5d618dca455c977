/** What is held is decided by a person: what is much is shown first, and never about one's own. */
import { expect, test } from 'vitest';
import { exportedRows } from '../src/testing/exported-rows.ts';
import type { Chat } from '../src/testing/open-chat.ts';
import { codeOf, openInvites, stay, stayTogether } from './invite-chat.ts';

async function openReview() {
  const chat = await openInvites();
  const [boss, host] = [chat.member('群主'), chat.member('东家')];
  await boss.becomes('owner');
  await host.says('早');
  await chat.advance({ days: 1 });
  return { chat, boss, host };
}

function statesOf(chat: Chat) {
  return exportedRows(chat, { what: 'invitations' }).map(({ state }) => state);
}

test('more than twenty are shown first, with what they may cost; «算了» changes nothing', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const rush = Array.from({ length: 21 }, (_, index) => chat.member(`新${index}`));
  for (const one of rush) await one.joins(host);
  await boss.says('通过邀请 @东家', { mentions: [host] });
  const asked = chat.hears('通过 21 个邀请，都有效的话要付 420 积分。确定吗？');
  await boss.says('算了');
  chat.hears('好，没有改动。');
  expect(new Set(statesOf(chat))).toEqual(new Set(['held']));
  await boss.says('通过邀请 全部');
  chat.next();
  await boss.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears('已通过 21 个邀请，照常计算。');
  expect(new Set(statesOf(chat))).toEqual(new Set(['pending']));
  await boss.says('操作记录');
  chat.hears(/群主：通过 21 个邀请：1 2 3/);
});

test('who is no manager any more approves nothing, whatever they were asked before', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  for (let index = 0; index < 21; index += 1) await chat.member(`新${index}`).joins(host);
  await boss.says('通过邀请 全部');
  const asked = chat.hears(/^通过 21 个邀请/);
  await boss.becomes('member');
  await boss.presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears('好，没有改动。');
  expect(new Set(statesOf(chat))).toEqual(new Set(['held']));
});

test('few are shown first, too, when they may cost more than a thousand points', async () => {
  await using chat = await openInvites({ 'invite.reward': 600, 'invite.burst': { most: 1 } });
  const [boss, host] = [chat.member('群主'), chat.member('东家')];
  await boss.becomes('owner');
  await host.says('早');
  await chat.advance({ days: 1 });
  for (const name of ['甲甲', '乙乙']) await chat.member(name).joins(host);
  await boss.says('通过邀请 1');
  chat.hears('已通过 1 个邀请，照常计算。');
  await chat.member('丙丙').joins(host);
  await boss.says('通过邀请 全部');
  chat.hears('通过 2 个邀请，都有效的话要付 1200 积分。确定吗？');
});

test('what was let through is not held again by those who come after', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  for (let index = 0; index < 9; index += 1) await chat.member(`新${index}`).joins(host);
  await boss.says('通过邀请 全部');
  chat.hears('已通过 9 个邀请，照常计算。');
  await chat.member('又一个').joins(host);
  expect(statesOf(chat)).toEqual([...Array.from({ length: 9 }, () => 'pending'), 'held']);
});

test('a manager who invited somebody does not decide about it', async () => {
  const { chat, boss } = await openReview();
  await using _ = chat;
  for (let index = 0; index < 9; index += 1) await chat.member(`新${index}`).joins(boss);
  await boss.says('通过邀请 全部');
  chat.hears('自己的邀请请另一位运营来看。');
  expect(new Set(statesOf(chat))).toEqual(new Set(['held']));
});

test('a manager who was named as the second inviter decides for neither of the two', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const [his, own] = [await codeOf(chat, host), await codeOf(chat, boss)];
  const fresh = chat.member('新人');
  await fresh.joins();
  await fresh.says(`邀请码 ${his}`);
  await fresh.says(`邀请码 ${own}`);
  for (const command of ['驳回邀请 1', '通过邀请 1', '通过邀请 全部']) {
    chat.rest();
    await boss.says(command);
    chat.hears('自己的邀请请另一位运营来看。');
  }
  expect(statesOf(chat)).toEqual(['held']);
});

test('members do not review', async () => {
  const { chat, host } = await openReview();
  await using _ = chat;
  for (const command of ['邀请审核', '通过邀请 1', '驳回邀请 1']) {
    await host.says(command);
    chat.hears(/运营/);
  }
});

test('of two who are named, the manager may find that it was the second', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const [other, fresh] = [chat.member('老王'), chat.member('新人')];
  const [first, second] = [await codeOf(chat, host), await codeOf(chat, other)];
  await chat.advance({ days: 1 });
  await fresh.joins();
  await fresh.says(`邀请码 ${first}`);
  await fresh.says(`邀请码 ${second}`);
  await stay(chat, fresh, 4);
  chat.rest();
  await boss.says('邀请审核');
  chat.hears(/\n　还说过：老王\n/);
  await boss.says('通过邀请 1 @老王', { mentions: [other] });
  chat.hears('已通过 1 个邀请，照常计算。\n其中 1 个已经有效。');
  expect([await chat.pointsOf(host), await chat.pointsOf(other)]).toEqual([0, 20]);
});

test('whom an admin only let in can say who brought them, and a manager sees both names', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  await boss.says('早');
  const [admin, fresh] = [chat.member('管理员'), chat.member('新人')];
  await admin.says('早');
  await admin.becomes('admin');
  await chat.advance({ hours: 1 });
  await fresh.joins(admin, { manner: 'added' });
  await fresh.says('邀请人 @东家', { mentions: [host] });
  await stay(chat, fresh, 4);
  chat.rest();
  await boss.says('通过邀请 1 @东家', { mentions: [host] });
  chat.hears('已通过 1 个邀请，照常计算。\n其中 1 个已经有效。');
  expect(await chat.pointsOf(host)).toBe(20);
});

test('an inviter who does not agree appeals, and a manager lets it count or leaves it', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  await boss.says('早');
  await chat.member('小刚').says('早');
  const added = ['甲甲', '乙乙'].map((name) => chat.member(name));
  await host.becomes('admin');
  for (const one of added) await one.joins(host, { manner: 'added' });
  await stayTogether(chat, added);
  chat.rest();
  await chat.member('小刚').says('申诉邀请 1 我也想要');
  chat.hears('你没有编号 1 的邀请，发「我的邀请」看编号。');
  await host.says('申诉邀请 1 我表妹，手把手教她进的群');
  chat.hears('#1 已请运营再看一次。');
  await host.says('申诉邀请 1 快一点');
  chat.hears('这个邀请已经申诉过了，请等运营来看。');
  await host.says('申诉邀请 2 一样');
  chat.rest();
  await boss.says('邀请审核');
  chat.hears(/\n　申诉：我表妹，手把手教她进的群\n/);
  await boss.says('通过邀请 1');
  chat.hears('已通过 1 个邀请，照常计算。');
  await boss.says('驳回邀请 2');
  chat.hears('已驳回 1 个邀请。');
  await stayTogether(chat, added);
  expect(await chat.pointsOf(host)).toBe(20);
  expect(statesOf(chat)).toEqual(['valid', 'rejected']);
  await host.says('申诉邀请 1 再来');
  expect(chat.rest().at(-1)?.text).toBe('这个邀请不用申诉：有效。');
});

test('what is refused after it was paid is taken back', async () => {
  const { chat, boss, host } = await openReview();
  await using _ = chat;
  const fresh = chat.member('新人');
  await fresh.joins(host);
  await stay(chat, fresh, 3);
  await fresh.leaves();
  await chat.advance({ days: 3 });
  chat.rest();
  await host.says('申诉邀请 1 平台说错了，他一直在');
  chat.hears('#1 已请运营再看一次。');
  await boss.says('通过邀请 1');
  chat.hears('已通过 1 个邀请，照常计算。');
  // Nobody sees the friend in the group: it stays as it was.
  await chat.advance({ days: 4 });
  expect(statesOf(chat)).toEqual(['left']);
  expect(await chat.pointsOf(host)).toBe(0);
});
