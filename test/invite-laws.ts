/**
 * Laws of invitations, on stories that nobody has thought of: whatever people do in whatever order,
 * what the ledger says was paid is what stands beside the invitations that count.
 */
import { expect } from 'vitest';
import { type Random, seededRandom } from '#kit';
import { features } from '../commands/index.ts';
import { openForReading } from '../src/store/open.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { booksOf, join as linkTo, undo } from './linked-chat.ts';

const PEOPLE = 4;
const STEPS = 120;

/** Friends count within hours, so that a short story has everything. */
const settings = {
  'points.chatPoints': 0,
  'checkin.points': 0,
  'invite.stayDays': 0,
  'invite.talkDays': 1,
  'invite.burst': { most: 3, withinMinutes: 120, mostOfDay: 6 },
  'invite.tiers': [
    { friends: 1, points: 3 },
    { friends: 2, points: 7 },
  ],
};

interface Story {
  readonly chat: Chat;
  readonly boss: ChatMember;
  readonly chance: Random;
  /** Those who have ever been seen. */
  readonly people: ChatMember[];
}

async function step({ chat, boss, chance, people }: Story): Promise<void> {
  const someone = () => chance.pick(people);
  const [one, other] = [someone(), someone()];
  const fresh = chat.member(`新${people.length}`);
  const mention = `@${other.who.name}`;
  const deeds: readonly (() => Promise<void>)[] = [
    async () => {
      people.push(fresh);
      await fresh.joins(other);
      await fresh.says('大家好');
    },
    async () => {
      people.push(fresh);
      await fresh.joins();
    },
    () => one.joins(other),
    () => one.joins(other, { manner: 'added' }),
    () => one.leaves(),
    () => one.says('大家好'),
    () => one.says(`邀请人 ${mention}`, { mentions: [other] }),
    () => one.says('邀请码'),
    () => one.says(`申诉邀请 ${chance.int(1, people.length)} 看错了`),
    () => boss.says('通过邀请 全部'),
    () => boss.says(`驳回邀请 ${chance.int(1, people.length)}`),
    () => chat.advance({ minutes: chance.int(1, 300) }),
    () => chat.advance({ minutes: chance.int(1, 20) }),
    async () => {
      if (chance.int(1, 4) === 1) await linkTo(chat, { fresh: one, old: other });
    },
    async () => {
      if (chance.int(1, 3) === 1) await undo(one);
    },
    async () => {
      if (chance.int(1, 6) > 1) return;
      await one.says('忘记我');
      await one.says('确认忘记');
    },
  ];
  await chance.pick(deeds)();
}

/** Rows that break a law; none in a good database. */
const BREACHES: Readonly<Record<string, string>> = {
  'points stand beside invitations that count, and nowhere else': `
    select id, state, points from invite_invitations
    where (state <> 'valid' and (points <> 0 or seq is not null)) or (points > 0) <> (seq is not null)`,
  'each entry that stands belongs to an invitation that counts': `
    select seq, once from ledger_entries as entry
    where reason = 'invite'
      and not exists (select 1 from ledger_entries as back where back.reversal_of = entry.seq)
      and not exists (select 1 from ledger_entries as back where back.once = 'invite.back:' || entry.seq)
      and not exists (select 1 from invite_invitations where invite_invitations.seq = entry.seq)`,
  'nobody is their own inviter': `
    select id from invite_invitations
    where inviter_id = invitee_id and state not in ('rejected', 'left')`,
  'a tier that stands has as many friends': `
    select member_id, friends from invite_tiers
    where is_lost = 0 and friends > (
      select count(*) from invite_invitations
      where inviter_id = member_id and state = 'valid')
    and member_id in (select member_id from claims)`,
  'a tier stands once': `
    select member_id, friends from invite_tiers where is_lost = 0
    group by member_id, friends having count(*) > 1`,
};

/** Lives through the story of a seed and looks for whatever breaks a law. */
export async function keepsLaws(seed: number): Promise<void> {
  await using chat = await openChat({ features, settings, can: { stableIds: false } });
  const chance = seededRandom('invite laws', String(seed));
  const boss = chat.member('群主');
  await boss.becomes('owner');
  const people = Array.from({ length: PEOPLE }, (_, number) => chat.member(`人${number}`));
  for (const one of people) await one.says('早');
  await chat.advance({ days: 2 });
  const story = { chat, boss, chance, people };
  for (let count = 0; count < STEPS; count += 1) await step(story);
  await chat.advance({ hours: 30 });
  expect(chat.errors).toEqual([]);
  expect(booksOf(chat)).toEqual([]);
  const connection = openForReading(chat.exportParts.file);
  for (const [law, sql] of Object.entries(BREACHES)) {
    expect([...connection.iterate({ sql, parameters: [] })], law).toEqual([]);
  }
  connection.close();
}
