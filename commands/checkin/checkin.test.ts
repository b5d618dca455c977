import { describe, expect, test } from 'vitest';
import { addDays, type Instant, parseDay, parseInstant } from '#kit';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';
import { recordDay } from './store/days.ts';

const features = [checkin];

function instant(text: string): Instant {
  return parseInstant(text) ?? expect.unreachable(`no instant: ${text}`);
}

/** A member who has checked in on the days before, one after the other, until yesterday. */
async function withStreak(chat: Chat, days: number) {
  const ming = chat.member('小明');
  await ming.says('早');
  const member = await chat.idOf(ming);
  const yesterday = parseDay('2026-02-28') ?? expect.unreachable();
  await chat.app.store.write(chat.now(), async (tx) => {
    const found = (await tx.people.find(member)) ?? expect.unreachable();
    const whose = { member, community: found.community, at: chat.now(), heardAt: chat.now() };
    for (let ago = 0; ago < days; ago += 1) {
      const day = addDays(yesterday, -ago);
      await recordDay(tx, { ...whose, day, kind: 'own', place: 1, points: 5 });
    }
  });
  return ming;
}

test('a member who checks in twice on one day is told so and earns once', async () => {
  await using chat = await openChat({ features, now: '2026-03-01T23:59:30+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1 天。');
  await ming.says('簽到');
  chat.hears('今天已经签到过了：23:59，第 1 位，已连续 1 天。');
  await chat.advance({ seconds: 60 });
  await ming.says('/checkin');
  chat.hears('签到成功，+5 积分！今天第 1 位，已连续 2 天。');
  expect(await chat.pointsOf(ming)).toBe(10);
  chat.hearsNothing();
  expect(chat.errors).toEqual([]);
});

test('members are told who came first', async () => {
  await using chat = await openChat({ features });
  await chat.member('小明').says('签到');
  await chat.member('小红').says('签到');
  await chat.member('小刚').says('打卡签到');
  expect(chat.rest().map(({ text }) => /第 \d 位/.exec(text)?.[0])).toEqual([
    '第 1 位',
    '第 2 位',
    '第 3 位',
  ]);
});

test('talk that merely contains the word is not a check-in', async () => {
  await using chat = await openChat({ features });
  await chat.member('小明').says('签到 了吗');
  await chat.member('小明').says('我先签到');
  chat.hearsNothing();
});

describe('the seventh day in a row', () => {
  test('brings a bonus and a make-up card', async () => {
    await using chat = await openChat({ features });
    const ming = await withStreak(chat, 6);
    await ming.says('签到');
    chat.hears(
      '签到成功，+5 积分！今天第 1 位，已连续 7 天。\n连续 7 天，再加 20 积分和 1 张补签卡！',
    );
    expect(await chat.pointsOf(ming)).toBe(25);
    await ming.says('补签卡');
    chat.hears('你有 1 张补签卡。');
  });

  test('brings it again when the streak was broken and came again', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    for (let day = 0; day < 15; day += 1) {
      if (day !== 7) await ming.says('签到');
      await chat.advance({ days: 1 });
    }
    expect(chat.rest().filter(({ text }) => text.includes('连续 7 天，再加'))).toHaveLength(2);
    expect(await chat.pointsOf(ming)).toBe(14 * 5 + 2 * 20);
  });

  test('brings nothing when the week began anew in between', async () => {
    const settings = { 'checkin.cycle': 'week' };
    // 1 March 2026 is a Sunday, so that the seven days are a week.
    await using chat = await openChat({ features, settings });
    const ming = await withStreak(chat, 6);
    await ming.says('签到');
    chat.hears(/连续 7 天。\n连续 7 天/);
    // From Tuesday to Monday they are not.
    await using other = await openChat({ features, settings, now: '2026-03-03T09:00:00+08:00' });
    const hong = other.member('小红');
    for (let day = 0; day < 7; day += 1) {
      await hong.says('签到');
      await other.advance({ days: 1 });
    }
    expect(other.rest().at(-1)?.text).toBe('签到成功，+5 积分！今天第 1 位，已连续 7 天。');
  });
});

test('the hundredth day brings a bonus, whatever was missed', async () => {
  const settings = { 'checkin.totals': [{ days: 3, points: 50 }], 'checkin.milestones': [] };
  await using chat = await openChat({ features, settings });
  const ming = chat.member('小明');
  for (const _ of [1, 2, 3, 4]) {
    await ming.says('签到');
    await chat.advance({ days: 2 });
  }
  expect(chat.rest().map(({ text }) => text.split('\n')[1])).toEqual([
    undefined,
    undefined,
    '累计 3 天，再加 50 积分！',
    undefined,
  ]);
});

