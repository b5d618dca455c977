/**
 * Managers change settings, features and roles from the chat, and everybody can see who did what.
 */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Commanding, defineFeature, describe, phrases, translationOf } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { attention } from '../attention/index.ts';
import { checkin } from '../checkin/index.ts';
import { points } from '../points/index.ts';
import { manage } from './index.ts';

const words = phrases({
  name: '浇花',
  commands: { water: { words: ['浇花'], help: '浇一次' } },
  labels: { 'setting.garden.litres': '一次浇几升' },
  texts: { watered: '浇了 {litres} 升。' },
});

const garden = describe({
  name: 'garden',
  settings: z.object({
    litres: z.number().int().min(1).max(9).default(3).describe('litres at once'),
    isOutside: z.boolean().default(true).describe('whether it stands outside'),
    tap: z
      .strictObject({ open: z.number().int().max(5).default(2), side: z.string().default('left') })
      .prefault({})
      .describe('the tap'),
    hours: z
      .array(z.object({ from: z.string(), to: z.string() }))
      .default([])
      .describe('when'),
    rows: z.array(z.string()).max(2).default([]).describe('rows'),
  }),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, { ...words, name: '澆花' }),
    en: translationOf(words, { ...words, name: 'Garden' }),
  },
});

const gardening = defineFeature({
  ...garden,
  commands: {
    water: {
      handle: async ({ say, settings, text }: Commanding<typeof garden>) =>
        say(text('watered', settings)),
    },
  },
});

const features = [manage, gardening];

async function openGroup() {
  const chat = await openChat({ features });
  const owner = chat.member('老王');
  await owner.says('大家好');
  await owner.becomes('owner');
  return { chat, owner };
}

test('settings are read in words, a row each, and nothing is cut off', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置');
  chat.hears(
    [
      '社群',
      '· 对所有人说哪种语言：简体中文',
      '· 按哪个时区算日子：北京时间',
      '· 每天从几点开始算：00:00',
      '· 晚上几点以后不主动发：22:30',
      '· 早上几点以前不主动发：08:00',
      '· 每个群一天最多主动发几条：4',
      '· 两条主动消息至少隔几分钟：30',
      '· 群里正聊着最多等几分钟再发：10',
      '浇花',
      '· 一次浇几升：3',
      '· whether it stands outside：开',
      '· tap.open：2',
      '· tap.side：left',
      '· when：—',
      '· rows：—',
      '看一项功能：「设置 浇花」。改一项：「设置 一次浇几升 3」。全部：「设置 全部」。',
    ].join('\n'),
  );
});

test('one feature shows what each setting means, by its title or its name in any language', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  for (const name of ['浇花', '澆花', 'garden', 'Garden']) {
    await owner.says(`设置 ${name}`);
    chat.hears(/^浇花\ngarden\.litres = 3（一次浇几升）\ngarden\.isOutside = 开/);
    await chat.advance({ seconds: 10 });
  }
  await owner.says('设置 garden.litres');
  chat.hears('garden.litres = 3（一次浇几升）');
  await owner.says('設定 管理');
  chat.hears('「管理」没有可改的设置。');
});

test('a change shows before, after and what it means, and holds at once', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.litres 5');
  chat.hears('garden.litres：3 → 5\n一次浇几升。');
  await owner.says('浇花');
  chat.hears('浇了 5 升。');
  await owner.says('设置 garden.litres=５');
  chat.hears('garden.litres 本来就是 5。');
  await chat.advance({ minutes: 1 });
  await owner.whispers('设置 garden.isOutside 关');
  chat.hears(/^garden\.isOutside：开 → 关/);
});

