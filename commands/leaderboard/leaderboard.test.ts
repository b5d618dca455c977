import { describe, expect, test } from 'vitest';
import type { Language } from '#kit';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { checkin } from '../checkin/index.ts';
import { manage } from '../manage/index.ts';
import { points } from '../points/index.ts';
import { leaderboard } from './index.ts';

const START = '2026-03-05T09:00:00+08:00';

/** Talk earns nothing here, so that points are what the owner awards. */
function open(options: Partial<Parameters<typeof openChat>[0]> = {}): Promise<Chat> {
  return openChat({
    features: [points, leaderboard],
    now: START,
    ...options,
    settings: { 'points.chatPoints': 0, ...options.settings },
  });
}

/** Members 一, 二, 三 … with 10, 20, 30 … points, and one more with none, who asks. */
async function fill(chat: Chat, count: number): Promise<readonly ChatMember[]> {
  const boss = chat.member('老板');
  await boss.becomes('owner');
  const members = [...'一二三四五六七八九十甲乙丙丁']
    .slice(0, count)
    .map((name) => chat.member(name));
  for (const [index, member] of members.entries()) {
    await member.says('在');
    await boss.says(`加分 @x ${10 * (index + 1)} 奖`, { mentions: [member] });
    await chat.advance({ seconds: 10 });
  }
  chat.rest();
  return members;
}

describe('the leaderboard', () => {
  test('shows the points of this week, and who asks among them', async () => {
    await using chat = await open();
    const [one] = await fill(chat, 3);
    await one?.says('排行榜');
    chat.hears('积分榜 · 本周\n1. 30 · 三\n2. 20 · 二\n3. 10 · 一 ← 你\n共 3 人上榜');
  });

  test('shows the first ten, and the neighbours of who stands further down', async () => {
    await using chat = await open();
    const [one] = await fill(chat, 14);
    await one?.says('排行榜');
    const shown = chat.next().text.split('\n');
    expect(shown).toEqual([
      '积分榜 · 本周',
      ...['丁', '丙', '乙', '甲', '十', '九', '八', '七', '六', '五'].map(
        (name, index) => `${index + 1}. ${140 - 10 * index} · ${name}`,
      ),
      '…',
      '12. 30 · 三',
      '13. 20 · 二',
      '14. 10 · 一 ← 你',
      '共 14 人上榜',
    ]);
  });

  test('shows no gap and nobody twice where the neighbours touch the first', async () => {
    await using chat = await open({ settings: { 'leaderboard.shown': 3 } });
    const [, two] = await fill(chat, 5);
    await two?.says('积分榜');
    chat.hears(
      '积分榜 · 本周\n1. 50 · 五\n2. 40 · 四\n3. 30 · 三\n4. 20 · 二 ← 你\n5. 10 · 一\n共 5 人上榜',
    );
  });

  test('shows the gap among members with equal points, too', async () => {
    await using chat = await open({ settings: { 'leaderboard.shown': 2 } });
    const boss = chat.member('老板');
    await boss.becomes('owner');
    const members = [...'一二三四五六'].map((name) => chat.member(name));
    for (const member of members) {
      await member.says('在');
      await boss.says('加分 @x 5 奖', { mentions: [member] });
      await chat.advance({ seconds: 10 });
    }
    chat.rest();
    await members[5]?.says('排行榜');
    chat.hears(
      '积分榜 · 本周\n1. 5 · 一\n1. 5 · 二\n…\n1. 5 · 四\n1. 5 · 五\n1. 5 · 六 ← 你\n共 6 人上榜',
    );
  });

  test('gives equal points one place, and the next place to the next', async () => {
    await using chat = await open();
    const members = await fill(chat, 3);
    const boss = chat.member('老板');
    await boss.says('加分 @二 10 奖', { mentions: members.slice(1, 2) });
    await boss.says('排行榜');
    chat.hears(/现在有 30/);
    chat.hears(
      '积分榜 · 本周\n1. 30 · 二\n1. 30 · 三\n3. 10 · 一\n共 3 人上榜\n你还没有上榜，加油。',
    );
  });

  test('counts what was earned in the day, the week and the month, and for all time what is left', async () => {
    await using chat = await openChat({
      features: [points, leaderboard],
      now: '2026-02-27T12:00:00+08:00',
      settings: { 'points.chatPoints': 0 },
    });
    const [boss, ming] = [chat.member('老板'), chat.member('小明')];
    await boss.becomes('owner');
    await ming.says('在');
    const days = ['2026-02-27', '2026-03-01', '2026-03-02', '2026-03-05'];
    for (const [index, day] of days.entries()) {
      await chat.at(`${day}T12:00:00+08:00`);
      await boss.says(`加分 @小明 ${10 ** index > 100 ? 500 : 10 ** index} 奖`, {
        mentions: [ming],
      });
    }
    await boss.says('扣分 @小明 11 奖', { mentions: [ming] });
    chat.rest();
    for (const typed of ['今日', '本周', '本月', '总']) await ming.says(`排行榜 ${typed}`);
    expect(chat.rest().map(({ text }) => text.split('\n').slice(0, 2))).toEqual([
      ['积分榜 · 今日', '1. 500 · 小明 ← 你'],
      ['积分榜 · 本周', '1. 600 · 小明 ← 你'],
      ['积分榜 · 本月', '1. 610 · 小明 ← 你'],
      ['积分榜 · 总榜', '1. 600 · 小明 ← 你'],
    ]);
  });

  test('of activity counts messages, commands too', async () => {
    await using chat = await open();
    const [ming, hong] = [chat.member('小明'), chat.member('小红')];
    for (const text of ['早', '吃了吗', '没']) await ming.says(text);
    await hong.says('早');
    await chat.advance({ days: 1 });
    await hong.says('活跃榜 今日');
    await hong.says('活跃榜');
    await hong.says('排行榜 总 活跃');
    chat.hears('活跃榜 · 今日\n1. 1 · 小红 ← 你\n共 1 人上榜');
    chat.hears('活跃榜 · 本周\n1. 3 · 小明\n1. 3 · 小红 ← 你\n共 2 人上榜');
    chat.hears('活跃榜 · 总榜\n1. 4 · 小红 ← 你\n2. 3 · 小明\n共 2 人上榜');
  });

  test('is of one community alone', async () => {
    await using chat = await open();
    await fill(chat, 2);
    await chat.member('小华', 'g2').says('排行榜');
    chat.hears('积分榜 · 本周\n还没有人上榜。\n你还没有上榜，加油。');
  });

  test('answers in private, too', async () => {
    await using chat = await open();
    const [one] = await fill(chat, 1);
    await one?.whispers('积分榜');
    expect(chat.next()).toMatchObject({ to: '@一', text: expect.stringContaining('← 你') });
  });

  test('keeps a name from turning its line around', async () => {
    await using chat = await open();
    const boss = chat.member('老板');
    await boss.becomes('owner');
    const guest = chat.member('مرحبا\u202e 100');
    await guest.says('在');
    await boss.says('加分 @x 5 奖', { mentions: [guest] });
    chat.rest();
    await boss.says('排行榜');
    expect(chat.next().text).toContain('1. 5 · \u2068مرحبا 100\u2069\n');
  });
});

