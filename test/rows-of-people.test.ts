/**
 * What every feature keeps of a person goes along when accounts are linked, comes back when they
 * part, and is nobody's when they are forgotten: told by the tables themselves, column by column.
 */
import { expect, test } from 'vitest';
import { openForReading } from '../src/store/open.ts';
import type { Chat } from '../src/testing/open-chat.ts';
import { codeOf as inviteCodeOf } from './invite-chat.ts';
import { booksOf, join, openLinkedChat, undo } from './linked-chat.ts';

type Counts = Readonly<Record<string, number>>;

/** Columns that hold a number, but not that of a member. */
const OTHERS = `('community_id', 'group_id', 'lottery_id', 'invitation_id', 'account_id')`;

/** How many rows each column of each table has about a member. */
function rowsAbout({ exportParts }: Chat, member: number): Counts {
  const connection = openForReading(exportParts.file);
  const rows = (sql: string) => [...connection.iterate({ sql, parameters: [] })];
  const columns = rows(`select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c
    where m.type = 'table' and c.name like '%!_id' escape '!' and c.name not in ${OTHERS}
      order by 1, 2`);
  const counts = columns.map(([table, column]) => {
    const [row] = rows(`select count(*) from "${table}" where "${column}" = ${member}`);
    return [`${table}.${column}`, Number(row?.[0])] as const;
  });
  connection.close();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Of features alone: what the house keeps is told elsewhere. */
function ofFeatures(counts: Counts): Counts {
  const features = /^(?:tags|schedule|polls|lottery|invite)/;
  return Object.fromEntries(Object.entries(counts).filter(([name]) => features.test(name)));
}

async function openLife() {
  const chat = await openLinkedChat({ 'lottery.preset': 'none', 'invite.stayDays': 30 });
  const [boss, old, hong] = [chat.member('群主'), chat.member('旧号'), chat.member('小红')];
  await boss.says('早');
  await boss.becomes('owner');
  for (const member of [old, hong]) await member.says('早');
  const code = await inviteCodeOf(chat, hong);
  await chat.advance({ days: 1 });
  const [fresh, friend] = [chat.member('新号'), chat.member('新人')];
  await fresh.joins();
  await fresh.says(`邀请码 ${code}`);
  await boss.says('任命 @新号 运营', { mentions: [fresh] });
  await boss.says('标签 @新号 VIP', { mentions: [fresh] });
  await fresh.says('标签 @小红 讲师', { mentions: [hong] });
  await fresh.says('定时 每天 09:00 早安');
  await fresh.says('就这样');
  await fresh.says('发起投票 去哪 | 甲 | 乙');
  await fresh.says('投票 1 1');
  await boss.says('发起投票 谁来 | 甲 | 乙 | +匿名');
  await fresh.whispers('投票 2 1');
  await boss.says('发起投票 难 | 甲 | 乙 | +条件 积分>=100000');
  await fresh.presses('polls:3:1');
  for (const terms of ['一号；奖品：书 x2；开奖：手动', '二号；奖品：书；开奖：手动']) {
    await fresh.says(`发起抽奖 ${terms}`);
    await fresh.says('发起');
  }
  for (const member of [fresh, hong]) await member.says('参加抽奖 1');
  await fresh.says('参加抽奖 2');
  await fresh.says('开奖 1');
  await fresh.says('截止开奖');
  await chat.advance({ seconds: 20 });
  await fresh.says('重新开奖 1 @小红 联系不上', { mentions: [hong] });
  await fresh.says('收回重开');
  await fresh.says('抽奖黑名单 @小红', { mentions: [hong] });
  await boss.says('抽奖黑名单 @新号', { mentions: [fresh] });
  const own = await inviteCodeOf(chat, fresh);
  await chat.advance({ minutes: 5 });
  await friend.joins();
  await friend.says(`邀请码 ${own}`);
  const [from, into] = [await chat.idOf(fresh), await chat.idOf(old)];
  return { chat, old, fresh, from, into };
}

test('whoever is merged leaves only what they did as a manager behind, and gets all back when they part', async () => {
  const { chat, old, fresh, from, into } = await openLife();
  await using _ = chat;
  const before = {
    from: ofFeatures(rowsAbout(chat, from)),
    into: ofFeatures(rowsAbout(chat, into)),
  };
  await join(chat, { fresh, old });
  expect(ofFeatures(rowsAbout(chat, from))).toEqual({
    // The other one was here before, so this was no invitation; a manager looks when they part.
    'invite_invitations.invitee_id': 1,
    'lottery_blocked.operator_id': 1,
    'lottery_lotteries.creator_id': 2,
    'lottery_records.operator_id': 1,
  });
  expect(ofFeatures(rowsAbout(chat, into))).toEqual({
    'invite_codes.member_id': 1,
    'invite_invitations.inviter_id': 1,
    'lottery_blocked.member_id': 1,
    'lottery_entries.member_id': 2,
    'lottery_winners.member_id': 1,
    'polls_ballots.member_id': 1,
    'polls_polls.author_id': 1,
    'polls_voters.member_id': 1,
    'schedules.author_id': 1,
    'schedules.changed_by_id': 1,
    'tags_given.member_id': 1,
    'tags_given.operator_id': 1,
  });
  await undo(fresh);
  // That one was told of a poll is not carried along: it may be told once more.
  const { 'polls_told.member_id': _told, ...kept } = before.from;
  expect(ofFeatures(rowsAbout(chat, from))).toEqual(kept);
  expect(ofFeatures(rowsAbout(chat, into))).toEqual(before.into);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('whoever is forgotten is in no row but where sums and results need the bare number', async () => {
  const { chat, fresh, from } = await openLife();
  await using _ = chat;
  await fresh.whispers('忘记我');
  await fresh.whispers('确认忘记');
  expect(ofFeatures(rowsAbout(chat, from))).toEqual({
    'invite_invitations.invitee_id': 1,
    'invite_invitations.inviter_id': 1,
    'polls_voters.member_id': 1,
  });
  // A list that was frozen stays as it was; of an open lottery they are gone.
  const connection = openForReading(chat.exportParts.file);
  const sql = `select number, entrants, tickets, (select count(*) from lottery_entries
    where lottery_id = lottery_lotteries.id) from lottery_lotteries order by number`;
  expect([...connection.iterate({ sql, parameters: [] })]).toEqual([
    [1, 2, 2, 2],
    [2, 0, 0, 0],
  ]);
  connection.close();
  expect(chat.errors).toEqual([]);
});

test('whoever is forgotten with two accounts is forgotten under both numbers', async () => {
  const { chat, old, fresh, from, into } = await openLife();
  await using _ = chat;
  await join(chat, { fresh, old });
  await fresh.whispers('忘记我');
  await fresh.whispers('确认忘记');
  expect(ofFeatures(rowsAbout(chat, from))).toEqual({ 'invite_invitations.invitee_id': 1 });
  expect(ofFeatures(rowsAbout(chat, into))).toEqual({
    'invite_invitations.inviter_id': 1,
    'polls_voters.member_id': 1,
  });
  expect(chat.errors).toEqual([]);
});