test('JSON is taken as it is typed, with the quotes that a phone makes of it', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.hours [{"from": "06:00", "to": "08:00"}]');
  chat.hears(/^garden\.hours：— → 06:00=08:00\n/);
  await owner.says('设置 garden.hours [{“from”:“07:00”,“to”:“08:00”}]');
  chat.hears(/→ 07:00=08:00\n/);
  await owner.says('设置 garden.hours [{"from":"06:00"}]');
  chat.hears(
    [
      'garden.hours 不能是「[{"from":"06:00"}]」：第 1 项 to：请写文字。',
      'when，如「设置 garden.hours from=to」。',
    ].join('\n'),
  );
});

test('a list is emptied with a word, or with the dash that stands for an empty one', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  for (const nothing of ['无', 'none', '—']) {
    await owner.says('设置 garden.hours [{"from": "06:00", "to": "08:00"}]');
    await owner.says(`设置 garden.hours ${nothing}`);
    chat.next();
    chat.hears('garden.hours：06:00=08:00 → —\nwhen。');
    await chat.advance({ minutes: 1 });
  }
});

test('a list that is too long hears how many it may have', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.rows ["a","b","c"]');
  chat.hears(/^garden\.rows 不能是「\["a","b","c"\]」：最多写 2 项。/);
});

