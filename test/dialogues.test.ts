/** What counts as the answer to a question, as the member sees it: in time, heard, still wanted. */
import { expect, test } from 'vitest';
import { instantOf } from '#kit';
import { checkin } from '../commands/checkin/index.ts';
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
