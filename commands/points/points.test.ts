import { describe, expect, test } from 'vitest';
import { defineFeature, Fault, type Language } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { leaderboard } from '../leaderboard/index.ts';
import { base } from './base.ts';
import { points } from './index.ts';

async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const chat = await openChat({ features: [points], ...options });
  const [boss, ming] = [chat.member('老板'), chat.member('小明')];
  await boss.becomes('owner');
  return { chat, boss, ming, [Symbol.asyncDispose]: () => chat.close() };
}

describe('the balance', () => {
  test('comes first, then today and the place of the week', async () => {
    await using group = await open({ settings: { 'points.giveOn': true } });
    const { chat, boss, ming } = group;
    await ming.says('早');
    await boss.says('早');
    await boss.says('加分 @小明 50 奖', { mentions: [ming] });
    await ming.says('赠送 @老板 20', { mentions: [boss] });
    chat.rest();
    await ming.says('我的积分');
    chat.hears('31 积分\n今天 +51\n今天用掉 20\n本周积分榜第 1 位（共 2 人）');
    await boss.whispers('我的积分');
    expect(chat.next()).toMatchObject({
      text: '21 积分\n今天 +21\n本周积分榜第 2 位（共 2 人）',
      to: '@老板',
    });
  });

  test('of a newcomer is zero and has no place', async () => {
    await using group = await open();
    await group.ming.says('积分');
    group.chat.hears('0 积分');
  });
});

describe('the entries', () => {
  test('come a page at a time, the newest first', async () => {
    await using group = await open({ settings: { 'points.dailyCap': 100 } });
    const { chat, ming } = group;
    for (let day = 0; day < 20; day += 1) {
      await ming.says('早');
      await chat.advance({ days: 1 });
    }
    await ming.says('积分明细');
    const [first] = chat.rest();
    expect(first?.text.split('\n')).toEqual([
      ...[20, 19, 18, 17, 16, 15, 14, 13].map((day) => `+1 聊天 · 03-${day}`),
      '下一页：积分明细 2',
    ]);
    await ming.says('积分明细 3');
    chat.hears('+1 聊天 · 03-04\n+1 聊天 · 03-03\n+1 聊天 · 03-02\n+1 聊天 · 03-01');
    await ming.says('积分明细 4');
    chat.hears('没有第 4 页。最近的在第 1 页：积分明细');
  });

  test('of a page that is not there are told so, with a slash or without one', async () => {
    await using group = await open();
    const { chat, ming } = group;
    await ming.says('早');
    for (const slash of ['', '/']) {
      await chat.advance({ minutes: 1 });
      await ming.says(`${slash}积分明细 2`);
      chat.hears('没有第 2 页。最近的在第 1 页：积分明细');
      await ming.says(`${slash}积分明细 99`);
      chat.hears('没有第 99 页。最近的在第 1 页：积分明细');
      await ming.says(`${slash}积分明细 0`);
      chat.hears('「0」不是可用的数字。\n用法：积分明细 [页]');
    }
  });

  test('name the year where it is another one', async () => {
    await using group = await open({ now: '2025-12-31T12:00:00+08:00' });
    const { chat, ming } = group;
    await ming.says('早');
    await chat.advance({ days: 1 });
    await ming.says('积分明细');
    chat.hears('+1 聊天 · 2025-12-31');
  });

  test('are none at first', async () => {
    await using group = await open();
    await group.ming.says('积分明细');
    group.chat.hears('还没有积分记录，怎样得积分看「积分规则」。');
  });

  test('show the words of a manager as words, whatever they are', async () => {
    await using group = await open();
    const { chat, boss, ming } = group;
    await ming.says('早');
    await boss.says('加分 @小明 5 \u202e=cmd|calc\u200b @全体成员', { mentions: [ming] });
    chat.hears('@小明 +5 积分（=cmd|calc @全体成员），现在有 6。');
  });
});

