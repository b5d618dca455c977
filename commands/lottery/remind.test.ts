/** The last call of a lottery; its rule is the one of polls, its place in the queue the guard's. */
import { expect, test } from 'vitest';
import { lastCallAt, parseInstant } from '#kit';
import { openChat } from '../../src/testing/open-chat.ts';
import { polls } from '../polls/index.ts';
import { lottery } from './index.ts';

async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const chat = await openChat({ features: [lottery, polls], settings });
  const owner = chat.member('老王');
  await owner.becomes('owner');
  const begin = async (typed: string) => {
    await owner.says(`发起抽奖 ${typed}；主办：读书会；联系：微信 abc；领取：私聊群主`);
    await owner.says('发起');
    chat.rest();
  };
  return { chat, owner, begin, [Symbol.asyncDispose]: () => chat.close() };
}

const LOTTERY = '周末抽奖；奖品：贴纸 x2 5元；开奖：20:00';

test('an hour before it closes the group hears of it once more', async () => {
  await using group = await open();
  const { chat, begin } = group;
  await begin(LOTTERY);
  await chat.at('2026-03-01T18:59:00+08:00');
  chat.hearsNothing();
  await chat.at('2026-03-01T19:00:00+08:00');
  chat.hears('「周末抽奖」20:00 截止，已有 0 人。还没参加的：参加抽奖（1 号）');
});

test('a lottery and a poll that end at the same time are called in one message', async () => {
  await using group = await open();
  const { chat, owner, begin } = group;
  await begin(LOTTERY);
  await owner.says('发起投票 去哪 | 山 | 海 | +截止 11小时');
  chat.rest();
  await chat.at('2026-03-01T19:00:00+08:00');
  const { text } = chat.next();
  expect(text).toContain('周末抽奖');
  expect(text).toContain('去哪');
  chat.hearsNothing();
});

test('one that was cancelled, or for which no call is wanted, is not called', async () => {
  await using cancelled = await open();
  await cancelled.begin(LOTTERY);
  await cancelled.owner.says('取消抽奖 1 下雨');
  await cancelled.owner.says('取消这次抽奖');
  cancelled.chat.rest();
  await cancelled.chat.at('2026-03-01T19:30:00+08:00');
  cancelled.chat.hearsNothing();
  await using never = await open({ 'lottery.remindMinutes': 0 });
  await never.begin(LOTTERY);
  await never.chat.at('2026-03-01T19:30:00+08:00');
  never.chat.hearsNothing();
});

test('what is over soon after it opens is not called', () => {
  const opensAt = parseInstant('2026-03-01T19:00Z') ?? expect.unreachable();
  const endsAt = parseInstant('2026-03-01T20:59Z') ?? expect.unreachable();
  expect(lastCallAt({ opensAt, endsAt, minutesBefore: 60 })).toBeUndefined();
  expect(lastCallAt({ opensAt, endsAt, minutesBefore: 59 })).toBe(
    parseInstant('2026-03-01T20:00Z'),
  );
});
