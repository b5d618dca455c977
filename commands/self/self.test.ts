/**
 * Everybody finds help, their own card, their language, their data, and the way to be forgotten.
 */
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Commanding,
  type Context,
  defineFeature,
  describe,
  type FileRoom,
  phrases,
  translationOf,
} from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { self } from './index.ts';
import { parseWish } from './language.ts';

const words = phrases({
  name: '浇花',
  commands: {
    water: { words: ['浇花', '浇水'], usage: '[升]', help: '浇一次' },
    diary: { words: ['花历'], help: '看哪天浇过' },
    seeds: { words: ['种子'], help: '管种子' },
  },
  labels: {},
  texts: { watered: '浇了 {litres} 升。', card: '浇花 {litres} 升' },
});

const garden = describe({
  name: 'garden',
  settings: z.object({ points: z.number().default(3).describe('points') }),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, {
      ...words,
      name: '澆花',
      commands: {
        ...words.commands,
        water: { words: ['澆花'], help: '澆一次' },
        seeds: { words: ['種子'], help: '管種子' },
      },
      texts: { watered: '澆了 {litres} 升。', card: '澆花 {litres} 升' },
    }),
    en: translationOf(words, {
      ...words,
      name: 'Garden',
      commands: { ...words.commands, water: { words: ['water'], help: 'waters once' } },
      texts: { watered: 'Watered, {litres} l.', card: 'Garden: {litres} l' },
    }),
  },
});

type Gardening = Commanding<typeof garden>;

async function water({ member, message, say, settings, text, tx }: Gardening): Promise<void> {
  const { points } = settings;
  const once = `garden:${message}`;
  await tx.ledger.post({ member: member.id, points, reason: 'garden', once });
  await say(text('watered', { litres: points }));
}

const card = async ({ say, text }: Gardening) => say(text('card', { litres: 0 }));

const gardening = defineFeature({
  ...garden,
  commands: {
    water: { place: 'group', handle: water },
    diary: { place: 'private', handle: card },
    seeds: { role: 'manager', handle: card },
  },
  personal: {
    export: async (reader, member) => ({ balance: await reader.ledger.balanceOf(member) }),
    erase: async () => undefined,
  },
  async profile({ text, tx }: Context<typeof garden>, member) {
    return [text('card', { litres: await tx.ledger.balanceOf(member.id) })];
  },
});

/** A file room that keeps its files in memory. */
function pretendFiles(): { files: FileRoom; written: Map<string, string> } {
  const written = new Map<string, string>();
  const files: FileRoom = {
    async writeText({ name, text }) {
      written.set(name, text);
      return `/exports/${name}`;
    },
    keep: async () => '',
    writeExport: async () => '',
    async remove(name) {
      written.delete(name);
    },
  };
  return { files, written };
}

async function openGroup(language: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN') {
  const { files, written } = pretendFiles();
  const chat = await openChat({ features: [self, gardening], files, language });
  const ming = chat.member('小明');
  await ming.says('早');
  return { chat, ming, written };
}

test('help in a group shows what can be done there, grouped by feature', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('帮助');
  chat.hears(
    [
      '在群里我会这些：',
      '自助：帮助 · 我的 · 语言 · 我的数据 · 忘记我',
      '浇花：浇花',
      '私聊我还可以：花历',
      '想细看一项，发「帮助 浇花」。',
    ].join('\n'),
  );
});

test('help in private shows what can be done there, and what is left for the group', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.whispers('菜单');
  chat.hears(/^私聊里我会这些：\n自助：.*\n浇花：花历\n在群里还可以：浇花\n/);
});

test('a manager sees the own part at the end, nobody else does', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.becomes('admin');
  await ming.says('幫助');
  chat.hears(/\n你是管理员，还可以管：浇花。全部命令发「帮助 全部」。\n/);
  await ming.says('帮助 全部');
  const [, after] = chat.next().text.split('你是管理员，还可以：\n');
  expect(after).toMatch(/^浇花：种子\n/);
});