describe('the rules', () => {
  const cards: Readonly<Record<Language, readonly string[]>> = {
    'zh-CN': [
      '积分规则',
      '聊天：+2，30 秒内只算一次，每天最多 8；撤回的消息不算。',
      '赠送：每次至少 1，每天最多送出 100。',
      '运营加减分：每次最多 1000，超过 500 要两位运营同意；都有记录，可以撤销。',
      '积分榜：今日、本周、本月比得到的积分（退回的不算），总榜比现有的积分。',
    ],
    'zh-TW': [
      '點數規則',
      '聊天：+2，30 秒內只算一次，每天最多 8；收回的訊息不算。',
      '贈送：每次至少 1，每天最多送出 100。',
      '營運加減分：每次最多 1000，超過 500 要兩位營運同意；都有紀錄，可以撤銷。',
      '點數榜：今日、本週、本月比拿到的點數（退回的不算），總榜比手上的點數。',
    ],
    en: [
      'How points work',
      'Talk: +2, once in 30 s, at most 8 a day; recalled messages do not count.',
      'Gifts: at least 1 at once, at most 100 a day.',
      'Managers may add or take up to 1000 at once, above 500 two of them must agree; it is all recorded and can be undone.',
      'Leaderboard: points earned today, this week or this month, without what is given back; for all time, points you have.',
    ],
  };

  test.for(['zh-CN', 'zh-TW', 'en'] as const)(
    'are those that the engine runs (%s)',
    async (language) => {
      const settings = {
        'points.chatPoints': 2,
        'points.everySeconds': 30,
        'points.dailyCap': 9,
        'points.giveOn': true,
      };
      await using group = await open({ language, settings });
      await group.ming.says('/points-rules');
      group.chat.hears(cards[language].join('\n'));
    },
  );

  test('speak of no wait where there is none, and of no managers who may not', async () => {
    const settings = { 'points.everySeconds': 0, 'points.managerMost': 0 };
    await using group = await open({ settings });
    await group.ming.says('积分规则');
    group.chat.hears(
      '积分规则\n聊天：+1，每天最多 10；撤回的消息不算。\n积分榜：今日、本周、本月比得到的积分（退回的不算），总榜比现有的积分。',
    );
  });

  test('say nothing of what is off', async () => {
    const settings = { 'points.chatPoints': 0, 'points.secondManagerAbove': 1_000 };
    await using group = await open({ settings });
    await group.ming.says('积分规则');
    group.chat.hears(
      '积分规则\n运营加减分：每次最多 1000，都有记录，可以撤销。\n积分榜：今日、本周、本月比得到的积分（退回的不算），总榜比现有的积分。',
    );
  });
});

test('after «关闭 排行榜» neither «我的积分» nor «积分规则» speaks of leaderboards', async () => {
  const features = [points, leaderboard];
  const talk = async (settings: Readonly<Record<string, unknown>>) => {
    await using group = await open({ features, settings });
    const { chat, ming } = group;
    await ming.says('早');
    await ming.says('我的积分');
    await ming.says('积分规则');
    return [chat.next().text.split('\n').at(-1), chat.next().text.split('\n').at(-1)];
  };
  const place = '本周积分榜第 1 位（共 1 人）';
  const board = '积分榜：今日、本周、本月比得到的积分（退回的不算），总榜比现有的积分。';
  expect(await talk({})).toEqual([place, board]);
  const managers = expect.stringMatching(/^运营加减分：/);
  expect(await talk({ 'leaderboard.on': false })).toEqual(['今天 +1', managers]);
});