test('bonuses are read and typed in words, and «格式不对» alone is no answer', async () => {
  const chat = await openChat({ features: [manage, checkin] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  await owner.says('设置');
  chat.hears(/\n· 连续签到的奖励：7=20\+1, 30=100\+3\n· 累计签到的奖励：100=200\n/);
  await owner.says('设置 checkin.milestones');
  chat.hears('checkin.milestones = 7=20+1, 30=100+3（连续签到的奖励：天数=积分+补签卡）');
  await owner.says('设置 checkin.milestones 7=20 30=100');
  chat.hears(/^checkin\.milestones：7=20\+1, 30=100\+3 → 7=20, 30=100\n/);
  for (const same of ['7=20，30=100', '7 天=20, 30 天=100', '７＝２０、30天 = 100积分']) {
    await chat.advance({ minutes: 1 });
    await owner.says(`设置 checkin.milestones ${same}`);
    chat.hears('checkin.milestones 本来就是 7=20, 30=100。');
  }
  const form = '连续签到的奖励：天数=积分+补签卡，如「设置 checkin.milestones 7=20+1, ';
  for (const [typed, why] of [
    ['很多', '请用等号写，如 7=20'],
    ['7', '请用等号写，如 7=20'],
    ['7=多', '第 1 项 points：请写数字'],
    ['7=20+1+3', '请用等号写，如 7=20'],
    ['7=0', '奖励要有积分或补签卡'],
    ['7=20 7=30', '同一个天数只能写一次'],
  ] as const) {
    await chat.advance({ minutes: 1 });
    await owner.says(`设置 checkin.milestones ${typed}`);
    const { text } = chat.next();
    expect(text).toContain(`checkin.milestones 不能是「${typed}」：${why}。\n${form}`);
  }
});

test('each part of «合并回复» is explained, and changed alone', async () => {
  await using chat = await openChat({ features: [manage, checkin] });
  const owner = chat.member('老王');
  await owner.becomes('owner');
  await owner.says('设置 签到');
  const { text } = chat.next();
  expect(text).toContain('checkin.mergeAnswers.afterMany = 3（几个人之后合并回复，0 为不合并）');
  expect(text).toContain('checkin.mergeAnswers.withinSeconds = 10（多少秒之内算同时签到）');
  expect(text).toContain('checkin.mergeAnswers.collectSeconds = 5（攒多少秒再一起回复）');
  await owner.says('设置 checkin.mergeAnswers.afterMany 0');
  chat.hears('checkin.mergeAnswers.afterMany：3 → 0\n几个人之后合并回复，0 为不合并。');
  await owner.says('设置 checkin.mergeAnswers');
  chat.hears(/^checkin\.mergeAnswers = afterMany=0, [^\n]*\n.*afterMany = 0（几个人/);
  await owner.says('设置 checkin.makeUp 便宜');
  chat.hears(/不能是「便宜」：请写成 名称=值。\n补签，如「设置 checkin\.makeUp price=20, /);
});

test('what is shown as an example can be typed as it stands', async () => {
  const chat = await openChat({ features: [manage, checkin, points] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  const keys: string[] = [];
  for (const feature of ['community', 'checkin', 'points']) {
    await owner.says(`设置 ${feature}`);
    keys.push(
      ...[...chat.next().text.matchAll(/^(\w+(?:\.\w+){1,2}) = /gmu)].map(([, key = '']) => key),
    );
  }
  expect(keys.length).toBeGreaterThan(20);
  for (const key of keys) {
    await chat.advance({ minutes: 2 });
    await owner.says(`设置 ${key} {`);
    const { text } = chat.next();
    const [, typed = ''] = /如「([^」]+)」。$/u.exec(text) ?? [];
    expect(typed, text).toMatch(`设置 ${key} `);
    await owner.says(typed);
    chat.hears(/ → |本来就是/u);
  }
});

test('check-in hours are typed with a space between them', async () => {
  const chat = await openChat({ features: [manage, checkin] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  await owner.says('设置 checkin.windows 07:00-09:00 20:00-22:00');
  chat.hears(/^checkin\.windows：— → 07:00-09:00, 20:00-22:00\n/);
  await owner.says('设置 checkin.windows 早上');
  chat.hears(
    /请写时段，如 06:00-09:00。\n.*如「设置 checkin\.windows 07:00-09:00, 20:00-22:00」。$/,
  );
});

test('a day that begins at «4:00» begins at 04:00', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 community.dayStart 4:00');
  chat.hears(/^community\.dayStart：00:00 → 04:00/);
  await owner.says('设置 community.dayStart ４：００');
  chat.hears('community.dayStart 本来就是 04:00。');
  await owner.says('设置 community.dayStart 4');
  chat.hears(/不能是「4」：请写时间，如 04:00。\n.*如「设置 community\.dayStart 04:00」。$/);
});

test('a manager cannot make points out of nothing by settings: that takes an admin', async () => {
  const chat = await openChat({ features: [manage, points, checkin] });
  await using _ = chat;
  const [owner, hong] = [chat.member('老王'), chat.member('小红')];
  await owner.becomes('owner');
  await hong.says('早');
  await owner.says('任命 @小红 运营', { mentions: [hong] });
  chat.rest();
  for (const typed of [
    'points.managerDaily 999999',
    'points.chatPoints 500',
    'points.dailyCap 5000',
    'checkin.points 400000',
    'checkin.milestones 1=1000000',
    'checkin.totals 1=1000000',
    'checkin.cycle week',
    'checkin.makeUp.price 0',
    'community.zone America/New_York',
    'community.dayStart 23:00',
    // Those who plan pushes do not loosen what binds them.
    'community.pushesADay 20',
    'community.quietFrom 23:59',
    'community.quietUntil 06:00',
    'community.pushGapMinutes 0',
    'community.lullMinutes 0',
  ]) {
    await hong.says(`设置 ${typed}`);
    const [key] = typed.split(/ |\.price/);
    chat.hears(new RegExp(`^${key}\\S* 关系到积分、日子或大家被打扰多少，要管理员来改。$`));
    await chat.advance({ minutes: 1 });
  }
  await hong.says('设置 points.giveDailyMost 20');
  chat.hears(/^points\.giveDailyMost：100 → 20/);
  await owner.says('设置 points.managerDaily 999');
  chat.hears(/^points\.managerDaily：10000 → 999/);
});

test('not even the owner makes points worthless by one slip of the finger', async () => {
  const chat = await openChat({ features: [manage, points, checkin] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  for (const [typed, most] of [
    ['checkin.points 400000', 10_000],
    ['checkin.milestones 1=1000000', 100_000],
    ['points.chatPoints 5000', 1_000],
    ['points.dailyCap 500000', 10_000],
    ['points.managerMost 1000000000', 1_000_000],
  ] as const) {
    await owner.says(`设置 ${typed}`);
    chat.hears(new RegExp(`最多 ${most}。`));
  }
});

test('one part of a setting is changed alone', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.tap.open 4');
  chat.hears('garden.tap.open：2 → 4\nthe tap。');
  await owner.says('设置 garden.tap');
  chat.hears('garden.tap = open=4, side=left（the tap）');
  await owner.says('设置 garden.tap.open 9');
  chat.hears(
    'garden.tap.open 不能是「9」：open：最多 5。\nthe tap，如「设置 garden.tap.open 2」。',
  );
  await owner.says('设置 garden.tap open=3，side=right');
  chat.hears('garden.tap：open=4, side=left → open=3, side=right\nthe tap。');
  await chat.advance({ minutes: 1 });
  await owner.says('设置 garden.tap side=left');
  chat.hears('garden.tap：open=3, side=right → open=3, side=left\nthe tap。');
  await owner.says('设置 garden.tap size=9');
  chat.hears(
    /^garden\.tap 不能是「size=9」：没有「size」这一项。\nthe tap，如「设置 garden\.tap open=2, /,
  );
  await owner.says('设置 garden.tap.size 9');
  chat.hears('没有「garden.tap.size」这项设置，你是想说 garden.tap 吗？');
});

test('a wrong value is refused in plain words and changes nothing', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.litres 很多');
  chat.hears('garden.litres 不能是「很多」：请写数字。\n一次浇几升，如「设置 garden.litres 3」。');
  await owner.says('设置 garden.litres 99');
  chat.hears(/^garden\.litres 不能是「99」：最多 9。\n/);
  await owner.says('设置 garden.liters 5');
  chat.hears('没有「garden.liters」这项设置，你是想说 garden.litres 吗？');
  await chat.advance({ minutes: 1 });
  await owner.says('设置 community.zone 火星');
  chat.hears(/^community\.zone 不能是「火星」：请写时区，如 Asia\/Shanghai。\n/);
  await owner.says('浇花');
  chat.hears('浇了 3 升。');
});

test('the language of the community is a setting too', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 community.language en');
  chat.hears(/zh-CN → en/);
  await owner.says('/settings garden.litres 99');
  chat.hears(
    /^garden\.litres cannot be “99”: at most 9\.\n.*, such as “settings garden\.litres 3”\.$/,
  );
  await owner.says('/设置 community.language zh-TW');
  chat.rest();
  await owner.says('功能');
  chat.hears('功能（2 個開著）：\n✓ 管理（manage）\n✓ 澆花（garden）\n改一個：「關閉 澆花」。');
});

test('a manager who adds points while points are off hears so, and a member’s word is talk', async () => {
  const chat = await openChat({ features: [manage, points] });
  await using _ = chat;
  const [owner, hong] = [chat.member('老王'), chat.member('小红')];
  await owner.becomes('owner');
  await hong.says('早');
  await owner.says('关闭 积分');
  chat.rest();
  await owner.says('加分 @小红 5 答题', { mentions: [hong] });
  chat.hears('本群没有开启「加分」。');
  await hong.says('我的积分');
  await hong.says('加分 @老王 5 答题', { mentions: [owner] });
  chat.hearsNothing();
});

test('a feature that is switched off says so after a slash and is silent otherwise', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('关闭 澆花');
  chat.hears('「浇花」已关闭，记录都还在。');
  await owner.says('浇花');
  chat.hearsNothing();
  await owner.says('/浇花');
  chat.hears('本群没有开启「浇花」。');
  await owner.says('功能');
  chat.hears(/— 浇花（garden），已关闭/);
  await chat.advance({ minutes: 1 });
  await owner.says('开启 garden');
  chat.hears('「浇花」已开启。');
  await owner.says('开启 garden');
  chat.hears('「浇花」本来就开着。');
  await owner.says('浇花');
  chat.hears('浇了 3 升。');
});

test('what is switched off or set in one community stays as it was in another', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('设置 garden.litres 5');
  await owner.says('关闭 浇花');
  chat.rest();
  await chat.member('小华', 'g2').says('浇花');
  chat.hears('浇了 3 升。');
});

test('managing itself cannot be switched off, by no way', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  await owner.says('关闭 管理');
  chat.hears('「管理」不能关，每个群都离不开它。');
  await owner.says('设置 manage.on false');
  chat.hears('manage.on 不能是「false」：没有它就找不到回来的路，不能关闭。');
  await owner.says('功能');
  chat.hears(/✓ 管理（manage）/);
});

test('ordinary talk that begins like a command stays talk', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const ming = chat.member('小明');
  for (const talk of ['关闭 窗户', '设置 闹钟 7点', 'settings are broken', '任命 书']) {
    await ming.says(talk);
  }
  await owner.says('功能 很多');
  chat.hearsNothing();
});