test.each(['zh-CN', 'zh-TW', 'en'] as const)(
  'help of everything that there is fits on one screen, for an owner too (%s)',
  async (language) => {
    await using chat = await openChat({ features, language });
    const boss = chat.member('老板');
    await boss.becomes('owner');
    await boss.says('/help');
    const { text } = chat.next();
    expect(text.split('\n').length).toBeLessThanOrEqual(16);
    expect(text.length).toBeLessThanOrEqual(800);
  },
);

test('help for one word says how it is used, by whom and where', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('帮助 澆花');
  chat.hears('浇花：浇一次。\n用法：浇花 [升]\n也可以说：浇水\n只在群里用。\n浇花还有：花历');
  await ming.says('帮助 /種子');
  chat.hears('种子：管种子。\n需要运营权限。');
  await ming.says('帮助 garden');
  chat.hears('浇花：\n浇花：浇一次。\n花历：看哪天浇过。');
});

test('talk that begins with a word of ours is not answered', async () => {
  const { chat, ming } = await openGroup('en');
  await using _ = chat;
  for (const talk of ['help me please', 'language is hard', 'menu of today', '我的 手机呢']) {
    await ming.says(talk);
  }
  chat.hearsNothing();
  await ming.says('/help me');
  chat.hears('“me” is not something I know.\nUsage: help [command]');
});

test('the card shows name, role, talk, and what the features know', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('浇花');
  await chat.advance({ days: 2 });
  await ming.says('我的');
  chat.hears('浇了 3 升。');
  chat.hears('小明\n发言 3 条，活跃 2 天，2026-03-01 来的。\n浇花 3 升');
  await ming.becomes('owner');
  await ming.whispers('我的名片');
  chat.hears(/^小明 · 群主\n发言 3 条/);
});

test('a member is answered in the language that they chose, in the group and in private', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  const hong = chat.member('小红');
  await ming.says('语言');
  const { said } = chat.hears('我用哪种语言回答你？');
  expect(said?.choices?.map(({ label }) => label)).toEqual([
    '简体中文',
    '繁體中文',
    'English',
    '和群里一样',
  ]);
  await ming.says('English');
  chat.hears('Fine, from now on I answer you in English.');
  await ming.says('浇花');
  chat.hears('Watered, 3 l.');
  await hong.says('浇花');
  chat.hears('浇了 3 升。');
  await ming.whispers('profile');
  chat.hears('小明\nMessages: 4, active days: 1, here since 2026-03-01.\nGarden: 3 l');
  await chat.advance({ minutes: 1 });
  await ming.says('language 繁体');
  chat.hears('好，以後我用繁體中文回答你。');
  await ming.says('water');
  chat.hears('澆了 3 升。');
  await ming.says('語言 預設');
  chat.hears('好，以后群里用什么语言，我就用什么语言。');
});

test('the bot that speaks English by default explains itself in English', async () => {
  const { chat, ming } = await openGroup('en');
  await using _ = chat;
  await ming.says('help');
  chat.hears(
    /^In the group I can do this:\nYourself: help · profile · language · my-data · forget-me\n/,
  );
});

test.for([
  ['简体', 'zh-CN'],
  ['ZH_CN'.replace('_', '-'), 'zh-CN'],
  ['繁體', 'zh-TW'],
  ['ＥＮＧＬＩＳＨ', 'en'],
  ['跟随', undefined],
  ['klingon', undefined],
] as const)('«%s» is understood as %s', ([typed, wish]) => {
  expect(parseWish(typed)).toBe(wish);
});

const file = z.object({
  accounts: z.array(z.object({ platform: z.string(), id: z.string(), name: z.string() })),
  communities: z.array(
    z.object({
      memberId: z.number(),
      settings: z.object({ language: z.string().nullable(), isHidden: z.boolean() }),
      groups: z.array(z.object({ group: z.string(), role: z.string(), messages: z.number() })),
      activity: z.object({
        messages: z.number(),
        days: z.array(z.object({ day: z.string(), messages: z.number() })),
      }),
      garden: z.object({ balance: z.number() }),
    }),
  ),
});

