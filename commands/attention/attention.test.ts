/** What the bot says unasked, in the talk of a group: when it waits, when it is silent, and why. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Coming,
  defineFeature,
  describe as describeBase,
  instantOf,
  minutes,
  parseMemberId,
  phrases,
  read,
  tables,
  translationOf,
} from '#kit';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { manage } from '../manage/index.ts';
import { schedule } from '../schedule/index.ts';
import { self } from '../self/index.ts';
import { attention } from './index.ts';

const zhCN = phrases({
  name: '新闻',
  commands: {
    plan: { words: ['预告'], help: '' },
    promise: { words: ['开奖'], help: '' },
    sin: { words: ['越界'], help: '' },
  },
  pushes: { hint: ['小提醒'], result: ['开奖结果'] },
  labels: {},
  texts: { line: '{words}' },
});
const other = translationOf(zhCN, zhCN);
const base = describeBase({
  name: 'news',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': other, en: other },
});

/** Each word plans that something is told unasked half an hour later. */
const news = defineFeature({
  ...base,
  commands: {
    plan: {
      async handle({ later, now, message, member }) {
        const at = instantOf(now + minutes(30));
        await later({ what: 'hint', at, key: message, data: { key: message, to: member.id } });
      },
    },
    promise: {
      async handle({ later, now, message }) {
        const at = instantOf(now + minutes(30));
        await later({ what: 'result', at, key: message, data: { key: message } });
      },
    },
    sin: {
      async handle({ later, now, message }) {
        await later({ what: 'sin', at: now, key: message, data: null });
      },
    },
  },
  pushes: { hint: { priority: 'low' }, result: { priority: 'promised' } },
  due: {
    hint: {
      async run({ push, text, data, tx }: Coming<typeof base>) {
        const { key, to } = z.object({ key: z.string(), to: z.number() }).parse(data);
        const id = parseMemberId(to);
        const member = id && (await tx.people.find(id));
        const mention = member ? [member] : [];
        await push(text('line', { words: `提醒 ${key}` }), { kind: 'hint', key, mention });
      },
    },
    result: {
      async run({ push, text, data }: Coming<typeof base>) {
        const { key } = z.object({ key: z.string() }).parse(data);
        await push(text('line', { words: `结果 ${key}` }), { kind: 'result', key });
      },
    },
    sin: {
      run: ({ say, text }: Coming<typeof base>) => say(text('line', { words: '没人问的话' })),
    },
  },
});

let chat: Chat;
let boss: ChatMember;
let ming: ChatMember;

beforeEach(async () => {
  chat = await openChat({
    features: [attention, schedule, news, self, manage],
    now: '2026-03-02T09:00:00+08:00',
  });
  boss = chat.member('群主');
  ming = chat.member('小明');
  await boss.says('早');
  await boss.becomes('owner');
});
afterEach(() => chat.close());

async function schedules(typed: string): Promise<void> {
  await boss.says(`定时 ${typed}`);
  await boss.says('1');
  chat.rest();
}

const texts = () => chat.rest().map(({ text }) => text);

test('at night nothing is said: what can wait comes in the morning, the rest is left out', async () => {
  await schedules('每天 06:30 早安');
  await schedules('每天 03:00 该睡了');
  await chat.at('2026-03-03T08:00:00+08:00');
  expect(texts()).toEqual(['早安']);
  await boss.says('为什么没发');
  chat.hears(
    [
      '最近没按时发的：',
      '3月3日 06:30 1 号「早安」：免打扰时段，3月3日 08:00 发了',
      '3月3日 03:00 2 号「该睡了」：免打扰时段，没有发',
      '补发：再发 编号；看规则：免打扰',
    ].join('\n'),
  );
  await chat.at('2026-03-03T20:59:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-03T21:00:00+08:00');
  const told = chat.hears(
    '1 条定时没有发：\n· 2 号 3月3日 周二 03:00：该睡了（免打扰时段）\n补发：再发 编号；看规则：免打扰',
  );
  expect(told.to).toBe('@群主');
});

test('whoever plans something for the night, or more than a day bears, reads what will become of it', async () => {
  const proposalOf = async (typed: string) => {
    await boss.says(`定时 ${typed}`);
    const { text } = chat.next();
    await boss.says('2');
    chat.rest();
    return text;
  };
  expect(await proposalOf('每天 07:00 早安')).toContain(
    '这时候是免打扰时段（22:30–08:00），会等到 08:00 再发。',
  );
  expect(await proposalOf('每天 03:00 夜猫子')).toContain(
    '这时候是免打扰时段（22:30–08:00），等不到结束就过时了，到时不会发。换到 08:00 以后就会发。',
  );
  expect(await proposalOf('每2小时 喝水')).toContain('一天有 12 次，但每个群一天最多主动发 4 条');
  expect(await proposalOf('每天 10:00 早安')).not.toMatch(/免打扰|最多/);
});

