/** What exports say, on a real database; the columns are the published contract. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Commanding,
  compileNow,
  defineFeature,
  describe as describeFeature,
  type MemberId,
  parseDay,
  phrases,
  tables,
  todays,
  translationOf,
} from '#kit';
import { groups } from '../../commands/groups/index.ts';
import { joinCommunity } from '../../test/joined-groups.ts';
import { orderFor } from '../exports.ts';
import { openForReading } from '../store/open.ts';
import { type Chat, openChat } from '../testing/open-chat.ts';
import { exportsOf } from './catalogue.ts';

type Row = Readonly<Record<string, unknown>>;

const words = phrases({
  name: '试验',
  commands: { stamp: { words: ['盖章'], help: '盖一个章' } },
  labels: {},
  texts: {},
});

const base = describeFeature({
  name: 'stamp',
  settings: z.object({}),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, words),
    en: translationOf(words, words),
  },
});

const db = tables<{ stamp_days: { community_id: number; member_id: MemberId; day: string } }>();
const headers = { 'zh-CN': '章', 'zh-TW': '章', en: 'Stamps' };

/** A small feature that pays, keeps days and adds two columns to the export of members. */
const stamp = defineFeature({
  ...base,
  commands: {
    stamp: {
      async handle({ member, tx, today }: Commanding<typeof base>) {
        const note = `盖章于 ${today}`;
        await tx.ledger.post({ member: member.id, points: 3, reason: 'stamp', once: today, note });
      },
    },
  },
  schema: [
    {
      name: 'days',
      sql: `create table stamp_days (community_id integer, member_id integer, day text);
            insert into stamp_days values (1, 1, '2026-03-01'), (1, 1, '2026-02-01')`,
    },
  ],
  memberFigures: {
    columns: [
      { key: 'checkIns', kind: 'integer', headers },
      { key: 'stampedToday', kind: 'text', headers },
    ],
    select: (scope) =>
      db
        .selectFrom('stamp_days')
        .innerJoin(todays(scope).as('todays'), 'todays.community_id', 'stamp_days.community_id')
        .select(({ fn, ref }) => [
          'member_id',
          fn.countAll().as('checkIns'),
          fn.max(ref('todays.today')).as('stampedToday'),
        ])
        .groupBy('member_id'),
  },
  exports: {
    stamps: { columns: [], rows: () => compileNow(db.selectFrom('stamp_days').select('day')) },
  },
});

const features = [stamp, groups];

function open(now = '2026-03-01T09:00:00+08:00', folder?: string): Promise<Chat> {
  return openChat({ features, now, ...(folder === undefined ? {} : { folder }) });
}

/** All rows of an export as objects, as JSON would have them but with instants as numbers. */
function rowsOf(chat: Chat, what: string, wish: { from?: string; to?: string } = {}): Row[] {
  const file = `${chat.folder}/qunli.db`;
  const connection = openForReading(file);
  try {
    const source = exportsOf(features).get(what);
    if (!source) throw new Error(`no export ${what}`);
    const [from, to] = [parseDay(wish.from ?? ''), parseDay(wish.to ?? '')];
    const order = orderFor(
      connection,
      { file, features, everywhere: new Map() },
      { source, format: 'json', from, to },
    );
    return [...connection.iterate(order.query)].map((cells) => {
      expect(cells).toHaveLength(order.columns.length);
      return Object.fromEntries(order.columns.map(({ key }, index) => [key, cells[index]]));
    });
  } finally {
    connection.close();
  }
}

const keysOf = (what: string) =>
  exportsOf([])
    .get(what)
    ?.columns.map(({ key }) => key);

