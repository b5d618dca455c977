import { describe, expect, test } from 'vitest';
import { type Given, instantOf, type MemberId, read, tables } from '#kit';
import { type Chat, openChat } from '../../src/testing/open-chat.ts';
import { points } from '../points/index.ts';
import { checkin } from './index.ts';

const features = [checkin];
const cheap = { 'checkin.makeUp': { price: 5 } };

/** A member who checked in on the 1st, 2nd and 4th of March; now it is the 4th. */
async function withGap(chat: Chat) {
  const ming = chat.member('小明');
  for (const day of [1, 2, 3, 4]) {
    await chat.at(`2026-03-0${day}T09:00:00+08:00`);
    if (day !== 3) await ming.says('签到');
  }
  chat.rest();
  return ming;
}

async function withManager(chat: Chat) {
  const boss = chat.member('群主');
  await boss.says('大家好');
  await boss.becomes('owner');
  return boss;
}

describe('without a date', () => {
  test('the one missing day is made up after a question that names the price', async () => {
    await using chat = await openChat({ features, settings: cheap });
    const ming = await withGap(chat);
    await ming.says('补签');
    const asked = chat.hears('补签 3月3日（周二），花 5 积分（你有 15）。确定吗？');
    expect(asked.said?.choices?.map(({ label }) => label)).toEqual(['确定', '算了']);
    await ming.says('确定');
    chat.hears('已补签 3月3日，−5 积分。现在连续 4 天。');
    expect(await chat.pointsOf(ming)).toBe(10);
    await ming.says('补签');
    chat.hears('最近 7 天没有漏签，很好！');
    expect(chat.errors).toEqual([]);
  });

  test('somebody who came today is not praised for days before that', async () => {
    await using chat = await openChat({ features });
    await chat.member('小明').says('补签');
    chat.hears('补签从来群里的第一天算起，你今天刚来，还没有要补的。');
  });

  test('one who thinks better of it keeps the points', async () => {
    await using chat = await openChat({ features, settings: cheap });
    const ming = await withGap(chat);
    await ming.says('补签');
    await ming.says('2');
    expect(chat.rest()[1]?.text).toBe('好，没有补签。');
    await ming.says('补签');
    await ming.says('取消');
    expect(chat.rest()[1]?.text).toBe('已取消。');
    expect(await chat.pointsOf(ming)).toBe(15);
  });

  test('of several days one is chosen, then the price is asked', async () => {
    await using chat = await openChat({ features, settings: cheap });
    const ming = await withGap(chat);
    await chat.at('2026-03-06T09:00:00+08:00');
    await ming.says('补签');
    const asked = chat.hears('有 2 天没签到，补哪一天？花 5 积分（你有 15）。');
    expect(asked.said?.choices?.map(({ label }) => label)).toEqual(['3月3日 周二', '3月5日 周四']);
    await ming.presses('dialogue:2026-03-03');
    chat.hears('补签 3月3日（周二），花 5 积分（你有 15）。确定吗？');
    await ming.says('1');
    chat.hears('已补签 3月3日，−5 积分。现在连续 0 天。');
  });

  test.each(['3-5', '3月5日', '2026-03-05', '３／５', '昨天', '2'])(
    'the day is chosen by «%s» as well',
    async (typed) => {
      await using chat = await openChat({ features, settings: cheap });
      const ming = await withGap(chat);
      await chat.at('2026-03-06T09:00:00+08:00');
      await ming.says('补签');
      chat.hears(/补哪一天/);
      await ming.says('3-4');
      await ming.says('2月30日');
      chat.hearsNothing();
      await ming.says(typed);
      chat.hears('补签 3月5日（周四），花 5 积分（你有 15）。确定吗？');
    },
  );

  test('a question that waited too long is silent: what is said is talk, and counts as such', async () => {
    await using chat = await openChat({ features: [...features, points], settings: cheap });
    const ming = await withGap(chat);
    await ming.says('补签');
    chat.hears(/确定吗/);
    await chat.advance({ days: 3 });
    const before = await chat.pointsOf(ming);
    for (const word of ['1', '确定', '取消']) await ming.says(word);
    chat.hearsNothing();
    expect(await chat.pointsOf(ming)).toBe(before + 1);
    await ming.says('补签');
    chat.hears(/补哪一天/);
    await chat.advance({ minutes: 3 });
    await ming.presses('dialogue:2026-03-03');
    chat.hears('太久没有回答，已取消。');
  });
});