test('what comes every day and has no place is told once a day, all of it together', async () => {
  for (const hour of [10, 11, 12, 13, 14, 15]) await schedules(`每天 ${hour}:00 第${hour}`);
  await chat.at('2026-03-02T13:30:00+08:00');
  expect(texts()).toEqual(['第10', '第11', '第12', '第13']);
  await ming.says('免打扰');
  chat.hears(/^今天不再主动发了（已发 4 条）。\n22:30–08:00 不打扰；每天最多 4 条；/);
  await chat.at('2026-03-02T21:00:00+08:00');
  chat.hears(
    [
      '2 条定时没有发：',
      '· 5 号 3月2日 周一 14:00：第14（今天的 4 条已经发完）',
      '· 6 号 3月2日 周一 15:00：第15（今天的 4 条已经发完）',
      '补发：再发 编号；看规则：免打扰',
    ].join('\n'),
  );
  chat.hearsNothing();
  await boss.says('推送记录');
  expect(chat.next().text).toContain('6 号没发：今天的 4 条已经发完');
});

test('a newcomer who plans six one-offs for today hears of each that has no place, by its number', async () => {
  for (const hour of [10, 11, 12, 13, 14, 15]) await schedules(`今天 ${hour}:00 第${hour}`);
  await chat.at('2026-03-02T16:00:00+08:00');
  expect(texts()).toEqual([
    ...['第10', '第11', '第12', '第13'],
    '5 号定时 3月2日 周一 14:00 没有发：今天的 4 条已经发完。内容：第14。补发：再发 5',
    '6 号定时 3月2日 周一 15:00 没有发：今天的 4 条已经发完。内容：第15。补发：再发 6',
  ]);
  await chat.at('2026-03-02T22:00:00+08:00');
  chat.hearsNothing();
});

test('a greeting that comes every day leaves the last place to the meeting of today, and says so', async () => {
  await boss.says('设置 community.pushesADay 2');
  await schedules('每天 10:00 早安');
  await schedules('每天 11:00 喝水');
  await schedules('今天 15:00 开会');
  await chat.at('2026-03-02T16:00:00+08:00');
  expect(texts()).toEqual(['早安', '开会']);
  await boss.says('为什么没发');
  chat.hears(
    [
      '最近没按时发的：',
      '3月2日 11:00 2 号「喝水」：剩下的位置留给 15:00 的 3 号「开会」，没有发',
      '补发：再发 编号；看规则：免打扰',
    ].join('\n'),
  );
  // Tomorrow there is no meeting.
  await chat.at('2026-03-03T12:00:00+08:00');
  expect(texts().filter((text) => !text.includes('\n'))).toEqual(['早安', '喝水']);
});

test('a place is kept for nothing that is paused, or that the night would swallow', async () => {
  await boss.says('设置 community.pushesADay 2');
  await schedules('每天 10:00 早安');
  await schedules('每天 11:00 喝水');
  await schedules('今天 23:30 夜里');
  await schedules('今天 15:00 开会');
  await boss.says('暂停 4');
  chat.rest();
  await chat.at('2026-03-02T12:00:00+08:00');
  expect(texts()).toEqual(['早安', '喝水']);
});

test('a place is kept for nothing of a kind that managers have turned off', async () => {
  await boss.says('设置 community.pushesADay 1');
  await schedules('今天 15:00 开会');
  await boss.says('关掉推送 定时推送');
  await ming.says('预告');
  chat.rest();
  await chat.at('2026-03-02T12:00:00+08:00');
  expect(texts()).toEqual([expect.stringMatching(/提醒 /)]);
});

test('what was not sent is read page by page, in English under the name that people try first', async () => {
  await boss.says('设置 community.pushesADay 0');
  for (let hour = 10; hour < 20; hour += 1) await schedules(`今天 ${hour}:00 第${hour}`);
  await chat.at('2026-03-02T20:00:00+08:00');
  chat.rest();
  await boss.says('为什么没发');
  expect(chat.next().text.split('\n').slice(-2)).toEqual([
    '再往前：为什么没发 2',
    '补发：再发 编号；看规则：免打扰',
  ]);
  await boss.says('为什么没发 2');
  expect(chat.next().text.split('\n')).toHaveLength(4);
  await boss.says('/why-not-sent 3');
  chat.hears('没有更多了。');
});

