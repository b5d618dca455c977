/** However groups join and leave, and people link and go: nobody is lost, doubled or misplaced. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openForReading } from '../../src/store/open.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import type { Chat } from '../../src/testing/open-chat.ts';
import { communityCode } from '../../test/joined-groups.ts';
import { booksOf, codeOf, openLinkedChat, undo } from '../../test/linked-chat.ts';

const RUNS = 6;
const MOST_MS = 60_000;
const GROUPS = ['甲', '乙', '丙'] as const;

const who = fc.constantFrom('一', '二', '三', '四');
const group = fc.constantFrom(...GROUPS);
const deed = fc.oneof(
  fc.record({ do: fc.constant('talk' as const), who, group }),
  fc.record({ do: fc.constant('checkIn' as const), who, group }),
  fc.record({ do: fc.constant('tag' as const), who, group }),
  fc.record({ do: fc.constant('give' as const), who, group }),
  fc.record({ do: fc.constant('joinCommunity' as const), group, other: group }),
  fc.record({ do: fc.constant('leaveCommunity' as const), group }),
  fc.record({ do: fc.constant('link' as const), who, other: who }),
  fc.record({ do: fc.constant('undo' as const), who }),
  fc.record({ do: fc.constant('forget' as const), who }),
  fc.record({ do: fc.constant('night' as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** Each group has an owner of its own, who does nothing else. */
const bossOf = (chat: Chat, place: string) => chat.member(`群主${place}`, place);

async function happen(chat: Chat, happening: Deed): Promise<void> {
  switch (happening.do) {
    case 'talk':
      return chat.member(happening.who, happening.group).says('大家好');
    case 'checkIn':
      return chat.member(happening.who, happening.group).says('签到');
    case 'tag': {
      const member = chat.member(happening.who, happening.group);
      const boss = bossOf(chat, happening.group);
      return boss.says(`标签 @${happening.who} 老友`, { mentions: [member] });
    }
    case 'give': {
      const member = chat.member(happening.who, happening.group);
      const boss = bossOf(chat, happening.group);
      return boss.says(`加分 @${happening.who} 3 帮忙`, { mentions: [member] });
    }
    case 'joinCommunity': {
      if (happening.group === happening.other) return;
      const code = await communityCode(chat, bossOf(chat, happening.other));
      await bossOf(chat, happening.group).says(`加入社群 ${code}`);
      return bossOf(chat, happening.group).says('确认加入');
    }
    case 'leaveCommunity':
      await bossOf(chat, happening.group).says('退出社群');
      return bossOf(chat, happening.group).says('确认退出');
    case 'link': {
      const code = await codeOf(chat, chat.member(happening.who));
      const other = chat.member(happening.other);
      await other.whispers(`关联 ${code}`);
      return other.whispers('确认关联');
    }
    case 'undo':
      return undo(chat.member(happening.who));
    case 'forget':
      await chat.member(happening.who).whispers('忘记我');
      return chat.member(happening.who).whispers('确认忘记');
    case 'night':
      return chat.advance({ days: 1 });
  }
}

/** Rows that stand in one community and belong to somebody or something of another. */
const MISPLACED = [
  `select 'membership' from memberships join groups on groups.id = group_id
    join members on members.id = member_id where groups.community_id <> members.community_id`,
  `select 'activity' from activity_days join groups on groups.id = group_id
    join members on members.id = member_id where groups.community_id <> members.community_id`,
  `select 'claim' from claims join members on members.id = member_id
    where claims.community_id <> members.community_id or merged_into is not null`,
  `select 'check-in' from checkin_days join members on members.id = member_id
    where checkin_days.community_id <> members.community_id`,
  `select 'total' from checkin_totals join members on members.id = member_id
    where checkin_totals.community_id <> members.community_id`,
  `select 'tag' from tags_given join members on members.id = member_id
    where tags_given.community_id <> members.community_id`,
  `select 'merged twice' from members join members as next on next.id = members.merged_into
    where next.merged_into is not null`,
  `select 'points of one who goes on as another' from balances
    join members on members.id = member_id where merged_into is not null
      and balance <> 0 and erased_at is null`,
  `select 'push' from pushes join groups on groups.id = group_id
    where groups.community_id <> pushes.community_id`,
  `select 'inviter' from memberships join groups on groups.id = group_id
    join members on members.id = inviter_id where groups.community_id <> members.community_id`,
];

function misplaced({ exportParts }: Chat): readonly unknown[] {
  const connection = openForReading(exportParts.file);
  const rows = MISPLACED.flatMap((sql) => [...connection.iterate({ sql, parameters: [] })]);
  connection.close();
  return rows;
}

const sum = (rows: readonly Readonly<Record<string, unknown>>[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

test('every row stands where its group is, and books add up, after any life', {
  timeout: MOST_MS,
}, async () => {
  const law = fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 40 }), async (life) => {
    await using chat = await openLinkedChat({ 'points.chatPoints': 1, 'points.everySeconds': 0 });
    for (const place of GROUPS) {
      await bossOf(chat, place).says('早');
      await bossOf(chat, place).becomes('owner');
    }
    for (const happening of life) {
      await happen(chat, happening);
      await chat.advance({ minutes: 5 });
    }
    expect(chat.errors).toEqual([]);
    expect(misplaced(chat)).toEqual([]);
    expect(booksOf(chat)).toEqual([]);
    const members = exportedRows(chat, { what: 'members' });
    expect(sum(exportedRows(chat, { what: 'activity' }), 'messages')).toBe(
      sum(members, 'messages'),
    );
    const accounts = members
      .filter(({ accountId }) => accountId !== '')
      .map(({ accountId, community }) => `${accountId} ${community}`);
    expect(new Set(accounts).size).toBe(accounts.length);
  });
  await fc.assert(law, { numRuns: RUNS });
});