test('the columns are those of the contract, in its order', () => {
  expect(keysOf('members')?.join(', ')).toBe(
    'memberId, platform, accountId, name, community, groups, role, joinedAt, invitedBy, leftAt, ' +
      'messages, activeDays, checkIns, streak, longestStreak, points, level, segment, ' +
      'firstSeenAt, lastSeenAt',
  );
  expect(keysOf('activity')?.join(', ')).toBe(
    'day, community, group, memberId, platform, accountId, name, messages, firstAt, lastAt',
  );
  expect(keysOf('ledger')?.join(', ')).toBe(
    'seq, at, community, memberId, platform, accountId, points, balance, reason, reference, ' +
      'operator, once, reversalOf',
  );
});

test('each column has headers in three languages, and no two columns of an export share one', () => {
  for (const { columns } of exportsOf([]).values()) {
    for (const language of ['zh-CN', 'zh-TW', 'en'] as const) {
      const texts = columns.map((column) => column.headers[language]);
      expect(new Set(texts).size).toBe(columns.length);
      expect(texts).not.toContain('');
    }
  }
});

test('a member is counted with messages, days, groups, role and points', async () => {
  await using chat = await open('2026-03-01T23:59:00+08:00');
  const ming = chat.member('小明');
  await ming.says('早');
  await chat.advance({ minutes: 2 });
  await ming.says('盖章');
  await ming.becomes('admin');
  expect(rowsOf(chat, 'members')).toEqual([
    {
      memberId: 1,
      platform: 'sandbox',
      accountId: '小明',
      name: '小明',
      community: 'c1',
      groups: 'g1',
      role: 'admin',
      joinedAt: null,
      invitedBy: null,
      leftAt: null,
      messages: 2,
      activeDays: 2,
      checkIns: 2,
      streak: null,
      longestStreak: null,
      points: 3,
      level: null,
      segment: 'new',
      firstSeenAt: Date.parse('2026-03-01T15:59:00Z'),
      lastSeenAt: Date.parse('2026-03-01T16:01:00Z'),
      stampedToday: '2026-03-02',
    },
  ]);
});

test('who joined, by whom, who left and who came back', async () => {
  await using chat = await open();
  const [ming, hong, gang] = [chat.member('小明'), chat.member('小红'), chat.member('小刚')];
  await ming.says('欢迎');
  await hong.joins(ming);
  await gang.joins(hong);
  await chat.advance({ days: 1 });
  await hong.leaves();
  await gang.leaves();
  await chat.advance({ days: 1 });
  await gang.joins();
  const rows = rowsOf(chat, 'members').map(({ name, invitedBy, leftAt, joinedAt, segment }) => {
    const day = (at: unknown) => (at === null ? null : new Date(Number(at)).getUTCDate());
    return [name, invitedBy, day(joinedAt), day(leftAt), segment];
  });
  expect(rows).toEqual([
    ['小明', null, null, null, 'new'],
    ['小红', 1, 1, 2, 'lost'],
    ['小刚', 2, 3, null, 'new'],
  ]);
});

test('a joining that is told late does not bring back a member who has left', async () => {
  await using chat = await open();
  const hong = chat.member('小红');
  await hong.says('我在');
  await chat.advance({ days: 2 });
  await hong.leaves();
  await chat.happen({
    type: 'join',
    at: chat.now(),
    key: 'late',
    group: hong.who.group,
    member: { id: hong.who.account },
  });
  expect(rowsOf(chat, 'members')[0]).toMatchObject({ leftAt: null });
  await chat.happen({
    type: 'leave',
    at: chat.now(),
    key: 'again',
    group: hong.who.group,
    member: hong.who.account,
  });
  expect(rowsOf(chat, 'members')[0]).toMatchObject({ segment: 'lost' });
});

test.for([
  ['new', 0, 0],
  ['new', 7, 7],
  ['active', 8, 7],
  ['silent', 8, 8],
  ['silent', 30, 30],
  ['lost', 31, 31],
  ['active', 90, 1],
] as const)('%s: first seen %d and last seen %d days before the latest moment', async (row) => {
  const [segment, first, last] = row;
  await using chat = await open('2026-01-01T00:00:00Z');
  const hong = chat.member('小红');
  await chat.advance({ days: 100 - first });
  await hong.says('第一次');
  await chat.advance({ days: first - last });
  await hong.says('最近一次');
  await chat.advance({ days: last });
  await chat.member('小明').says('现在');
  expect(rowsOf(chat, 'members')[0]).toMatchObject({ name: '小红', segment });
});