describe('a group that the bot is not in any more', () => {
  const leaves = (member: ChatMember) => member.leaves();

  test('gets nothing, its managers hear that once, and it goes on when the bot is back', async () => {
    await schedules('每天 10:00 早安');
    await schedules('每天 20:00 晚安');
    await leaves(chat.member('qunli'));
    await chat.at('2026-03-05T09:00:00+08:00');
    expect(texts()).toEqual([
      '我已经不在群「g1」里了，那里的推送先停着，把我加回去就接着发。看哪些没发：为什么没发',
    ]);
    await boss.whispers('为什么没发');
    expect(chat.next().text).toContain('3月4日 20:00 2 号「晚安」：我不在那个群里了，没有发');
    await chat.at('2026-03-05T10:05:00+08:00');
    await ming.says('欢迎回来');
    await chat.at('2026-03-05T10:20:00+08:00');
    expect(texts()).toEqual(['早安']);
  });

  test('loses no part of a series', async () => {
    await schedules('每天 10:00\n1/2 上\n2/2 下');
    await leaves(chat.member('qunli'));
    await chat.at('2026-03-05T09:00:00+08:00');
    await ming.says('回来了');
    chat.rest();
    await chat.at('2026-03-06T12:00:00+08:00');
    expect(texts()).toEqual(['1/2 上', '2/2 下']);
  });
});

test('an admin may allow more or none', async () => {
  await boss.says('设置 community.pushesADay 0');
  await boss.says('设置 community.pushesADay 21');
  chat.rest();
  await schedules('10:00 开会');
  await ming.says('免打扰');
  chat.hears(/^今天不再主动发了/);
  await chat.at('2026-03-02T10:00:00+08:00');
  expect(texts()).toEqual([expect.stringContaining('没有发：今天的 0 条已经发完')]);
});

test('two at the same time come half an hour apart', async () => {
  await schedules('每天 10:00 早');
  await schedules('每天 10:00 安');
  await chat.at('2026-03-02T10:29:00+08:00');
  expect(texts()).toEqual(['早']);
  await boss.says('推送记录 2');
  chat.hears('3月2日 周一 10:00 · 2 号还在等：两条之间至少隔 30 分钟');
  await chat.at('2026-03-02T10:30:00+08:00');
  expect(texts()).toEqual(['安']);
  await boss.says('推送记录 2');
  chat.hears('3月2日 周一 10:00 · 2 号送出，晚了 30 分钟');
});

test('it does not talk into a conversation, and does not wait for its end for ever', async () => {
  await schedules('10:00 开会');
  await chat.at('2026-03-02T09:59:30+08:00');
  for (const words of ['哈', '哈哈', '哈哈哈']) await ming.says(words);
  await chat.at('2026-03-02T10:00:30+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-02T10:03:00+08:00');
  expect(texts()).toEqual(['开会']);

  await schedules('11:00 散会');
  await chat.at('2026-03-02T10:58:30+08:00');
  for (let turn = 0; turn < 26; turn += 1) {
    await ming.says('还有', {});
    await chat.advance({ seconds: 30 });
  }
  expect(chat.next().at).toBe(Date.parse('2026-03-02T11:10:00+08:00'));
});

test('small reminders that come close together are one message', async () => {
  await ming.says('预告');
  await chat.advance({ minutes: 5 });
  await ming.says('预告');
  await boss.says('预告');
  await chat.at('2026-03-02T09:30:00+08:00');
  const [first] = texts();
  expect(first).toMatch(/^@小明 提醒 t\d+$/);
  await chat.at('2026-03-02T10:00:00+08:00');
  expect(texts()).toEqual([expect.stringMatching(/^@小明 提醒 t\d+\n\n@群主 提醒 t\d+$/)]);
});

test('what was promised for a moment comes at that moment, whatever was said before', async () => {
  await ming.says('预告');
  await ming.says('开奖');
  await chat.at('2026-03-02T09:30:00+08:00');
  // It counts: the reminder has to wait.
  expect(texts()).toEqual([expect.stringContaining('结果')]);
  await chat.at('2026-03-02T10:00:00+08:00');
  expect(texts()).toEqual([expect.stringContaining('提醒')]);
});

describe('in a group where nobody speaks any more', () => {
  test('a schedule falls silent after seven, managers hear it once, and it goes on with talk', async () => {
    await schedules('每天 10:00 早安');
    await chat.at('2026-03-20T09:00:00+08:00');
    const said = texts();
    expect(said.filter((text) => text === '早安')).toHaveLength(7);
    expect(said.slice(7)).toEqual([
      '发了 7 条没人接话，我也少说点：小提醒先停，满 7 条定时推送也停。有人说话就照常发。看详情：为什么没发',
    ]);
    await ming.says('有人吗');
    await chat.at('2026-03-20T12:00:00+08:00');
    expect(texts()).toEqual(['早安']);
    await chat.at('2026-04-20T12:00:00+08:00');
    expect(texts().filter((text) => /没人接话/.test(text))).toHaveLength(1);
  });
});

