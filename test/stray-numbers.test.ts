/**
 * A bare number counts for the newest question that was put to whoever says it: after a command
 * that was not understood, or a question that was let go, it is no ballot in an older poll.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { features } from '../commands/index.ts';
import { openChat } from '../src/testing/open-chat.ts';

const ASKS_AGAIN = '这个数字先没算，怕你是在回刚才那句。要投票的话，再发一次。';
const WAITS = '这个数字没算：上面问你的还没答完。不答了就发「取消」，再投票。';

/** A group where buttons are numbered, with an open poll of three options. */
async function open() {
  const chat = await openChat({ features, can: { buttons: false } });
  const [qiang, ming] = [chat.member('阿强'), chat.member('小明')];
  await qiang.becomes('admin');
  await ming.says('早');
  await qiang.says('发起投票 去哪 | 山 | 海 | 湖 | +截止 60小时');
  chat.rest();
  const voted = () => chat.hears(/投了 \d/);
  return { chat, qiang, ming, voted, [Symbol.asyncDispose]: () => chat.close() };
}

test.each([
  ['a word that is none', '/签道', /你是想说「签到」吗/],
  ['a command whose words cannot be read', '加分 @小明 很多', /用法：加分/],
  ['a schedule whose time cannot be read', '定时 改天 早安', /没看懂是什么时候/],
  ['a code that nobody has given', '关联 ABCD2345', /./],
])('after %s a stray «1» votes in no poll; said once more it does', async (_, typed, answer) => {
  await using group = await open();
  const { chat, qiang, voted } = group;
  await qiang.says(typed);
  chat.hears(answer);
  await qiang.says('1');
  chat.hears(ASKS_AGAIN);
  chat.hearsNothing();
  await qiang.says('1');
  voted();
  expect(chat.errors).toEqual([]);
});

test('a dialogue that was cancelled leaves no number behind for the poll', async () => {
  await using group = await open();
  const { chat, qiang, voted } = group;
  await qiang.says('定时 每天 10:00 早安');
  await qiang.says('取消');
  chat.rest();
  await qiang.says('1');
  chat.hears(ASKS_AGAIN);
  await qiang.says('2');
  voted();
});

test('a number that fits no choice of the waiting question is no ballot', async () => {
  await using group = await open();
  const { chat, qiang, voted } = group;
  await qiang.says('定时 每天 10:00 早安');
  chat.rest();
  await qiang.says('3');
  chat.hears(WAITS);
  await qiang.says('1');
  chat.hears(/1 号定时/);
  await qiang.says('3');
  voted();
});

test('a number that comes too late for its question is no ballot either, for a while', async () => {
  await using group = await open();
  const { chat, qiang, voted } = group;
  await qiang.says('定时 每天 10:00 早安');
  chat.rest();
  await chat.advance({ minutes: 6 });
  await qiang.says('1');
  chat.hears(ASKS_AGAIN);
  await qiang.says('定时 每天 10:00 早安');
  chat.rest();
  await chat.advance({ minutes: 16 });
  await qiang.says('1');
  voted();
});

test('others vote by number all the while, and so does whoever was understood', async () => {
  await using group = await open();
  const { chat, qiang, ming, voted } = group;
  await qiang.says('/签道');
  chat.rest();
  await ming.says('1');
  voted();
  await ming.says('签到');
  chat.rest();
  await chat.advance({ seconds: 30 });
  await ming.says('2');
  chat.hears(/2. 海/);
  await chat.advance({ minutes: 3 });
  await qiang.says('1');
  voted();
});

test('the words of an option are a ballot at any time', async () => {
  await using group = await open();
  const { chat, qiang, voted } = group;
  await qiang.says('/签道');
  chat.rest();
  await qiang.says('海');
  voted();
});

test('a poll that was opened after the question to one member hears their number first', async () => {
  await using group = await open();
  const { chat, qiang, ming, voted } = group;
  await ming.says('/签道');
  await qiang.says('定时 每天 10:00 早安');
  await chat.member('小红').becomes('admin');
  await chat.member('小红').says('发起投票 吃啥 | 面 | 饭 | +截止 60小时');
  chat.rest();
  await ming.says('1');
  voted();
  await chat.advance({ seconds: 30 });
  await qiang.says('1');
  voted();
  await qiang.says('就这样');
  chat.hears(/1 号定时/);
  expect(chat.errors).toEqual([]);
});

test('the program may stop in between: the stray number is known all the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-stray-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = await openChat({ features, can: { buttons: false }, folder });
  const qiang = first.member('阿强');
  await qiang.becomes('admin');
  await qiang.says('发起投票 去哪 | 山 | 海 | +截止 60小时');
  await qiang.says('/签道');
  const now = new Date(first.now()).toISOString();
  await first.close();
  await using again = await openChat({ features, can: { buttons: false }, folder, now });
  again.rest();
  await again.member('阿强').says('1');
  again.hears(ASKS_AGAIN);
});