describe('with a date', () => {
  test.each(['2026-03-03', '3-3', '3月3日', '昨天'])(
    '«补签 %s» is taken at its word',
    async (date) => {
      await using chat = await openChat({ features, settings: cheap });
      const ming = await withGap(chat);
      await ming.says(`补签 ${date}`);
      chat.hears('已补签 3月3日，−5 积分。现在连续 4 天。');
    },
  );

  test.each([
    ['2026-03-04', '只能补以前的日子；今天的直接发「签到」。'],
    ['3-2', '3月2日 已经签到过了，不用补。'],
    ['2-28', '2月28日 你还没来，不用补。'],
    ['2-1', '只能补最近 7 天的签到。'],
    ['2-30', '没有这一天，请写成 2026-03-01 或 3-1。'],
  ])('«补签 %s» is answered «%s»', async (date, answer) => {
    await using chat = await openChat({ features, settings: cheap });
    const ming = await withGap(chat);
    await ming.says(`补签 ${date}`);
    chat.hears(answer);
    expect(await chat.pointsOf(ming)).toBe(15);
  });

  test('one who writes nonsense after the word is not talking to the bot', async () => {
    await using chat = await openChat({ features });
    await chat.member('小明').says('补签 怎么弄');
    chat.hearsNothing();
    await chat.member('小明').says('/补签 怎么弄');
    chat.hears('「怎么弄」不是日期，请写成 2026-03-01。\n用法：补签 [日期]');
  });
});

describe('the price', () => {
  test('is told when the points do not suffice', async () => {
    await using chat = await openChat({ features });
    const ming = await withGap(chat);
    await ming.says('补签');
    chat.hears('还差 5 积分：补签一次 20 积分。');
    await ming.says('补签 3-3');
    chat.hears('还差 5 积分：补签一次 20 积分。');
  });

  test('is a card where there is one', async () => {
    await using chat = await openChat({ features });
    const boss = await withManager(chat);
    const ming = await withGap(chat);
    await boss.says('送补签卡 @小明 2', { mentions: [ming] });
    chat.hears('@小明 送你 2 张补签卡，现在共 2 张。');
    await ming.says('补签');
    chat.hears('补签 3月3日（周二），用 1 张补签卡（你有 2 张）。确定吗？');
    await ming.says('确定');
    chat.hears('已补签 3月3日，用了 1 张补签卡，还剩 1 张。现在连续 4 天。');
    expect(await chat.pointsOf(ming)).toBe(15);
    await ming.says('补签卡');
    chat.hears('你有 1 张补签卡。');
  });

  test('is not taken while the books are being checked', async () => {
    await using chat = await openChat({ features, settings: cheap });
    const ming = await withGap(chat);
    await chat.app.store.freeze([{ what: 'balance', why: 'a test' }], chat.now());
    await ming.says('补签 3-3');
    chat.hears('积分正在核对，暂时不能支出，请稍后再试。');
    await chat.app.store.freeze([], chat.now());
    await ming.says('补签 3-3');
    chat.hears(/^已补签/);
  });

  test('may be nothing', async () => {
    await using chat = await openChat({ features, settings: { 'checkin.makeUp': { price: 0 } } });
    const ming = await withGap(chat);
    await ming.says('补签 3-3');
    chat.hears('已补签 3月3日。现在连续 4 天。');
    expect(await chat.pointsOf(ming)).toBe(15);
  });
});

