/** However members link, live and undo, in whatever order: no point and no message is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import type { Chat } from '../../src/testing/open-chat.ts';
import { booksOf, codeOf, openLinkedChat, undo } from '../../test/linked-chat.ts';

const RUNS = 12;
const MOST_MS = 60_000;
const NAMES = ['一', '二', '三', '四'] as const;

const who = fc.constantFrom(...NAMES);
const group = fc.constantFrom('g1', 'g2');
const deed = fc.oneof(
  fc.record({ do: fc.constant('talk' as const), who, group }),
  fc.record({ do: fc.constant('checkIn' as const), who, group }),
  fc.record({ do: fc.constant('link' as const), who, other: who }),
  fc.record({ do: fc.constant('undo' as const), who }),
  fc.record({ do: fc.constant('night' as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

async function happen(chat: Chat, happening: Deed): Promise<void> {
  switch (happening.do) {
    case 'talk':
      return chat.member(happening.who, happening.group).says('大家好');
    case 'checkIn':
      return chat.member(happening.who, happening.group).says('签到');
    case 'link': {
      const code = await codeOf(chat, chat.member(happening.who));
      const other = chat.member(happening.other);
      await other.whispers(`关联 ${code}`);
      return other.whispers('确认关联');
    }
    case 'undo':
      return undo(chat.member(happening.who));
    case 'night':
      return chat.advance({ days: 1 });
  }
}

const sum = (rows: readonly Readonly<Record<string, unknown>>[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

test('books, messages and days add up after any life', { timeout: MOST_MS }, async () => {
  const law = fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (life) => {
    await using chat = await openLinkedChat({ 'points.chatPoints': 1, 'points.everySeconds': 0 });
    let said = 0;
    for (const happening of life) {
      await happen(chat, happening);
      await chat.advance({ minutes: 5 });
      if (happening.do === 'talk' || happening.do === 'checkIn') said += 1;
    }
    expect(chat.errors).toEqual([]);
    expect(booksOf(chat)).toEqual([]);
    const members = exportedRows(chat, { what: 'members' });
    expect(sum(members, 'messages')).toBe(said);
    expect(sum(exportedRows(chat, { what: 'activity' }), 'messages')).toBe(said);
    expect(sum(exportedRows(chat, { what: 'ledger' }), 'points')).toBe(sum(members, 'points'));
    expect(sum(members, 'checkIns')).toBe(exportedRows(chat, { what: 'checkins' }).length);
    const accounts = members.map(({ accountId, community }) => `${accountId} ${community}`);
    expect(new Set(accounts).size).toBe(accounts.length);
  });
  await fc.assert(law, { numRuns: RUNS });
});