test('where a bot hears no talk, a pressed choice shows that somebody is there', async () => {
  await schedules('每天 10:00 早安');
  await chat.at('2026-03-08T12:00:00+08:00');
  expect(texts()).toHaveLength(7);
  await ming.presses('poll:1:1');
  await chat.at('2026-03-10T12:00:00+08:00');
  expect(texts()).toEqual(['早安', '早安']);
});

describe('whoever does not want it', () => {
  test('is named and not mentioned any more, until they say otherwise', async () => {
    await ming.says('别提醒我 小提醒');
    chat.hears('好，小提醒不再 @ 你。改主意了：恢复提醒');
    await ming.says('预告');
    await chat.at('2026-03-02T09:30:00+08:00');
    expect(chat.next().said?.pieces).toEqual([expect.stringMatching(/^@小明 提醒/)]);
    await ming.says('恢复提醒');
    chat.hears('好，照常 @ 你：小提醒');
    await ming.says('恢复提醒');
    chat.hears('本来就都会 @ 你。');
  });

  test('may mean all but results, and something that is not there is answered', async () => {
    await ming.says('别提醒我');
    chat.hears('好，以后不 @ 你，结果除外。改主意了：恢复提醒');
    await ming.says('恢复提醒');
    chat.hears('好，照常 @ 你：定时推送、小提醒');
    await ming.says('别提醒我 天气');
    chat.hears('没有「天气」这一类，有：定时推送、小提醒、开奖结果');
  });

  test('a manager switches a kind off for all, and sees it in the rules', async () => {
    await ming.says('预告');
    await boss.says('关掉推送 小提醒');
    chat.hears('「小提醒」关掉了。打开：打开推送 小提醒');
    await chat.at('2026-03-02T09:30:00+08:00');
    chat.hearsNothing();
    await boss.says('免打扰');
    expect(chat.next().text).toContain('已关掉：小提醒');
    await boss.says('打开推送 小提醒');
    chat.hears('「小提醒」打开了。');
    await ming.says('/关掉推送 小提醒');
    chat.hears('「关掉推送」需要运营权限。');
  });

  test('is not named by what still waits once they are forgotten', async () => {
    await ming.says('开奖');
    await ming.says('预告');
    await chat.at('2026-03-02T09:30:00+08:00');
    chat.rest();
    await ming.whispers('忘记我');
    await ming.whispers('确认忘记');
    chat.rest();
    await chat.at('2026-03-02T10:00:00+08:00');
    expect(texts()).toEqual([expect.stringMatching(/^… 提醒 t\d+$/)]);
  });

  test('is forgotten together with their wishes', async () => {
    await ming.says('别提醒我');
    chat.rest();
    await ming.whispers('忘记我');
    await ming.whispers('确认忘记');
    await chat.advance({ minutes: 1 });
    const db = tables<{ pushes_off: { member_id: number } }>();
    const left = read(() => db.selectFrom('pushes_off').selectAll());
    expect(await chat.app.store.reader.all(left, {})).toEqual([]);
  });
});

test('members who leave right after pushes make it speak less, and managers hear the figures', async () => {
  const crowd = Array.from({ length: 8 }, (_, index) => chat.member(`群友${index}`));
  for (const one of crowd) await one.says('在');
  await schedules('每天 10:00 广告');
  for (const day of [2, 3]) {
    await chat.at(`2026-03-0${day}T10:01:00+08:00`);
    await ming.says('又来');
    for (const one of crowd.splice(0, 4)) await one.leaves();
    await chat.at(`2026-03-0${day}T11:30:00+08:00`);
  }
  expect(texts().filter((text) => /退群/.test(text))).toEqual([
    '最近几条主动消息之后，一小时里有 8 人退群（平时每小时约 0.0 人）。我先把每天的条数减到 3 条，到 3月10日 11:00 为止。看规则：免打扰',
  ]);
  await boss.says('免打扰');
  chat.hears(
    /^今天还能主动发 2 条（已发 1 条）。\n.*\n最近发完消息就有人退群，3月10日 11:00 以前每天少发 1 条。/,
  );
});

test('a handler whose time has come cannot say anything past the guard', async () => {
  await ming.says('越界');
  chat.hearsNothing();
  expect(chat.errors).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/nobody has asked/) }),
  ]);
});