test('a member gets everything on record as a file, alone and complete', async () => {
  const { chat, ming, written } = await openGroup();
  await using _ = chat;
  await ming.says('浇花');
  await ming.says('语言 en');
  await chat.member('小明', 'g2').says('这里也在');
  chat.rest();
  await ming.says('我的数据');
  chat.hears('I am putting it together and will send it to you in private.');
  const letter = chat.hears(/^This is all I remember of you/);
  expect(letter.to).toBe('@小明');
  const [name = '', text = ''] = [...written][0] ?? [];
  expect(letter.said?.file).toBe(`/exports/${name}`);
  expect(name).not.toContain('小明');
  const { accounts, communities } = file.parse(JSON.parse(text));
  expect(accounts).toEqual([{ platform: 'sandbox', id: '小明', name: '小明' }]);
  expect(communities).toMatchObject([
    {
      settings: { language: 'en', isHidden: false },
      groups: [{ group: 'g1', role: 'member', messages: 4 }],
      activity: { messages: 4, days: [{ day: '2026-03-01', messages: 4 }] },
      garden: { balance: 3 },
    },
    { groups: [{ group: 'g2', messages: 1 }], garden: { balance: 0 } },
  ]);
});

test('who cannot get their data because the disk is full is told so', async () => {
  const { files } = pretendFiles();
  const full = { ...files, writeText: async () => Promise.reject(new Error('no space')) };
  await using chat = await openChat({ features: [self], files: full });
  const ming = chat.member('小明');
  await ming.says('我的数据');
  chat.hears('正在整理，马上私聊发给你。');
  expect(chat.hears(/^你的数据没有整理好/).to).toBe('@小明');
});

test('a command that was mistyped does not make its member wait', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('/我的数据 全部');
  chat.hears('「全部」是多余的。\n用法：我的数据');
  await ming.says('我的数据');
  chat.hears('正在整理，马上私聊发给你。');
});

test('the file is made at most once a minute and is gone after a day', async () => {
  const { chat, ming, written } = await openGroup();
  await using _ = chat;
  await ming.whispers('我的数据');
  await ming.whispers('我的数据');
  chat.hears('正在整理，马上私聊发给你。');
  chat.hears(/24 小时后删除/);
  chat.hears(/秒后再试/);
  expect(written.size).toBe(1);
  await chat.advance({ hours: 23 });
  expect(written.size).toBe(1);
  await chat.advance({ hours: 2 });
  expect(written.size).toBe(0);
});

test('somebody else’s erasure leaves a member the file that was promised for a day', async () => {
  const { chat, ming, written } = await openGroup();
  await using _ = chat;
  const hong = chat.member('小红');
  await hong.says('早');
  for (const one of [ming, hong]) await one.whispers('我的数据');
  expect(written.size).toBe(2);
  await hong.says('忘记我');
  await hong.says('确认忘记');
  expect([...written.values()].join()).not.toContain('小红');
  expect([...written.values()].join()).toContain('小明');
  await chat.advance({ hours: 25 });
  expect(written.size).toBe(0);
});

test('whoever asks to be forgotten hears what goes and what stays, and may think again', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('浇花');
  await ming.becomes('admin');
  chat.rest();
  await ming.says('忘记我');
  const { text, said } = chat.hears(/^要我忘记你吗/);
  expect(text).toContain('会删除：名字、平台账号');
  expect(text).toContain('会留下：消息数');
  expect(text).toContain('你的 3 积分不能再用。');
  expect(text).toContain('你的管理员身份也会一起失去。');
  expect(text).toMatch(/选「确认忘记」或把它完整发出来，发数字不算。$/);
  expect(said?.choices?.map(({ label }) => label)).toEqual(['不，留着', '确认忘记']);
  await ming.says('不，留着');
  chat.hears('好，什么都没变。');
  await ming.says('我的');
  chat.hears(/^小明 · 管理员/);
});

