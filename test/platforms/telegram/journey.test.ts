/** A Telegram group and its bot, over real HTTP: people talk, and things happen to them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Answering,
  arg,
  type Commanding,
  defineFeature,
  describe as describeFeature,
  type Member,
  phrases,
  translationOf,
} from '#kit';
import { features } from '../../../commands/index.ts';
import { until } from '../hurried-time.ts';
import { BOT } from './fake.ts';
import { GROUP, openWorld, type World } from './world.ts';

const zhCN = phrases({
  name: '值日',
  commands: {
    quiet: { words: ['安静'], help: '禁言十秒' },
    out: { words: ['请出'], help: '移出群' },
    back: { words: ['吞回'], help: '撤回' },
    picture: { words: ['看图'], help: '发图' },
    link: { words: ['看链接'], help: '发链接' },
    ask: { words: ['长选项'], help: '长选项' },
  },
  labels: {},
  texts: { picture: '看 {name}！', long: '{text}', which: '哪个？', chosen: '好的。' },
});
const same = translationOf(zhCN, zhCN);
const base = describeFeature({
  name: 'duty',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': same, en: same },
});
type Base = typeof base;
const LONG_KEY = `长${'很'.repeat(40)}长`;
let picture = '';

/** What no feature does yet, and Telegram can. */
const duty = defineFeature({
  ...base,
  commands: {
    quiet: {
      args: { who: arg.member() },
      async handle({ act, args }: Commanding<Base, { who: Member }>) {
        act({ do: 'mute', member: args.who, seconds: 10 });
      },
    },
    out: {
      args: { who: arg.member() },
      async handle({ act, args }: Commanding<Base, { who: Member }>) {
        act({ do: 'remove', member: args.who });
      },
    },
    back: {
      async handle({ act, message }: Commanding<Base>) {
        act({ do: 'recall', message });
      },
    },
    picture: {
      async handle({ say, text, member }: Commanding<Base>) {
        await say(text('picture', { name: member.name }), { image: picture, mention: [member] });
      },
    },
    link: {
      async handle({ say, text, member }: Commanding<Base>) {
        const card = { title: member.name, address: 'https://example.com/a' };
        await say(text('chosen'), { card });
      },
    },
    ask: {
      async handle({ ask, text }: Commanding<Base>) {
        const label = text('chosen');
        await ask({
          dialogue: 'long',
          line: text('which'),
          choices: [{ key: LONG_KEY, label }],
          data: null,
          seconds: 600,
        });
      },
    },
  },
  dialogues: {
    long: {
      async answer({ say, text, answer }: Answering<Base>) {
        await say(text('long', { text: answer }));
      },
    },
  },
});

