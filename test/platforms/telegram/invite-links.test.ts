/** Links into a Telegram group over real HTTP: each counts for its owner, not for the bot. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../hurried-time.ts';
import { BOT } from './fake.ts';
import { GROUP, openWorld, type World } from './world.ts';

const MING = { id: 11, is_bot: false, first_name: '小明' };
const OWNER = { id: 1, is_bot: false, first_name: '群主' };
const newcomer = (id: number, first_name: string) => ({ id, is_bot: false, first_name });

describe('a Telegram group whose members invite', () => {
  let world: World;
  let link = '';
  let name = '';

  beforeAll(async () => {
    world = await openWorld();
    world.fake.admins.set(GROUP, [
      { status: 'creator', user: OWNER },
      { status: 'administrator', user: BOT },
    ]);
  });
  afterAll(() => world.close());

  function change(who: object, rest: object, [before, now] = ['left', 'member']) {
    world.fake.push({
      chat_member: {
        chat: { id: GROUP, type: 'supergroup' },
        from: who,
        date: world.second,
        old_chat_member: { user: who, status: before },
        new_chat_member: { user: who, status: now },
        ...rest,
      },
    });
  }

  const invitations = () =>
    world.rows(`
      select newcomers.name, inviters.name, how, state, reason from invite_invitations
      join members as newcomers on newcomers.id = invitee_id
      join members as inviters on inviters.id = inviter_id order by invite_invitations.id`);

  test('a member asks for a link once, and gets it in the group', async () => {
    const ming = world.person(MING.id, MING.first_name);
    ming.says('邀请链接');
    const said = await world.hears(/你的邀请链接：https:/);
    link = /https:\S+/.exec(said)?.[0] ?? '';
    const [asked] = world.fake.called('createChatInviteLink');
    name = String(asked?.payload.name);
    expect(asked?.payload).toEqual({
      chat_id: GROUP,
      name: expect.stringMatching(/^qunli \w{6}$/),
    });
    expect(world.rows('select link from invite_links')).toEqual([[link]]);
  });

  test('asked again, it is the same link, and Telegram is not asked', async () => {
    world.person(MING.id, MING.first_name).says('邀请链接');
    const again = () => world.fake.heardIn(GROUP).filter((text) => text.includes(link)).length;
    await until('the link is said again', () => again() === 2);
    expect(world.fake.called('createChatInviteLink')).toHaveLength(1);
  });

  test('who comes by it is counted for its owner, not for the bot that made it', async () => {
    const invite_link = { invite_link: link, name, creator: BOT, is_primary: false };
    change(newcomer(21, '新人'), { invite_link });
    await until('the newcomer is noted', () => invitations().length === 1);
    expect(invitations()).toEqual([['新人', '小明', 'link', 'pending', null]]);
  });

  test('a link that an admin has given the same name brings nothing to its namesake', async () => {
    const invite_link = { invite_link: 'https://t.me/+own…', name, creator: OWNER };
    change(newcomer(22, '旁人'), { invite_link });
    await until('the newcomer is noted', () => invitations().length === 2);
    expect(invitations()[1]).toEqual(['旁人', '群主', 'platform', 'pending', null]);
  });

  test('whom an admin has added by hand does not count', async () => {
    change(newcomer(23, '被拉的'), { from: OWNER });
    await until('the newcomer is noted', () => invitations().length === 3);
    expect(invitations()[2]).toEqual(['被拉的', '群主', 'platform', 'rejected', 'added']);
  });

  test('where the bot lacks the right, it says so', async () => {
    const description = 'Bad Request: not enough rights to manage chat invite link';
    world.fake.fail('createChatInviteLink', { refuse: 400, description });
    world.person(12, '小红').says('邀请链接');
    await world.hears(/机器人还不能建邀请链接/);
  });

  test('who leaves takes the link along', async () => {
    change(MING, {}, ['member', 'left']);
    await until('it is revoked', () => world.fake.called('revokeChatInviteLink').length > 0);
    const [revoked] = world.fake.called('revokeChatInviteLink');
    expect(revoked?.payload).toEqual({ chat_id: GROUP, invite_link: link });
    expect(world.rows('select count(*) from invite_links where link is not null')).toEqual([[0]]);
  });
});
