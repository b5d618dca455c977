/** What counts as the answer to a question, as the member sees it: in time, heard, still wanted. */
import { expect, test } from 'vitest';
import { instantOf } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
import { features } from '../commands/index.ts';
import { manage } from '../commands/manage/index.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const DAY_MS = 86_400_000;

/** 小明 missed yesterday; making it up costs nothing. */
async function openGroup() {
  const settings = { 'checkin.makeUp': { price: 0 } };
  const chat = await openChat({ features: [checkin, manage], settings });
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.advance({ days: 2 });
  chat.rest();
  return { chat, ming, [Symbol.asyncDispose]: () => chat.close() };
}

function heard(chat: Chat): readonly string[] {
  return chat.rest().map(({ text }) => text);
}

test.each([
  ['tomorrow', DAY_MS],
  ['two days ago', -2 * DAY_MS],
])('an answer dated %s is no answer, and the question stays open', async (_, shift) => {
  await using group = await openGroup();
  const { chat, ming } = group;
  await ming.says('补签');
  await ming.says('确定', { at: instantOf(chat.now() + shift) });
  expect(heard(chat)).toEqual(['补签 3月2日（周一），免费。确定吗？']);
  await ming.says('确定');
  expect(heard(chat)).toEqual(['已补签 3月2日。现在连续 2 天。']);
});

test('a question that a hasty member was not asked is not answered by a later «1»', async () => {
  await using group = await openGroup();
  const { chat, ming } = group;
  for (let time = 0; time < 5; time += 1) await ming.says('补签卡');
  await ming.says('补签');
  expect(heard(chat).at(-1)).toMatch(/^慢一点/);
  await chat.advance({ seconds: 61 });
  await ming.says('1');
  expect(heard(chat)).toEqual([]);
});

test('an answer to a feature that was switched off meanwhile ends the question', async () => {
  await using group = await openGroup();
  const { chat, ming } = group;
  const boss = chat.member('老板');
  await boss.becomes('owner');
  await ming.says('补签');
  await boss.says('关闭 签到');
  await ming.says('确定');
  expect(heard(chat).at(-1)).toBe('已取消。');
  await boss.says('开启 签到');
  await ming.says('确定');
  expect(heard(chat)).toEqual(['「签到」已开启。']);
});

test('a command typed while a title or a list is wanted is a command, and the question waits', async () => {
  await using chat = await openChat({ features });
  const boss = chat.member('群主');
  await boss.becomes('owner');
  await boss.says('发起邀请活动');
  await boss.says('邀请审核');
  await boss.says('定时列表');
  await boss.says('暑期拉新');
  const [name, review, schedules, days] = heard(chat);
  expect(name).toBe('活动叫什么名字？');
  expect(review).toMatch(/^没有/);
  expect(schedules).toMatch(/^还没有定时推送/);
  expect(days).toMatch(/^哪几天？/);
  await boss.says('发起投票 周末去哪');
  await boss.says('发起投票 吃什么 | 火锅 | 烧烤');
  expect(heard(chat).at(-1)).toMatch(/^1 号投票：吃什么\n/);
});

test('a title that only begins like a command is a title', async () => {
  await using chat = await openChat({ features });
  const ming = chat.member('小明');
  await ming.says('发起投票');
  await ming.says('签到几点开始好');
  await ming.says('签到 | 补签');
  expect(heard(chat).at(-1)).toMatch(/^「签到几点开始好」\n1\. 签到\n2\. 补签\n/);
});