describe('a Telegram group', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ features: [...features, duty] });
    picture = join(world.folder, 'picture.png');
    mkdirSync(world.folder, { recursive: true });
    writeFileSync(picture, Buffer.alloc(2_000, 7));
    world.fake.admins.set(GROUP, [
      { status: 'creator', user: { id: 1, is_bot: false, first_name: '群主' } },
      { status: 'administrator', user: { id: 2, is_bot: false, first_name: '老王' } },
      { status: 'administrator', user: BOT },
    ]);
  });
  afterAll(() => world.close());

  test('hears its members and answers with a quote', async () => {
    const ming = world.person(11, '小明');
    ming.says('大家好');
    const asked = ming.says('签到');
    const answer = await world.hears(/积分/);
    expect(answer).toMatch(/第 1 位/);
    const [sent] = world.fake.called('sendMessage');
    expect(sent?.payload.reply_parameters).toMatchObject({ message_id: asked });
  });

  test('answers in private', async () => {
    world.person(11, '小明').whispers('我的积分');
    await world.hears(/积分/, 11);
  });

  test('knows its owner from the first word on, who may give points', async () => {
    world.person(12, '小 红').says('在');
    world.person(1, '群主').says('加分 小 红 5 帮忙', {
      entities: [
        { type: 'text_mention', offset: 3, length: 3, user: { id: 12, first_name: '小 红' } },
      ],
    });
    await world.hears(/小 红.*5/);
    expect(world.rows(`select role from memberships where role <> 'member' order by 1`)).toEqual([
      ['admin'],
      ['owner'],
    ]);
  });

  test('lets nobody else give points', async () => {
    world.person(13, '小刚', { username: 'Xiao_Gang' }).says('加分 @xiao_gang 5 帮忙', {
      entities: [{ type: 'mention', offset: 3, length: 10 }],
    });
    await world.hears(/管理员|运营/);
  });

  test('finds members by the public name that they bear', async () => {
    world.person(1, '群主').says('加分 @xiao_gang 7 帮忙', {
      entities: [{ type: 'mention', offset: 3, length: 10 }],
    });
    await world.hears(/小刚.*7/);
  });

  test('takes commands of the menu, which knows no hyphen, addressed to the bot', async () => {
    world.person(13, '小刚').says('/my_points@qunli_bot', {
      entities: [{ type: 'bot_command', offset: 0, length: 20 }],
    });
    await world.hears(/^7 积分\n今天/);
  });

  test('is asked a question, and the button pressed is the answer', async () => {
    const ming = world.person(11, '小明');
    ming.says('语言');
    await world.hears('我用哪种语言回答你？');
    const sent = world.fake.called('sendMessage').at(-1)?.payload.reply_markup;
    expect(sent).toMatchObject({
      inline_keyboard: [
        [{ callback_data: expect.stringMatching(/^dialogue:.{6}:zh-CN$/) }],
        [{}],
        [{}],
        [{}],
      ],
    });
    ming.presses('dialogue:en');
    await world.hears('Fine, from now on I answer you in English.');
    await until('the press is answered', () => world.fake.called('answerCallbackQuery').length > 0);
  });

  test('has choices of any length, although a button carries 64 bytes', async () => {
    const gang = world.person(13, '小刚');
    gang.says('长选项');
    await world.hears('哪个？');
    const rows = z
      .object({ inline_keyboard: z.array(z.array(z.object({ callback_data: z.string() }))) })
      .parse(world.fake.called('sendMessage').at(-1)?.payload.reply_markup);
    gang.presses(rows.inline_keyboard[0]?.[0]?.callback_data ?? '');
    await world.hears(LONG_KEY);
  });

  test('gets a picture with its words and a mention', async () => {
    world.person(13, '小刚<b>').says('看图');
    await until('a picture is sent', () => world.fake.called('sendPhoto').length > 0);
    const [sent] = world.fake.called('sendPhoto');
    expect(sent?.payload.photo).toEqual({ bytes: 2_000 });
    expect(sent?.payload.caption).toContain('<a href="tg://user?id=13">小刚&lt;b&gt;</a>');
  });

  test('gets a link whose title leads to the address, with a preview', async () => {
    world.person(15, '小周<b>').says('看链接');
    const sent = () =>
      world.fake
        .called('sendMessage')
        .find(({ payload }) => `${payload.text}`.includes('<a href="http'));
    await until('a link is sent', () => sent() !== undefined);
    expect(sent()?.payload).toMatchObject({
      text: '好的。\n<a href="https://example.com/a">小周&lt;b&gt;</a>',
      link_preview_options: { url: 'https://example.com/a' },
    });
  });

  test('can have members muted, removed and messages taken back', async () => {
    const gang = world.person(13, '小刚', { username: 'gang' });
    world.person(12, '小红', { username: 'hong' }).says('在');
    const entities = [{ type: 'mention', offset: 3, length: 5 }];
    gang.says('安静 @hong', { entities });
    await until('she is muted', () => world.fake.called('restrictChatMember').length > 0);
    const muted = world.fake.called('restrictChatMember')[0]?.payload;
    expect(muted).toMatchObject({ chat_id: GROUP, user_id: 12 });
    expect(muted?.permissions).toMatchObject({ can_send_messages: false });
    expect(Number(muted?.until_date) - world.second).toBeGreaterThan(20);
    gang.says('请出 @hong', { entities });
    await until('she may come back', () => world.fake.called('unbanChatMember').length > 0);
    expect(world.fake.called('banChatMember')[0]?.payload).toMatchObject({ user_id: 12 });
    const said = gang.says('吞回');
    await until('it is taken back', () => world.fake.called('deleteMessage').length > 0);
    expect(world.fake.called('deleteMessage')[0]?.payload).toMatchObject({ message_id: said });
  });

  test('hears who joins by whom, and who leaves', async () => {
    const chat = { id: GROUP, type: 'supergroup' };
    const fresh = { id: 21, is_bot: false, first_name: '新人' };
    const inviter = { id: 11, is_bot: false, first_name: '小明' };
    const change = (from: object, [before, now]: [string, string]) => ({
      chat_member: {
        chat,
        from,
        date: world.second,
        old_chat_member: { user: fresh, status: before },
        new_chat_member: { user: fresh, status: now },
      },
    });
    world.fake.push(change(inviter, ['left', 'member']));
    const joined = () =>
      world.rows(`
        select members.name, inviters.name, left_at is null from memberships
        join members on members.id = member_id
        join members as inviters on inviters.id = inviter_id where joined_at is not null`);
    await until('the newcomer is known', () => joined().length > 0);
    expect(joined()).toEqual([['新人', '小明', 1]]);
    world.fake.push(change(fresh, ['member', 'left']));
    await until('the newcomer is gone', () => joined()[0]?.[2] === 0);
  });

  test('keeps its members when it becomes a supergroup with another id', async () => {
    const old = -500;
    const fresh = -1_002_500;
    const ming = world.person(11, '小明');
    const inOld = { chat: { id: old, type: 'group' } };
    const inNew = { chat: { id: fresh, type: 'supergroup' } };
    ming.says('早', inOld);
    world.fake.push({
      message: { message_id: 900, date: world.second, ...inOld, migrate_to_chat_id: fresh },
    });
    world.fake.push({
      message: { message_id: 1, date: world.second, ...inNew, migrate_from_chat_id: old },
    });
    // Said before, delivered after.
    ming.says('还有人吗', inOld);
    ming.says('搬家了', inNew);
    const rows = () =>
      world.rows(`
        select platform_id, sum(messages) from groups join memberships on group_id = groups.id
        where platform_id in ('${old}', '${fresh}') group by 1`);
    await until('all three messages are counted', () => rows()[0]?.[1] === 3);
    expect(rows()).toEqual([[String(fresh), 3]]);
  });

  test('that moved while the bot was about to speak hears it in its new place', async () => {
    const old = -600;
    const fresh = -1_002_600;
    world.fake.movedTo.set(old, fresh);
    world.person(14, '小丽').says('签到', { chat: { id: old, type: 'group' } });
    await world.hears(/积分/, fresh);
  });

  test('has a menu of commands, for Chinese readers in Chinese', async () => {
    const menus = world.fake.called('setMyCommands').map(({ payload }) => payload);
    expect(menus).toHaveLength(4);
    const chinese = z
      .object({ commands: z.array(z.object({ command: z.string(), description: z.string() })) })
      .parse(menus.find(({ language_code }) => language_code === 'zh'));
    expect(chinese.commands).toContainEqual({ command: 'my_points', description: '有多少积分' });
    expect(chinese.commands.map(({ command }) => command)).not.toContain('award');
    world.person(31, '阿明', { language_code: 'zh-hant' }).whispers('幫助');
    await until('the reader has a menu', () => world.fake.called('setMyCommands').length === 5);
    expect(world.fake.called('setMyCommands')[4]?.payload.scope).toEqual({
      type: 'chat',
      chat_id: '31',
    });
  });

  test('never makes the bot ask above what is stored', () => {
    expect(world.fake.offsets.length).toBeGreaterThan(5);
    expect(world.fake.offsets).toEqual([...world.fake.offsets].sort((a, b) => a - b));
    expect(world.state).toBe('live');
  });
});