test('a streak of 1,000 days is told right', async () => {
  await using chat = await openChat({ features });
  const ming = await withStreak(chat, 999);
  await ming.says('签到');
  chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1000 天。');
});

test('chance adds up to so many points, and the same seed adds the same', async () => {
  const earned = async (seed: string) => {
    const settings = { 'checkin.randomExtra': 3 };
    await using chat = await openChat({ features, settings, seed });
    const names = Array.from({ length: 20 }, (_, index) => `群友${index}`);
    for (const name of names) {
      await chat.member(name).says('签到');
      await chat.advance({ minutes: 1 });
    }
    return chat.rest().map(({ text }) => Number(/\+(\d+)/.exec(text)?.[1]));
  };
  const points = await earned('a');
  expect(new Set(points)).toEqual(new Set([5, 6, 7, 8]));
  expect(await earned('a')).toEqual(points);
  expect(await earned('b')).not.toEqual(points);
});

test('the largest amounts that can be set are paid', async () => {
  const most = 10_000;
  const settings = { 'checkin.points': most, 'checkin.randomExtra': most };
  await using chat = await openChat({ features, settings });
  const ming = chat.member('小明');
  await ming.says('签到');
  chat.hears(/^签到成功，/);
  expect(await chat.pointsOf(ming)).toBeGreaterThan(most);
});

test('a check-in may be worth nothing but the streak', async () => {
  await using chat = await openChat({ features, settings: { 'checkin.points': 0 } });
  await chat.member('小明').says('签到');
  chat.hears('签到成功！今天第 1 位，已连续 1 天。');
  expect(await chat.pointsOf(chat.member('小明'))).toBe(0);
});

describe('a message that was long on its way', () => {
  test('counts for the day on which it was sent', async () => {
    await using chat = await openChat({ features, now: '2026-03-02T00:01:00+08:00' });
    const ming = chat.member('小明');
    await ming.says('签到', { at: instant('2026-03-01T23:59:00+08:00') });
    chat.hears('签到成功，+5 积分！记在 3月1日，当天第 1 位，已连续 1 天。');
    await ming.says('签到');
    chat.hears('签到成功，+5 积分！今天第 1 位，已连续 2 天。');
    await ming.says('签到', { at: instant('2026-03-01T23:59:30+08:00') });
    chat.hears('3月1日 已经签到过了，已连续 1 天。');
  });

  test('joins what came after it', async () => {
    await using chat = await openChat({ features });
    const ming = await withStreak(chat, 5);
    await chat.at('2026-03-02T08:00:00+08:00');
    await ming.says('签到');
    chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1 天。');
    await ming.says('签到', { at: instant('2026-03-01T22:00:00+08:00') });
    chat.hears(
      '签到成功，+5 积分！记在 3月1日，当天第 1 位，已连续 7 天。\n' +
        '连续 7 天，再加 20 积分和 1 张补签卡！',
    );
    await ming.says('签到');
    chat.hears('今天已经签到过了：08:00，第 1 位，已连续 7 天。');
  });

  test('is not answered one by one after a long outage: not in bare words, and once an hour', async () => {
    await using chat = await openChat({ features, now: '2026-03-05T12:00:00+08:00' });
    const members = ['小明', '小红', '小刚'].map((name) => chat.member(name));
    for (const [index, member] of members.entries()) {
      for (const time of ['09', '10', '11']) {
        const at = instant(`2026-03-03T${time}:00:0${index}+08:00`);
        await member.says('签到', { at });
        await member.says('/签到', { at });
      }
    }
    const told = '这条消息的时间和现在差得太多，没有生效，请再发一次。';
    expect(chat.rest().map(({ text }) => text)).toEqual([told, told, told]);
    await chat.advance({ hours: 1 });
    await chat.member('小明').says('/签到', { at: instant('2026-03-03T12:00:00+08:00') });
    chat.hears(told);
  });

  test('is refused after a day, and so is one from the future', async () => {
    await using chat = await openChat({ features, now: '2026-03-02T12:00:00+08:00' });
    const ming = chat.member('小明');
    await ming.says('签到', { at: instant('2026-03-01T12:00:00+08:00') });
    chat.hears(/^签到成功.*记在 3月1日/);
    await ming.says('/签到', { at: instant('2026-03-01T11:59:59+08:00') });
    chat.hears('这条消息的时间和现在差得太多，没有生效，请再发一次。');
    await chat.advance({ hours: 1 });
    await ming.says('签到', { at: instant('2026-03-03T00:00:00+08:00') });
    chat.hears('这条消息的时间和现在差得太多，没有生效，请再发一次。');
    expect(await chat.pointsOf(ming)).toBe(5);
  });
});

