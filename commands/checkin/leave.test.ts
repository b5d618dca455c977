import { describe, expect, test } from 'vitest';
import { parseInstant } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { checkin } from './index.ts';

const features = [checkin];

describe('one who asks for leave', () => {
  test('keeps the streak, which does not grow meanwhile', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    await ming.says('签到');
    await ming.says('请假 3');
    await chat.advance({ days: 4 });
    await ming.says('签到');
    expect(chat.rest().map(({ text }) => text)).toEqual([
      '签到成功，+5 积分！今天第 1 位，已连续 1 天。',
      '好，请假 3 天，3月2日 到 3月4日。连续签到不会断，提前回来直接签到就行。',
      '签到成功，+5 积分！今天第 1 位，已连续 2 天。',
    ]);
    expect(chat.errors).toEqual([]);
  });

  test('is on leave today when today is not covered yet', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    await ming.says('请假');
    chat.hears('好，3月1日 请假。想签到随时可以。');
    await ming.says('签到');
    chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1 天。');
  });

  test('can come back early and check in, and the rest of the leave stays', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    await ming.says('签到');
    await ming.says('请假 3天');
    await chat.advance({ days: 1 });
    await ming.says('签到');
    await chat.advance({ days: 3 });
    await ming.says('签到');
    expect(chat.rest().at(-1)?.text).toBe('签到成功，+5 积分！今天第 1 位，已连续 3 天。');
  });

  test('can end it', async () => {
    await using chat = await openChat({ features });
    const ming = chat.member('小明');
    await ming.says('签到');
    await ming.says('请假 3');
    await chat.advance({ days: 1 });
    chat.rest();
    await ming.says('请假 1');
    chat.hears('你已经请假到 3月4日。要改的话先发「销假」。');
    await ming.says('销假');
    chat.hears('已销假，取消了 3 天。欢迎回来！');
    await ming.says('销假');
    chat.hears('你没有请假。');
    await chat.advance({ days: 1 });
    await ming.says('签到');
    chat.hears('签到成功，+5 积分！今天第 1 位，已连续 1 天。');
  });

  test('is held to the limits', async () => {
    await using chat = await openChat({ features, now: '2026-03-20T09:00:00+08:00' });
    const ming = chat.member('小明');
    await ming.says('请假 8');
    chat.hears('一次最多请 7 天。');
    await ming.says('请假 6');
    chat.hears(/^好，请假 6 天/);
    await chat.at('2026-03-27T09:00:00+08:00');
    await ming.says('请假 2');
    chat.hears('2026年3月最多请假 7 天，还能请 1 天。');
    await ming.says('请假 0');
    chat.hears('「0」不是可用的数字。\n用法：请假 [天数]');
  });

  test('is told when there is no leave', async () => {
    await using chat = await openChat({ features, settings: { 'checkin.leave': { mostDays: 0 } } });
    await chat.member('小明').says('请假');
    chat.hears('本群没有开放请假。');
  });
});

test('a late «销假» does not tear a streak that has gone on since', async () => {
  await using chat = await openChat({ features });
  const ming = chat.member('小明');
  await ming.says('签到');
  await ming.says('请假 1');
  await chat.at('2026-03-03T09:00:00+08:00');
  await ming.says('签到');
  const yesterday = parseInstant('2026-03-02T23:00:00+08:00') ?? expect.unreachable();
  await ming.says('销假', { at: yesterday });
  await ming.says('签到');
  expect(
    chat
      .rest()
      .slice(-2)
      .map(({ text }) => text),
  ).toEqual(['你没有请假。', '今天已经签到过了：09:00，第 1 位，已连续 2 天。']);
});

test('a late «请假» goes around what was checked in since', async () => {
  await using chat = await openChat({ features });
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.advance({ days: 1 });
  await ming.says('签到');
  const yesterday = parseInstant('2026-03-01T23:00:00+08:00') ?? expect.unreachable();
  await ming.says('请假', { at: yesterday });
  expect(chat.rest().at(-1)?.text).toBe('好，3月3日 请假。想签到随时可以。');
  expect(chat.errors).toEqual([]);
});

test('a leave day needs no make-up', async () => {
  await using chat = await openChat({ features });
  const ming = chat.member('小明');
  await ming.says('签到');
  await ming.says('请假 1');
  await chat.advance({ days: 2 });
  chat.rest();
  await ming.says('补签 昨天');
  chat.hears('3月2日 请了假，连续签到没有断，不用补。');
});

test('the same conversation in Taiwan', async () => {
  await using chat = await openChat({ features, language: 'zh-TW' });
  const ming = chat.member('小明');
  await ming.says('請假 2');
  chat.hears('好，請假 2 天，3月1日 到 3月2日。連續簽到不會中斷，提早回來直接簽到就行。');
  await ming.says('銷假');
  chat.hears('已銷假，取消了 2 天。歡迎回來！');
});

test('the same conversation in English', async () => {
  await using chat = await openChat({ features, language: 'en' });
  const ming = chat.member('Ming');
  await ming.says('take-leave 2 days');
  chat.hearsNothing();
  await ming.says('take-leave 2');
  chat.hears(
    '2 days of leave, Mar 1 to Mar 2. Your streak waits; just check in when you are back.',
  );
  await ming.says('end-leave');
  chat.hears('Your leave is over, 2 days early. Welcome back!');
});