test('a manager’s command that goes wrong is never silent', async () => {
  const chat = await openChat({ features: [manage, points] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  await owner.says('设置 nothing');
  chat.hears('「nothing」我看不懂。\n用法：设置 [功能 | 名称 值]');
  await owner.says('关闭 foo');
  chat.hears('「foo」我看不懂。\n用法：关闭 功能');
  await owner.says('加分 小红 5');
  chat.hears('「小红」前面没有 @。请打 @，再从名单里点选那位群友。\n用法：加分 @群友 数量 原因');
  await owner.says('加分 @小红 5');
  chat.hears(
    '「@小红」没有 @ 到人。请打 @，再从名单里点选，不要手写名字。\n用法：加分 @群友 数量 原因',
  );
});

test('the owner makes a manager, and takes it back', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const hong = chat.member('小 红');
  await hong.says('早');
  await hong.says('/设置');
  chat.hears('「设置」需要运营权限。');
  await owner.says('任命 @小 红 运营', { mentions: [hong] });
  chat.hears('@小 红 现在是运营。');
  await hong.says('设置 garden.litres 4');
  chat.hears(/3 → 4/);
  await hong.says('任命 @小 红 帮手', { mentions: [hong] });
  chat.hears('「任命」需要管理员权限。');
  await chat.advance({ minutes: 1 });
  await owner.says('免去 @小 红', { mentions: [hong] });
  chat.hears('小 红 不再是运营。');
  await hong.says('设置 garden.litres 9');
  chat.hears('「设置」需要运营权限。');
  await owner.says('设置 garden.litres');
  chat.hears(/= 4/);
});

test('the platform decides who is owner and admin', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const admin = chat.member('小李');
  await admin.says('早');
  await admin.becomes('admin');
  await admin.says('免去 @老王', { mentions: [owner] });
  chat.hears('老王 是群主，由平台决定，请在平台里改。');
  await owner.says('任命 @小李 帮手', { mentions: [admin] });
  chat.hears('小李 是管理员，权限更高，不用任命。');
  await admin.becomes('member');
  await admin.says('/功能');
  chat.hears('「功能」需要运营权限。');
});