test('a window over midnight is one evening where the day begins at 04:00', async () => {
  const settings = { 'community.dayStart': '04:00', 'checkin.windows': ['22:00-02:00'] };
  await using chat = await openChat({ features, settings, now: '2026-03-02T01:30:00+08:00' });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('签到');
  await chat.at('2026-03-02T03:00:00+08:00');
  await hong.says('签到');
  await chat.at('2026-03-02T23:00:00+08:00');
  await ming.says('签到');
  await chat.at('2026-03-03T00:30:00+08:00');
  await ming.says('签到');
  expect(chat.rest().map(({ text }) => text)).toEqual([
    '签到成功，+5 积分！今天第 1 位，已连续 1 天。',
    '现在不是签到时间，今天 22:00 开放。',
    '签到成功，+5 积分！今天第 1 位，已连续 2 天。',
    '今天已经签到过了：23:00，第 1 位，已连续 2 天。',
  ]);
});

test('of three windows the next one is named, and after the last the first of tomorrow', async () => {
  const windows = ['06:00-07:00', '12:00-13:00', '20:00-21:00'];
  const settings = { 'checkin.windows': windows };
  await using chat = await openChat({ features, settings, now: '2026-03-02T05:00:00+08:00' });
  const ming = chat.member('小明');
  for (const time of ['05:00', '07:01', '13:01', '21:01']) {
    await chat.at(`2026-03-02T${time}:00+08:00`);
    await ming.says('签到');
  }
  await chat.at('2026-03-03T07:00:00+08:00');
  await ming.says('签到');
  expect(chat.rest().map(({ text }) => text)).toEqual([
    '现在不是签到时间，今天 06:00 开放。',
    '现在不是签到时间，今天 12:00 开放。',
    '现在不是签到时间，今天 20:00 开放。',
    '今天的签到时间过了，明天 06:00 见。',
    '签到成功，+5 积分！今天第 1 位，已连续 1 天。',
  ]);
});

test('the day begins when the community says so', async () => {
  const settings = { 'community.dayStart': '04:00' };
  await using chat = await openChat({ features, settings, now: '2026-03-02T03:59:00+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.advance({ seconds: 59 });
  await ming.says('签到');
  await chat.advance({ seconds: 1 });
  await ming.says('签到');
  expect(chat.rest().map(({ text }) => text)).toEqual([
    '签到成功，+5 积分！今天第 1 位，已连续 1 天。',
    '今天已经签到过了：03:59，第 1 位，已连续 1 天。',
    '签到成功，+5 积分！今天第 1 位，已连续 2 天。',
  ]);
});

test('outside the time windows a member is told when to come', async () => {
  const settings = { 'checkin.windows': ['06:00-09:00', '18:00-20:00'] };
  await using chat = await openChat({ features, settings, now: '2026-03-01T12:00:00+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  chat.hears('现在不是签到时间，今天 18:00 开放。');
  await chat.at('2026-03-01T20:00:59+08:00');
  await ming.says('签到');
  chat.hears(/^签到成功/);
  await chat.at('2026-03-01T21:00:00+08:00');
  await ming.says('签到');
  chat.hears(/^今天已经签到过了/);
  await chat.member('小红').says('签到');
  chat.hears('今天的签到时间过了，明天 06:00 见。');
});

test('the same conversation in Taiwan', async () => {
  const settings = { 'checkin.windows': ['09:00-10:00'] };
  await using chat = await openChat({ features, settings, language: 'zh-TW' });
  const ming = await withStreak(chat, 6);
  await ming.says('簽到');
  chat.hears('簽到成功，+5 點！今天第 1 位，已連續 7 天。\n連續 7 天，再加 20 點和 1 張補簽卡！');
  await ming.says('签到');
  chat.hears('今天已經簽到過囉：09:00，第 1 位，已連續 7 天。');
  await chat.advance({ hours: 3 });
  await chat.member('小紅').says('簽到');
  chat.hears('今天的簽到時間過了，明天 09:00 見。');
});

test('the same conversation in English', async () => {
  const settings = { 'checkin.windows': ['09:00-10:00'] };
  await using chat = await openChat({ features, settings, language: 'en' });
  const ming = await withStreak(chat, 6);
  await ming.says('checkin');
  chat.hears(
    'Checked in, +5! No. 1 today, streak 7.\n7 days in a row: 20 points and 1 make-up card more!',
  );
  await ming.says('Check-In');
  chat.hears('You are in for today: 09:00, no. 1, streak 7.');
  await chat.advance({ hours: 3 });
  await chat.member('Hong').says('checkin');
  chat.hears('Check-in is over for today. It opens tomorrow at 09:00.');
});
