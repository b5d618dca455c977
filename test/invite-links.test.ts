/** Links into a group, on a platform that has such: asked for once, given again, revoked. */
import { strict as assert } from 'node:assert';
import { expect, test } from 'vitest';
import { parsePlatformId } from '#kit';
import { features } from '../commands/index.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';
import { codeOf, stay } from './invite-chat.ts';

const settings = { 'points.chatPoints': 0, 'checkin.points': 0 };

function openLinks(): Promise<Chat> {
  return openChat({ features, settings, can: { inviteLinks: true } });
}

/** The platform answers: the link is there, or refused. */
async function answered(chat: Chat, name: string, link?: string): Promise<void> {
  const group = parsePlatformId('g1');
  assert(group);
  const key = `l${chat.freshId()}`;
  await chat.happen({ type: 'inviteLink', at: chat.now(), key, group, name, link });
}

test('a member asks once; the link comes, and is given again without asking the platform', async () => {
  await using chat = await openLinks();
  const ming = chat.member('小明');
  await ming.says('邀请链接');
  const deed = chat.next().delivery.action;
  assert(deed.do === 'inviteLink');
  expect(deed.name).toMatch(/^qunli [0-9A-Z]{6}$/);
  expect(deed.name.length).toBeLessThanOrEqual(32);
  chat.hears(/\n专属链接马上就来。\n/);
  await answered(chat, deed.name, 'https://t.me/+abc');
  chat.hears('@小明 你的邀请链接：https://t.me/+abc');
  await ming.says('邀请链接');
  chat.hears(/\n你的邀请链接：https:\/\/t\.me\/\+abc\n/);
  chat.hearsNothing();
  await chat.advance({ hours: 1 });
  await chat.member('小红').joins(undefined, { manner: 'link', via: deed.name });
  await stay(chat, chat.member('小红'), 3);
  expect(await chat.pointsOf(ming)).toBe(20);
});

test('who chose English gets the link in English, too, with days that are counted properly', async () => {
  await using chat = await openLinks();
  const tom = chat.member('Tom');
  await tom.says('语言 English');
  chat.rest();
  await tom.says('invite-link');
  const deed = chat.next().delivery.action;
  assert(deed.do === 'inviteLink');
  chat.hears(/\nA friend who stays for 3 days and talks on 3 days brings you \+20\.$/);
  await answered(chat, deed.name, 'https://t.me/+abc');
  chat.hears('@Tom Your invite link: https://t.me/+abc');
});

test('where the bot may not make links, it says which right it lacks, and the code does', async () => {
  await using chat = await openLinks();
  const ming = chat.member('小明');
  const code = await codeOf(chat, ming);
  chat.rest();
  await answered(chat, `qunli ${code}`);
  chat.hears(
    `@小明 机器人还不能建邀请链接，请群主给它「邀请用户」的权限。先用邀请码 ${code} 也一样。`,
  );
  await ming.says('邀请链接');
  expect(chat.next().delivery.action.do).toBe('inviteLink');
});

test('a platform that does not answer is asked again after a while, not at once', async () => {
  await using chat = await openLinks();
  const ming = chat.member('小明');
  const deeds = () => chat.rest().filter(({ said }) => said === undefined).length;
  await ming.says('邀请链接');
  expect(deeds()).toBe(1);
  await ming.says('邀请链接');
  expect(deeds()).toBe(0);
  await chat.advance({ minutes: 3 });
  await ming.says('邀请链接');
  expect(deeds()).toBe(1);
});

test('who leaves takes the link along: it is revoked, and asked for anew on return', async () => {
  await using chat = await openLinks();
  const ming = chat.member('小明');
  const name = `qunli ${await codeOf(chat, ming)}`;
  await answered(chat, name, 'https://t.me/+abc');
  chat.rest();
  await ming.leaves();
  expect(chat.next().delivery.action).toMatchObject({
    do: 'revokeLink',
    link: 'https://t.me/+abc',
  });
  await ming.joins();
  await ming.says('邀请链接');
  expect(chat.next().delivery.action).toMatchObject({ do: 'inviteLink', name });
});

test('a link that an admin has named like one of ours brings its owner nothing', async () => {
  await using chat = await openLinks();
  const ming = chat.member('小明');
  await ming.says('早');
  // The bot that reads the platform gives no name for links that it has not made.
  await chat.member('小红').joins(undefined, { manner: 'link' });
  await stay(chat, chat.member('小红'), 4);
  expect(await chat.pointsOf(ming)).toBe(0);
});