test('who has which role is one list, from the platform and by hand', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [hong, gang] = [chat.member('小红'), chat.member('小刚')];
  for (const member of [hong, gang]) await member.says('早');
  await owner.says('任命 @小红 运营', { mentions: [hong] });
  await owner.says('任命 @小刚 幫手', { mentions: [gang] });
  chat.rest();
  await owner.says('谁是运营');
  chat.hears('这里的管理身份：\n群主：老王\n运营：小红\n帮手：小刚');
  await gang.leaves();
  await owner.says('管理員');
  chat.hears('这里的管理身份：\n群主：老王\n运营：小红');
});

test('who may not is told of «a manager», and so is who became one', async () => {
  const chat = await openChat({ features, language: 'en' });
  await using _ = chat;
  const [owner, hong] = [chat.member('Wang'), chat.member('Hong')];
  await owner.becomes('owner');
  await hong.says('hello');
  await hong.says('/settings');
  chat.hears('For “settings” you need to be a manager.');
  await owner.says('appoint @Hong manager', { mentions: [hong] });
  chat.hears('@Hong is now a manager.');
  await owner.says('appoint @Hong manager', { mentions: [hong] });
  chat.hears('Hong is a manager already.');
  await owner.says('dismiss @Hong', { mentions: [hong] });
  chat.hears('Hong is no longer a manager.');
});