test('an erased person leaves numbers but neither name nor account', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('盖章');
  const id = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), (tx) => tx.people.erase(id));
  const gone = { memberId: 1, platform: 'sandbox', accountId: '' };
  expect(rowsOf(chat, 'members')[0]).toMatchObject({ ...gone, name: '', points: 3, messages: 1 });
  expect(rowsOf(chat, 'activity')[0]).toMatchObject({ ...gone, name: '', messages: 1 });
  expect(rowsOf(chat, 'ledger')[0]).toMatchObject({ ...gone, points: 3, reference: null });
});

test('of a member with several accounts the first is named', async () => {
  await using chat = await open();
  await chat.member('旧号').says('盖章');
  await chat.app.store.write(chat.now(), async (_, { connection }) => {
    connection.exec(`insert into accounts (id, platform, platform_id) values (9, 'sandbox', '新号');
                     insert into claims values (9, 1, 1)`);
  });
  for (const what of ['members', 'activity', 'ledger']) {
    expect(rowsOf(chat, what).map(({ accountId }) => accountId)).toEqual(['旧号']);
  }
});

test('days are counted once over the groups of a community, messages in all of them', async () => {
  await using chat = await open();
  const [host, guest] = [chat.member('小明', 'g1'), chat.member('小红', 'g2')];
  await host.says('一');
  await guest.says('二');
  await joinCommunity(chat, { host, guest });
  await chat.member('小明', 'g2').says('三');
  const [ming] = rowsOf(chat, 'members');
  // The one between was the wish for a code.
  expect(ming).toMatchObject({ groups: 'g1;g2', messages: 3, activeDays: 1 });
});

test('from and to choose days; both ends belong to them', async () => {
  await using chat = await open('2026-03-01T12:00:00+08:00');
  const ming = chat.member('小明');
  for (let day = 1; day <= 4; day += 1) {
    await ming.says('盖章');
    await chat.advance({ days: 1 });
  }
  const march = { from: '2026-03-02', to: '2026-03-03' };
  expect(rowsOf(chat, 'activity', march).map(({ day }) => day)).toEqual([
    '2026-03-02',
    '2026-03-03',
  ]);
  expect(rowsOf(chat, 'ledger', march).map(({ seq }) => seq)).toEqual([2, 3]);
  expect(rowsOf(chat, 'members', march)[0]).toMatchObject({
    messages: 2,
    activeDays: 2,
    points: 12,
  });
});

test('the ledger shows what a person wrote, and else what it was for', async () => {
  await using chat = await open();
  const ming = chat.member('小明');
  await ming.says('盖章');
  const member = await chat.idOf(ming);
  await chat.app.store.write(chat.now(), async (tx) => {
    const posting = { member, points: -1, reason: 'x', operator: member };
    await tx.ledger.post({ ...posting, once: 'x', reference: '2026-03-01' });
    await tx.ledger.reverse(1, { reason: 'back', mayOwe: true });
  });
  const shown = rowsOf(chat, 'ledger').map(
    ({ seq, points, balance, reference, operator, ...rest }) => {
      return [seq, points, balance, reference, operator, rest.once, rest.reversalOf];
    },
  );
  expect(shown).toEqual([
    [1, 3, 3, '盖章于 2026-03-01', null, '2026-03-01', null],
    [2, -1, 2, '2026-03-01', 1, 'x', null],
    [3, -3, -1, null, null, 'back:1', 1],
  ]);
});

test('a member about whom a feature knows nothing has noughts and blanks there', async () => {
  await using chat = await open();
  await chat.member('小明').says('早');
  await chat.member('小红').says('早');
  const [, hong] = rowsOf(chat, 'members');
  expect(hong).toMatchObject({ name: '小红', checkIns: 0, stampedToday: null });
});