describe('what is typed', () => {
  const titles: readonly (readonly [string, string])[] = [
    ['排行榜 活跃 今日', '活跃榜 · 今日'],
    ['排行榜 今日 活跃', '活跃榜 · 今日'],
    ['排行榜 本月', '积分榜 · 本月'],
    ['排行榜 积分', '积分榜 · 本周'],
    ['排行榜 ＡＬＬ Activity', '活跃榜 · 总榜'],
    ['排行榜 點數 本週', '积分榜 · 本周'],
    ['leaderboard points month', '积分榜 · 本月'],
    ['點數榜 總', '积分榜 · 总榜'],
    ['活躍榜 今天', '活跃榜 · 今日'],
  ];

  test.for(titles)('«%s» shows %s', async ([typed, title]) => {
    await using chat = await open();
    await chat.member('小明').says(typed);
    expect(chat.next().text.split('\n')[0]).toBe(title);
  });

  test('gets the usage when it looks like a board or a period and is none', async () => {
    await using chat = await open();
    const ming = chat.member('小明');
    const usage = '用法：排行榜 [积分|活跃|签到] [今日|本周|本月|总]';
    await ming.says('排行榜 邀请');
    chat.hears(`「邀请」我看不懂。\n${usage}`);
    await ming.says('排行榜 今日 本周');
    chat.hears(`「本周」我看不懂。\n${usage}`);
    await ming.says('积分榜 活跃');
    chat.hears('「活跃」我看不懂。\n用法：积分榜 [今日|本周|本月|总]');
  });

  test('is talk when it is no board and no period', async () => {
    await using chat = await open();
    const ming = chat.member('小明');
    for (const typed of ['排行榜 在哪', '排行 第几', '排行榜 真长', '排行榜 有人看', '上榜 了吗']) {
      await ming.says(typed);
    }
    chat.hearsNothing();
    await ming.says('/排行榜 在哪');
    chat.hears('「在哪」我看不懂。\n用法：排行榜 [积分|活跃|签到] [今日|本周|本月|总]');
  });
});

