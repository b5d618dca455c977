/** Twenty honest stories: each inviter is paid exactly what is due, and loses nothing. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import type { ChatMember } from '../src/testing/chat-member.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { codeOf, openInvites, stay, stayTogether } from './invite-chat.ts';
import { booksOf, join as linkTo } from './linked-chat.ts';

interface Scene {
  readonly chat: Chat;
  readonly host: ChatMember;
  readonly friend: ChatMember;
  /** A code of the host, which newcomers may bring. */
  readonly code: string;
}

interface Story {
  readonly name: string;
  /** Points that the host has in the end. */
  readonly points: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  live(scene: Scene): Promise<void>;
}

const friendsOf = (chat: Chat, count: number) =>
  Array.from({ length: count }, (_, index) => chat.member(`好友${index}`));

async function approveAll({ chat }: Scene): Promise<void> {
  const boss = chat.member('群主');
  await boss.becomes('owner');
  chat.rest();
  await boss.says('通过邀请 全部');
  const asked = chat.next();
  const yes = asked.said?.choices?.[0]?.id;
  if (yes !== undefined) await boss.presses(yes);
}

const STORIES: readonly Story[] = [
  {
    name: 'a friend is brought in by the platform',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend comes by the own link of the inviter',
    points: 20,
    async live({ chat, friend, code }) {
      await friend.joins(undefined, { manner: 'link', via: `qunli ${code}` });
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend brings the code',
    points: 20,
    async live({ chat, friend, code }) {
      await friend.joins();
      await friend.says(`邀请码 ${code}`);
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend mentions the inviter',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins();
      await friend.says('邀请人 @东家', { mentions: [host] });
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend presses the name when asked',
    points: 20,
    async live({ chat, friend }) {
      chat.rest();
      await friend.joins();
      await friend.presses(chat.next().said?.choices?.[0]?.id ?? '');
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a member who is no admin pulls a friend in by hand',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host, { manner: 'added' });
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'an admin’s friend comes by the admin’s link',
    points: 20,
    async live({ chat, host, friend, code }) {
      await host.becomes('admin');
      await friend.joins(undefined, { manner: 'link', via: `qunli ${code}` });
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend talks on days that lie apart',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      for (let week = 0; week < 3; week += 1) {
        await friend.says('好久不见');
        await chat.advance({ days: 7 });
      }
    },
  },
  {
    name: 'a friend talks on the first three days and is silent from then on',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await stay(chat, friend, 3);
      await chat.advance({ days: 30 });
    },
  },
  {
    name: 'a friend talks late: only the third day makes it count',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await chat.advance({ days: 20 });
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend leaves by mistake, is back within the day, and stays',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await friend.says('早');
      await friend.leaves();
      await chat.advance({ minutes: 3 });
      await friend.joins();
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend leaves by mistake after the payment, and is back',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await stay(chat, friend, 3);
      expect(await chat.pointsOf(host)).toBe(20);
      await friend.leaves();
      expect(await chat.pointsOf(host)).toBe(0);
      await chat.advance({ hours: 2 });
      await friend.joins();
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'a friend recalls a slip of the finger and says it right',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      for (let day = 0; day < 3; day += 1) {
        await friend.says('大加好');
        await friend.recalls();
        await friend.says('大家好');
        await chat.advance({ days: 1 });
      }
      await chat.advance({ minutes: 10 });
    },
  },
  {
    name: 'both change their names meanwhile',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await host.renames('新东家');
      await friend.renames('新好友');
      await stay(chat, friend, 3);
    },
  },
  {
    name: 'five friends in one evening: two tiers',
    points: 5 * 20 + 30 + 60,
    async live({ chat, host }) {
      const friends = friendsOf(chat, 5);
      for (const friend of friends) {
        await friend.joins(host);
        await chat.advance({ minutes: 5 });
      }
      await stayTogether(chat, friends, 4);
    },
  },
  {
    name: 'twelve friends in one hour are held, and let through by a manager',
    points: 12 * 20 + 30 + 60 + 150,
    async live(scene) {
      const { chat, host } = scene;
      const friends = friendsOf(chat, 12);
      for (const friend of friends) await friend.joins(host);
      await stayTogether(chat, friends, 4);
      expect(await chat.pointsOf(host)).toBe(0);
      await approveAll(scene);
    },
  },
  {
    name: 'held friends who are let through before they have stayed are paid when they have',
    points: 9 * 20 + 30 + 60,
    async live(scene) {
      const { chat, host } = scene;
      const friends = friendsOf(chat, 9);
      for (const friend of friends) await friend.joins(host);
      await approveAll(scene);
      expect(await chat.pointsOf(host)).toBe(0);
      await stayTogether(chat, friends, 4);
    },
  },
  {
    name: 'a friend mistypes the code of somebody else first; a manager sees who it was',
    points: 20,
    async live(scene) {
      const { chat, friend, code } = scene;
      const other = await codeOf(chat, chat.member('老王'));
      await chat.advance({ hours: 1 });
      await friend.joins();
      await friend.says(`邀请码 ${code}`);
      await friend.says(`邀请码 ${other}`);
      await stay(chat, friend, 4);
      expect(await chat.pointsOf(scene.host)).toBe(0);
      await approveAll(scene);
    },
  },
  {
    name: 'a friend’s friend: each is paid for their own',
    points: 20,
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await chat.advance({ hours: 5 });
      const further = chat.member('好友的好友');
      await further.joins(friend);
      await stayTogether(chat, [friend, further], 4);
      expect(await chat.pointsOf(friend)).toBe(20);
    },
  },
  {
    name: 'the rewards are what the settings say',
    points: 7 + 3,
    settings: {
      'invite.reward': 7,
      'invite.stayDays': 1,
      'invite.talkDays': 1,
      'invite.tiers': [{ friends: 1, points: 3, prize: '徽章' }],
    },
    async live({ chat, host, friend }) {
      await friend.joins(host);
      await stay(chat, friend, 1);
    },
  },
];

test.for(STORIES)('$name: $points points', async ({ points, settings, live }) => {
  await using chat = await openInvites(settings);
  const [host, friend] = [chat.member('东家'), chat.member('好友')];
  const code = await codeOf(chat, host);
  await chat.advance({ days: 1 });
  await live({ chat, host, friend, code });
  await chat.advance({ minutes: 10 });
  expect(await chat.pointsOf(host)).toBe(points);
  expect(booksOf(chat)).toEqual([]);
  expect(chat.errors).toEqual([]);
});

test('an honest inviter with two accounts keeps everything when they are linked', async () => {
  const quiet = { 'points.chatPoints': 0, 'checkin.points': 0 };
  await using chat = await openChat({ features, settings: quiet, can: { stableIds: false } });
  const [old, fresh, friend] = ['旧号', '新号', '好友'].map((name) => chat.member(name));
  if (!old || !fresh || !friend) throw new Error('nobody is here');
  for (const account of [old, fresh]) await account.says('早');
  await chat.advance({ days: 1 });
  await friend.joins(fresh);
  await stay(chat, friend, 2);
  await linkTo(chat, { fresh, old });
  await stay(chat, friend, 1);
  expect(await chat.pointsOf(old)).toBe(20);
  expect(chat.errors).toEqual([]);
});