test.for(['group', 'private'] as const)(
  'a member who is forgotten in a %s comes back as somebody new',
  async (place) => {
    const { chat, ming } = await openGroup();
    await using _ = chat;
    const say = (text: string) => (place === 'group' ? ming.says(text) : ming.whispers(text));
    await ming.says('浇花');
    const before = await chat.idOf(ming);
    await say('忘記我');
    // Asked for twice in haste: that is no confirmation.
    await say('忘记我');
    await chat.advance({ seconds: 1 });
    await say('确认忘记');
    expect(chat.rest().at(-1)?.text).toBe('已经忘记你了。祝一切都好。');
    await ming.whispers('我的');
    chat.hears('先在群里说句话，我就认识你了。');
    await chat.advance({ minutes: 1 });
    await ming.says('我的');
    chat.hears('小明\n发言 1 条，活跃 1 天，2026-03-01 来的。\n浇花 0 升');
    expect(await chat.idOf(ming)).not.toBe(before);
    expect(chat.errors).toEqual([]);
  },
);

test('a member who says «2» about something else is not forgotten', async () => {
  const { chat, ming } = await openGroup();
  await using _ = chat;
  await ming.says('浇花');
  await ming.says('忘记我');
  chat.rest();
  for (const number of ['2', '1', '２', '2.', 'forget']) await ming.says(number);
  chat.hears('这一步收不回来，数字和「好」都不算，请整句回：「不，留着」、「确认忘记」');
  chat.hearsNothing();
  await ming.says('我的');
  chat.hears(/^小明\n发言 \d+ 条，.*\n浇花 3 升$/);
  // The question still waits for its answer.
  await ming.presses('dialogue:forget');
  chat.hears('已经忘记你了。祝一切都好。');
});

test.for(['words', 'press'] as const)(
  'a question that was left open for two minutes forgets nobody, and says so to whoever meant it (%s)',
  async (how) => {
    const { chat, ming } = await openGroup();
    await using _ = chat;
    await ming.says('忘记我');
    chat.rest();
    await chat.advance({ minutes: 3 });
    await (how === 'words' ? ming.says('确认忘记') : ming.presses('dialogue:forget'));
    chat.hears('太久没有回答，已取消。');
    await ming.says('我的');
    chat.hears(/^小明\n/);
  },
);

test('help for what does not exist, and a language that nobody speaks, are answered', async () => {
  await using chat = await openChat({ features: [self] });
  const ming = chat.member('小明');
  await ming.says('帮助 不存在');
  chat.hears('没有「不存在」。我会什么，发「帮助」。');
  await ming.says('语言 火星文');
  chat.hears(/语言 \[简体 \| 繁體 \| English\]/);
  for (const talk of ['帮助 我们一下', '帮助 我们', '语言 真的很难学']) await ming.says(talk);
  chat.hearsNothing();
});

test.each(['zh-CN', 'zh-TW', 'en'] as const)(
  'every command of every feature is found from the help, in %s',
  async (language) => {
    await using chat = await openChat({ features, language, settings: { 'points.giveOn': true } });
    const boss = chat.member('阿强');
    await boss.becomes('owner');
    const help = { 'zh-CN': '帮助', 'zh-TW': '幫助', en: 'help' }[language];
    const answer = async (typed: string) => {
      // Nobody asks a hundred things within a minute.
      await chat.advance({ seconds: 10 });
      await boss.says(typed);
      return chat.next().text;
    };
    const screen = await answer(help);
    const everything = (await answer(`${help} ${language === 'en' ? 'all' : '全部'}`)).split(
      /[\n：:·]/u,
    );
    const listed = new Set(everything.map((one) => one.trim()));
    for (const { name, phrases: spoken, commands = {} } of features) {
      const { name: title, commands: words } = spoken[language];
      expect(screen, name).toContain(title);
      const own = await answer(`${help} ${title}`);
      for (const [key, command] of Object.entries(commands)) {
        const [word = ''] = words[key]?.words ?? [];
        // The feature's own name may be its command: then it heads what is told.
        expect(own, `${name}.${key}`).toContain(word);
        if (command.place !== 'private') expect(listed, `${name}.${key}`).toContain(word);
        expect(await answer(`${help} ${word}`), `${name}.${key}`).toContain(words[key]?.help);
      }
    }
    expect(chat.errors).toEqual([]);
  },
);
