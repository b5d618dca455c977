/** How long ordinary talk, which needs no answer, waits for company before it is stored. */
import { expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { readColumn } from './kill/evidence.ts';
import { TimedChat } from './timed-chat.ts';

/** Events of the loop go by, but no time does. */
async function breathe({ world }: TimedChat): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await world.breathe();
}

/** Lets time pass without asking the bot to hurry. */
async function wait(chat: TimedChat, ms: number): Promise<void> {
  await chat.world.pass(ms, () => breathe(chat));
}

const stored = ({ file }: TimedChat) =>
  Number(readColumn(file, 'select coalesce(sum(messages), 0) from memberships')[0]);

test('talk that nobody follows is stored within a second, and not before', async () => {
  await using chat = await TimedChat.open({ features });
  // What the start itself does is no company.
  await breathe(chat);
  const acknowledged = chat.says('u1', '今天天气不错');
  await breathe(chat);
  await wait(chat, 999);
  expect(stored(chat)).toBe(0);
  await wait(chat, 1);
  expect(stored(chat)).toBe(1);
  await acknowledged;
});

test('each piece of talk waits a second at most, however late the next one comes', async () => {
  await using chat = await TimedChat.open({ features });
  await breathe(chat);
  const first = chat.says('u1', '早');
  await wait(chat, 900);
  const second = chat.says('u2', '早啊');
  await wait(chat, 100);
  expect(stored(chat)).toBe(2);
  const third = chat.says('u3', '大家早');
  await wait(chat, 1_000);
  expect(stored(chat)).toBe(3);
  await Promise.all([first, second, third]);
});

test('fifty pieces of talk are company enough', async () => {
  await using chat = await TimedChat.open({ features });
  await breathe(chat);
  const said = Array.from({ length: 50 }, (_, index) => chat.says(`u${index}`, '在吗'));
  await breathe(chat);
  expect(stored(chat)).toBe(50);
  await Promise.all(said);
});

test('a command takes the talk before it along', async () => {
  await using chat = await TimedChat.open({ features });
  const talk = chat.says('u1', '早');
  await chat.says('u2', '签到');
  await talk;
  expect(stored(chat)).toBe(2);
});

test('an answer in one group does not wait for the talk of another, which follows right behind', async () => {
  await using chat = await TimedChat.open({ features });
  await breathe(chat);
  const talk = chat.says('u1', '早', { group: 'g2' });
  await chat.says('u2', '签到');
  expect(stored(chat)).toBe(1);
  await talk;
  expect(stored(chat)).toBe(2);
});

test('a bot that stops stores the talk that still waits', async () => {
  await using chat = await TimedChat.open({ features });
  const talk = chat.says('u1', '早');
  await chat.stop();
  await talk;
  expect(stored(chat)).toBe(1);
  expect(chat.world.waiting).toBe(0);
});