test('in traditional Chinese and in English the same is said', async () => {
  const talk = async (language: Language) => {
    await using group = await open({ language, settings: { 'points.giveOn': true } });
    const { chat, boss, ming } = group;
    await ming.says('早');
    await boss.says('/award @小明 1 quiz', { mentions: [ming] });
    await boss.says('/award @小明 800 prize', { mentions: [ming] });
    await ming.says('/gift @老板 1 thanks', { mentions: [boss] });
    await chat.advance({ minutes: 1 });
    await ming.says('點數');
    await ming.says('my-points');
    await ming.says('points-log');
    await boss.says('undo-points');
    await boss.says('undo-points');
    return chat.rest().map(({ text }) => text);
  };
  expect(await talk('zh-TW')).toEqual([
    '@小明 +1 點（quiz），現在有 2 點。',
    '+800 點，小明（prize）：超過 500，要另一位營運同意。24 小時內傳「同意 1」或「拒絕 1」。',
    '@老板 +1 點，小明 送給你的（thanks）。',
    '1 點\n今天 +2\n今天用掉 1\n本週點數榜第 1 名（共 2 人）',
    '1 點\n今天 +2\n今天用掉 1\n本週點數榜第 1 名（共 2 人）',
    '-1 送出 老板（thanks） · 03-01\n+1 加分（quiz） · 03-01\n+1 聊天 · 03-01',
    '1 號申請已收回。',
    '已撤銷「加分 +1（quiz）」，小明 現在有 0 點。',
  ]);
  expect(await talk('en')).toEqual([
    '@小明 +1 point (quiz), now 2.',
    '+800 for 小明 (prize): above 500 another manager must agree. Send “approve 1” or “reject 1” within 24 hours.',
    '@老板 +1 point from 小明 (thanks).',
    '1 point\n+2 today\n1 spent today\n#1 of 2 this week',
    '1 point\n+2 today\n1 spent today\n#1 of 2 this week',
    '-1 gift to 老板 (thanks) · 03-01\n+1 award (quiz) · 03-01\n+1 talk · 03-01',
    'Request 1 is withdrawn.',
    'Undone: award +1 (quiz). 小明 now has 0.',
  ]);
});

test('a member’s own data hold their entries with the words to them, and not who ordered them', async () => {
  await using group = await open();
  const { chat, boss, ming } = group;
  await ming.says('早');
  await boss.says('加分 @小明 5 谢谢帮忙', { mentions: [ming] });
  await boss.says('加分 @小明 800 大奖', { mentions: [ming] });
  const data = await points.personal?.export(chat.app.store.reader, await chat.idOf(ming));
  expect(data).toMatchObject({
    balance: 6,
    entries: [
      { points: 5, reason: 'award', note: '谢谢帮忙', isByManager: true, balance: 6 },
      { points: 1, reason: 'chat', isByManager: false, at: '2026-03-01T01:00:00.000Z' },
    ],
    requests: [{ number: 1, points: 800, note: '大奖' }],
  });
  expect(JSON.stringify(data)).not.toContain('operator');
});

test('the profile says what a member has', async () => {
  await using chat = await openChat({ features: [points, card] });
  const ming = chat.member('小明');
  await ming.says('早');
  await ming.says('/card');
  chat.hears('积分 1，今天 +1');
});

test('the same key with another content is a fault, is logged, and changes nothing', async () => {
  await using chat = await openChat({ features: [clumsy] });
  const ming = chat.member('小明');
  await ming.says('/clumsy');
  await ming.says('/clumsy');
  expect(chat.errors).toEqual([expect.objectContaining({ code: 'ledger-conflict' })]);
  expect(chat.errors[0]).toBeInstanceOf(Fault);
  expect(await chat.pointsOf(ming)).toBe(5);
});

const word = (typed: `${string}`) => {
  const commands = { go: { words: [typed] as const, help: 'for a test' } };
  const own = { name: typed, commands, labels: {}, texts: {} };
  return { 'zh-CN': own, 'zh-TW': own, en: own };
};

/** Shows the profile, as another feature will. */
const card = defineFeature({
  name: 'card',
  settings: base.settings,
  phrases: word('card'),
  commands: {
    go: {
      async handle({ house, member, say }) {
        for (const line of await house.profile(member)) await say(line);
      },
    },
  },
});

/** Posts another amount under the same key each time. */
const clumsy = defineFeature({
  name: 'clumsy',
  settings: base.settings,
  phrases: word('clumsy'),
  commands: {
    go: {
      async handle({ tx, member }) {
        const balance = await tx.ledger.balanceOf(member.id);
        const posting = { member: member.id, reason: 'clumsy', once: 'always the same' };
        await tx.ledger.post({ ...posting, points: balance + 5 });
      },
    },
  },
});