test('a month has so many make-ups, and the next one has them anew', async () => {
  const settings = { 'checkin.makeUp': { price: 0, perMonth: 2 } };
  await using chat = await openChat({ features, settings, now: '2026-03-25T09:00:00+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.at('2026-03-31T09:00:00+08:00');
  for (const date of ['3-26', '3-27', '3-28']) await ming.says(`补签 ${date}`);
  await chat.at('2026-04-01T09:00:00+08:00');
  await ming.says('补签 3-28');
  expect(
    chat
      .rest()
      .slice(1)
      .map(({ text }) => text),
  ).toEqual([
    '已补签 3月26日。现在连续 0 天。',
    '已补签 3月27日。现在连续 0 天。',
    '本月的 2 次补签用完了，下个月再来。',
    '已补签 3月28日。现在连续 0 天。',
  ]);
});

test('a make-up sent last month and told late does not count those of this month', async () => {
  const settings = { 'checkin.makeUp': { price: 0, perMonth: 1 } };
  await using chat = await openChat({ features, settings, now: '2026-03-25T09:00:00+08:00' });
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.at('2026-04-01T00:10:00+08:00');
  await ming.says('补签 3-26');
  chat.rest();
  await ming.says('补签 3-27', { at: instantOf(Date.parse('2026-03-31T23:50:00+08:00')) });
  chat.hears(/^已补签 3月27日/);
  await ming.says('补签 3-28');
  chat.hears('本月的 1 次补签用完了，下个月再来。');
});

test('make-up may be switched off', async () => {
  const settings = { 'checkin.makeUp': { perMonth: 0 } };
  await using chat = await openChat({ features, settings });
  const ming = await withGap(chat);
  await ming.says('补签');
  chat.hears('本群没有开放补签。');
});

test('a make-up that joins two streaks brings the bonus once', async () => {
  const settings = { 'checkin.makeUp': { price: 0 } };
  await using chat = await openChat({ features, settings });
  const ming = chat.member('小明');
  for (const day of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await chat.at(`2026-03-0${day}T09:00:00+08:00`);
    if (day !== 4) await ming.says('签到');
  }
  expect(await chat.pointsOf(ming)).toBe(35);
  chat.rest();
  await ming.says('补签');
  await ming.says('确定');
  expect(chat.rest()[1]?.text).toBe(
    '已补签 3月4日。现在连续 8 天。\n连续 7 天，再加 20 积分和 1 张补签卡！',
  );
  expect(await chat.pointsOf(ming)).toBe(55);
});

test('a make-up between two streaks that both had the bonus brings none', async () => {
  const settings = { 'checkin.makeUp': { price: 0, lastDays: 10 } };
  await using chat = await openChat({ features, settings });
  const ming = chat.member('小明');
  for (let day = 1; day <= 15; day += 1) {
    if (day !== 8) await ming.says('签到');
    await chat.advance({ days: 1 });
  }
  expect(await chat.pointsOf(ming)).toBe(14 * 5 + 40);
  await ming.says('补签 3-8');
  expect(chat.rest().at(-1)?.text).toBe('已补签 3月8日。现在连续 15 天。');
  expect(await chat.pointsOf(ming)).toBe(14 * 5 + 40);
});

test('one who agreed to a card is asked again when only points are left to pay with', async () => {
  await using chat = await openChat({ features, settings: cheap });
  const boss = await withManager(chat);
  const ming = await withGap(chat);
  await boss.says('送补签卡 @小明 1', { mentions: [ming] });
  await chat.at('2026-03-06T09:00:00+08:00');
  await ming.says('补签');
  await ming.says('1');
  await ming.says('补签 3-5');
  chat.rest();
  await ming.says('确定');
  chat.hears('补签 3月3日（周二），花 5 积分（你有 15）。确定吗？');
  expect(await chat.pointsOf(ming)).toBe(15);
  await ming.says('确定');
  chat.hears('已补签 3月3日，−5 积分。现在连续 5 天。');
});

describe('cards', () => {
  test('cannot be given to oneself, but by the owner', async () => {
    await using chat = await openChat({ features });
    const boss = await withManager(chat);
    const qiang = chat.member('阿强');
    await qiang.becomes('admin');
    await qiang.says('送补签卡 @阿强 5', { mentions: [qiang] });
    chat.hears('补签卡不能送给自己，请另一位运营来送。');
    await boss.says('送补签卡 @群主 5', { mentions: [boss] });
    chat.hears('@群主 送你 5 张补签卡，现在共 5 张。');
  });

  test('are given by managers only, and it is written down who gave them', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    await ming.says('你好');
    await ming.says('送补签卡 @小明', { mentions: [ming] });
    chat.hears('「送补签卡」需要运营权限。');
    const boss = await withManager(chat);
    await boss.says('送补签卡 @小明', { mentions: [ming] });
    chat.hears('@小明 送你 1 张补签卡，现在共 1 张。');
    await boss.says('送补签卡 @小明 100', { mentions: [ming] });
    chat.hears(/^「100」不是可用的数字。/);
    const [given] = await chat.app.store.reader.all(audit, {});
    expect(given).toEqual({
      operator_id: await chat.idOf(boss),
      what: 'checkin.cards',
      detail: JSON.stringify({ member: await chat.idOf(ming), cards: 1 }),
    });
    expect(chat.errors).toEqual([]);
  });
});

const audit = read((_: Given<object>) =>
  tables<{ audit: { operator_id: MemberId | null; what: string; detail: string } }>()
    .selectFrom('audit')
    .select(['operator_id', 'what', 'detail']),
);

test('the same conversation in Taiwan', async () => {
  await using chat = await openChat({ features, settings: cheap, language: 'zh-TW' });
  const ming = await withGap(chat);
  await ming.says('補簽');
  chat.hears('補簽 3月3日（週二），花 5 點（你有 15）。確定嗎？');
  await ming.says('確定');
  chat.hears('已補簽 3月3日，−5 點。現在連續 4 天。');
  await ming.says('補簽卡');
  chat.hears('你有 0 張補簽卡。');
  const boss = await withManager(chat);
  await boss.says('送補簽卡 @小明 3', { mentions: [ming] });
  chat.hears('@小明 送你 3 張補簽卡，現在共 3 張。');
});

test('the same conversation in English', async () => {
  await using chat = await openChat({ features, settings: cheap, language: 'en' });
  const ming = await withGap(chat);
  await chat.at('2026-03-06T09:00:00+08:00');
  await ming.says('/make-up');
  chat.hears('2 days are missing. Which one, for 5 points (you have 15)?');
  await ming.says('1');
  chat.hears('Make up Mar 3 (Tue), for 5 points (you have 15)?');
  await ming.says('yes');
  chat.hears('Made up Mar 3, −5 points. Your streak is 0.');
  const boss = await withManager(chat);
  await boss.says('give-cards @小明', { mentions: [ming] });
  chat.hears('@小明 You are given 1 make-up card and have 1 now.');
  await ming.says('make-up yesterday');
  chat.hears('Made up Mar 5 for 1 card, 0 left. Your streak is 5.');
});
