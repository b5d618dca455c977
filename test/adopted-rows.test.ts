/**
 * What is kept of the people of a group that joins a community goes along with them, or stays by a
 * rule: told by the tables themselves, column by column, so that no new table is forgotten.
 */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { personalDataOf } from '../src/runtime/house/personal.ts';
import { Registry } from '../src/runtime/registry.ts';
import { openForReading } from '../src/store/open.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import type { Chat } from '../src/testing/open-chat.ts';
import { codeOf as inviteCodeOf } from './invite-chat.ts';
import { joinCommunity } from './joined-groups.ts';
import { booksOf, codeOf, membersOf, openLinkedChat } from './linked-chat.ts';

type Counts = Readonly<Record<string, number>>;

/** Columns that hold a number, but not that of a member or a community. */
const OTHERS = `('group_id', 'lottery_id', 'invitation_id', 'account_id', 'platform_id', 'push_id')`;

function rowsWith({ exportParts }: Chat, where: (column: string) => string | undefined): Counts {
  const connection = openForReading(exportParts.file);
  const rows = (sql: string) => [...connection.iterate({ sql, parameters: [] })];
  const columns = rows(`select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c
    where m.type = 'table' and c.name like '%!_id' escape '!' and c.name not in ${OTHERS}
      order by 1, 2`);
  const counts = columns.map(([table, column]) => {
    const condition = where(String(column));
    const [row] = condition ? rows(`select count(*) from "${table}" where ${condition}`) : [];
    return [`${table}.${column}`, Number(row?.[0] ?? 0)] as const;
  });
  connection.close();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const rowsAbout = (chat: Chat, member: number): Counts =>
  rowsWith(chat, (column) => (column === 'community_id' ? undefined : `"${column}" = ${member}`));

const rowsIn = (chat: Chat, community: number): Counts =>
  rowsWith(chat, (column) =>
    column === 'community_id' ? `community_id = ${community}` : undefined,
  );

/** 乙 is a group in which everything has happened; 旧友 has had a part in all of it. */
async function openLife() {
  const chat = await openLinkedChat({
    'lottery.preset': 'none',
    'points.chatPoints': 1,
    'points.giveOn': true,
  });
  const [ming, boss] = [chat.member('大明', '甲'), chat.member('群主', '乙')];
  const [old, hong] = [chat.member('旧友', '乙'), chat.member('小红', '乙')];
  for (const member of [ming, boss, hong]) await member.says('早');
  await boss.becomes('owner');
  const code = await inviteCodeOf(chat, hong);
  await chat.advance({ days: 1 });
  await old.joins();
  await old.says(`邀请码 ${code}`);
  await boss.says('任命 @旧友 运营', { mentions: [old] });
  await old.says('签到');
  await old.says('提醒我签到');
  await boss.says('送补签卡 @旧友 2', { mentions: [old] });
  await boss.says('加分 @旧友 90 帮忙', { mentions: [old] });
  await old.says('赠送 @小红 1', { mentions: [hong] });
  await boss.says('标签 @旧友 VIP', { mentions: [old] });
  await old.says('标签 @小红 讲师', { mentions: [hong] });
  await old.says('话题 加 今天吃什么');
  await old.says('周预告 私聊');
  await old.says('别提醒我 投票提醒');
  await old.says('发起投票 旧友选哪 | 甲 | 乙');
  await old.says('投票 1 1');
  await old.says('结束投票 1');
  await old.says('定时 每天 09:00 早安');
  await old.says('就这样');
  await old.says('删除定时 1');
  await old.says('发起抽奖 一号；奖品：书；开奖：手动');
  await old.says('发起');
  await hong.says('参加抽奖 1');
  await old.says('开奖 1');
  await old.says('截止开奖');
  await chat.advance({ minutes: 1 });
  await hong.says('领奖 1');
  await boss.says('抽奖黑名单 @旧友', { mentions: [old] });
  await inviteCodeOf(chat, old);
  await codeOf(chat, old);
  await chat.advance({ minutes: 10 });
  await old.says('加入社群 0000-0000');
  return { chat, ming, boss, old, hong };
}

test('whoever came with a group leaves only entries, results and old lists behind', async () => {
  const { chat, ming, boss, old } = await openLife();
  await using _ = chat;
  const from = await chat.idOf(old);
  await joinCommunity(chat, { host: ming, guest: boss });
  const into = await chat.idOf(old);
  expect(into).not.toBe(from);
  expect(rowsAbout(chat, from)).toEqual({
    'audit.operator_id': 7,
    'balances.member_id': 1,
    // Two that came and two that went along, as with points.
    'checkin_cards.member_id': 2,
    'ledger_entries.member_id': 4,
    // Good until it is used: whose it is, is found by the number.
    'link_codes.member_id': 1,
    'lottery_lotteries.creator_id': 1,
    'polls_ballots.member_id': 1,
    'polls_polls.author_id': 1,
    'schedules.author_id': 1,
    'schedules.changed_by_id': 1,
  });
  expect(rowsAbout(chat, into)).toEqual({
    'activity_days.member_id': 1,
    'balances.member_id': 1,
    'checkin_cards.member_id': 1,
    'checkin_days.member_id': 1,
    'checkin_totals.member_id': 1,
    'checkin_wishes.member_id': 1,
    'claims.member_id': 1,
    // Of what was earned before: the sums are found under the number that goes on.
    'earned_days.member_id': 1,
    'invite_codes.member_id': 1,
    'invite_invitations.invitee_id': 1,
    'ledger_entries.member_id': 1,
    'lottery_blocked.member_id': 1,
    'memberships.member_id': 1,
    'points_given.member_id': 1,
    'pushes_off.member_id': 1,
    'remind_topics.author_id': 1,
    'remind_waits.member_id': 1,
    'tags_given.member_id': 1,
    'tags_given.operator_id': 1,
  });
});

test('a community without groups keeps what was: the ledger, results, and who did what', async () => {
  const { chat, ming, boss } = await openLife();
  await using _ = chat;
  await joinCommunity(chat, { host: ming, guest: boss });
  expect(rowsIn(chat, 2)).toEqual({
    'audit.community_id': 13,
    'balances.community_id': 3,
    // Of what is over: deadlines that find nothing to do.
    'due_items.community_id': 4,
    'earned_days.community_id': 4,
    'ledger_entries.community_id': 9,
    'lottery_lotteries.community_id': 1,
    'members.community_id': 3,
    'polls_ballots.community_id': 1,
    'polls_polls.community_id': 1,
    'schedules.community_id': 1,
    'treasuries.community_id': 1,
  });
});

test('one’s own data holds what came along and what stayed, and forgetting takes both', async () => {
  const { chat, ming, boss, old } = await openLife();
  await using _ = chat;
  const from = await chat.idOf(old);
  await joinCommunity(chat, { host: ming, guest: boss });
  const into = await chat.idOf(old);
  const registry = new Registry(features);
  const data = await personalDataOf(registry, chat.app.store.reader, into);
  expect(data).toMatchObject({ accounts: [{ id: '旧友' }], communities: [{ memberId: into }] });
  expect(JSON.stringify(data)).toContain('VIP');
  await old.whispers('忘记我');
  await old.whispers('确认忘记');
  await chat.advance({ minutes: 1 });
  expect(rowsAbout(chat, from)).toEqual({
    'audit.operator_id': 7,
    'balances.member_id': 1,
    'ledger_entries.member_id': 4,
    'polls_ballots.member_id': 1,
  });
  expect(rowsAbout(chat, into)).toEqual({
    'activity_days.member_id': 1,
    'audit.operator_id': 1,
    'balances.member_id': 1,
    'checkin_days.member_id': 1,
    'checkin_totals.member_id': 1,
    'earned_days.member_id': 1,
    'invite_invitations.invitee_id': 1,
    'ledger_entries.member_id': 1,
    'memberships.member_id': 1,
  });
  // Also in what stayed behind nobody reads the name any more.
  expect(JSON.stringify(exportedRows(chat, { what: 'polls' }))).not.toContain('旧友');
  expect(membersOf(chat, 'name')).not.toContainEqual({ name: '旧友' });
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});