test('two names of one role stand with a Chinese comma between them', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const [hong, gang] = [chat.member('小红'), chat.member('小刚')];
  for (const one of [hong, gang]) await one.says('早');
  await owner.says('任命 @小红 运营', { mentions: [hong] });
  await owner.says('任命 @小刚 运营', { mentions: [gang] });
  chat.rest();
  await owner.says('谁是运营');
  chat.hears('这里的管理身份：\n群主：老王\n运营：小红、小刚');
});

test('a list may be typed with the marks of a Chinese keyboard', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  for (const typed of ['甲,乙', '甲，乙', '["甲","乙"]', '［“甲”，“乙”］']) {
    await owner.says(`设置 garden.rows ${typed}`);
    chat.hears('garden.rows：— → 甲, 乙\nrows。');
    await owner.says('设置 garden.rows 无');
    chat.next();
    await chat.advance({ minutes: 1 });
  }
  await owner.says('设置 garden.rows ［“甲，乙”］');
  chat.hears('garden.rows：— → 甲，乙\nrows。');
});

test('what managers did is told in words, with no name in the records', async () => {
  const { chat, owner } = await openGroup();
  await using _ = chat;
  const hong = chat.member('小红');
  await hong.says('早');
  await owner.says('操作记录');
  chat.hears('还没有操作记录。');
  await owner.says('设置 garden.litres 5');
  await owner.says('关闭 浇花');
  await owner.says('任命 @小红 运营', { mentions: [hong] });
  await chat.advance({ minutes: 1 });
  await owner.says('免去 @小红', { mentions: [hong] });
  chat.rest();
  await owner.says('操作记录');
  chat.hears(
    [
      '最近的操作：',
      '3月1日 09:01 老王：免去了 小红 的运营身份',
      '3月1日 09:00 老王：任命 小红 为运营',
      '3月1日 09:00 老王：关闭了「浇花」',
      '3月1日 09:00 老王：把「一次浇几升」从 3 改成 5',
    ].join('\n'),
  );
  expect(chat.errors).toEqual([]);
});

test.each(['设置 免打扰', '设置 免打扰时间', '设置 免打扰 23:00-7:00', '设置 quiet hours'])(
  '«%s» leads to the quiet hours and says who may change them',
  async (typed) => {
    const chat = await openChat({ features: [manage, attention] });
    await using _ = chat;
    const hong = chat.member('小红');
    const owner = chat.member('老王');
    await owner.becomes('owner');
    await hong.says('早');
    await owner.says('任命 @小红 运营', { mentions: [hong] });
    chat.rest();
    await hong.says(typed);
    const { text } = chat.next();
    expect(text).toMatch(/^免打扰\ncommunity\.quietFrom = 22:30（晚上几点以后不主动发）\n/);
    expect(
      text
        .split('\n')
        .slice(1, -1)
        .map((row) => row.split(' ')[0]),
    ).toEqual([
      'community.quietFrom',
      'community.quietUntil',
      'community.pushesADay',
      'community.pushGapMinutes',
      'community.lullMinutes',
    ]);
    expect(text).toMatch(/\n改一项：「设置 晚上几点以后不主动发 22:30」，要管理员来改。$/);
  },
);

test('a talk of settings is talk: «设置 提醒 几点» leads nowhere', async () => {
  const chat = await openChat({ features: [manage, attention] });
  await using _ = chat;
  const owner = chat.member('老王');
  await owner.becomes('owner');
  await owner.says('设置 提醒');
  expect(
    chat
      .rest()
      .map(({ text }) => text)
      .join(),
  ).not.toContain('quietFrom');
});