test('where points are off the first board that is on is shown, and points are not spoken of', async () => {
  await using chat = await openChat({ features: [checkin, points, leaderboard, manage] });
  const boss = chat.member('老板');
  await boss.becomes('owner');
  await boss.says('签到');
  await boss.says('关闭 积分');
  chat.rest();
  await boss.says('排行榜');
  chat.hears('签到榜 · 本周\n1. 1 · 老板 ← 你\n共 1 人上榜');
  await boss.says('排行榜 点数');
  chat.hears('没有这个榜，现在有：签到、活跃。');
  await boss.says('关闭 签到');
  await boss.says('排行榜 本月');
  expect(chat.rest().at(-1)?.text).toMatch(/^活跃榜 · 本月\n/);
});

describe('nobody is shown', () => {
  test('who does not want to, until they want to', async () => {
    await using chat = await open();
    const [one, two] = await fill(chat, 2);
    await two?.says('不上榜');
    chat.hears('好，排行榜上不再出现你。一切照常记，发「上榜」就回来。');
    await one?.says('排行榜');
    chat.hears('积分榜 · 本周\n1. 10 · 一 ← 你\n共 1 人上榜');
    await two?.says('排行榜');
    chat.hears('积分榜 · 本周\n1. 10 · 一\n共 1 人上榜\n你选择了不上榜，发「上榜」就回来。');
    await two?.says('上榜');
    chat.hears('好，你回到排行榜了。');
    await two?.says('排行榜');
    chat.hears('积分榜 · 本周\n1. 20 · 二 ← 你\n2. 10 · 一\n共 2 人上榜');
  });

  test('who left, until they are back', async () => {
    await using chat = await open();
    const [one, two] = await fill(chat, 2);
    await two?.leaves();
    await one?.says('排行榜');
    chat.hears('积分榜 · 本周\n1. 10 · 一 ← 你\n共 1 人上榜');
    await one?.says('活跃榜');
    chat.hears('活跃榜 · 本周\n1. 3 · 一 ← 你\n2. 2 · 老板\n共 2 人上榜');
    await two?.joins();
    await one?.says('排行榜');
    chat.hears(/20 · 二/);
  });

  test('who was forgotten', async () => {
    await using chat = await open();
    const [one, two] = await fill(chat, 2);
    if (!two) throw new Error('nobody is here');
    const id = await chat.idOf(two);
    await chat.app.store.write(chat.now(), (tx) => tx.people.erase(id));
    await one?.says('排行榜 总');
    chat.hears('积分榜 · 总榜\n1. 10 · 一 ← 你\n共 1 人上榜');
  });

  test('whose points were all taken back', async () => {
    await using chat = await open();
    const [one] = await fill(chat, 1);
    await chat.member('老板').says('撤销');
    chat.rest();
    await one?.says('排行榜');
    chat.hears('积分榜 · 本周\n还没有人上榜。\n你还没有上榜，加油。');
  });
});

test('in traditional Chinese and in English the same is said', async () => {
  const talk = async (language: Language) => {
    await using chat = await open({ language });
    const [one] = await fill(chat, 2);
    for (const typed of ['leaderboard', 'hide-me', 'points-board all', 'show-me']) {
      await one?.says(typed);
      await chat.advance({ seconds: 10 });
    }
    return chat.rest().map(({ text }) => text);
  };
  expect(await talk('zh-TW')).toEqual([
    '點數榜 · 本週\n1. 20 · 二\n2. 10 · 一 ← 你\n共 2 人上榜',
    '好，排行榜上不再出現你。一切照常記，傳「上榜」就回來。',
    '點數榜 · 總榜\n1. 20 · 二\n共 1 人上榜\n你選擇了不上榜，傳「上榜」就回來。',
    '好，你回到排行榜了。',
  ]);
  expect(await talk('en')).toEqual([
    'Points · this week\n1. 20 · 二\n2. 10 · 一 ← you\n2 members have a place',
    'You no longer appear on leaderboards. Everything still counts; send “show-me” to come back.',
    'Points · all time\n1. 20 · 二\n1 member has a place\nYou chose to stay off; send “show-me” to come back.',
    'Welcome back to the leaderboards.',
  ]);
});
