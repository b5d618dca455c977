/** Polls (投票) and members who turn out to be one person, or who want to be forgotten. */
import { expect, test } from 'vitest';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import { exportedRows } from '../../src/testing/exported-rows.ts';
import type { Chat } from '../../src/testing/open-chat.ts';
import { join, openLinkedChat, undo } from '../../test/linked-chat.ts';

async function openGroup(terms = '') {
  const chat = await openLinkedChat({ 'points.chatPoints': 0 });
  const [old, fresh, boss] = [chat.member('旧号'), chat.member('新号'), chat.member('群主')];
  await boss.becomes('owner');
  for (const member of [old, fresh]) await member.says('早');
  await boss.says(`发起投票 哪个 | 甲 | 乙 | ${terms}`);
  return { chat, old, fresh, boss };
}

function cast(chat: Chat): readonly (readonly unknown[])[] {
  return exportedRows(chat, { what: 'polls' }).map(({ name, options }) => [name, options]);
}

test('who has a ballot under each of two accounts has one when they are linked', async () => {
  const { chat, old, fresh } = await openGroup();
  await using _ = chat;
  await old.says('1');
  await fresh.says('2');
  expect(cast(chat)).toEqual([
    ['旧号', '1'],
    ['新号', '2'],
  ]);
  await join(chat, { fresh, old });
  expect(cast(chat)).toEqual([['旧号', '1']]);
  await undo(old);
  expect(cast(chat)).toEqual([
    ['旧号', '1'],
    ['新号', '2'],
  ]);
});

test('a ballot of the account that comes is the person’s, who may change it; parted, it goes back', async () => {
  const { chat, old, fresh } = await openGroup();
  await using _ = chat;
  await fresh.says('2');
  await join(chat, { fresh, old });
  expect(cast(chat)).toEqual([['旧号', '2']]);
  await undo(old);
  expect(cast(chat)).toEqual([['新号', '2']]);
});

test('what was announced stays as it was: linking takes nothing from a closed poll', async () => {
  const { chat, old, fresh, boss } = await openGroup();
  await using _ = chat;
  await old.says('1');
  await fresh.says('2');
  await boss.says('结束投票');
  await join(chat, { fresh, old });
  chat.rest();
  await boss.says('投票结果');
  chat.hears(/（2 票）\n1\. 甲 ▇+ 1 票 50%\n2\. 乙 ▇+ 1 票 50%\n并列：甲、乙$/);
});

test('who was linked cannot cast a second secret ballot, nor after parting', async () => {
  const { chat, old, fresh, boss } = await openGroup('+匿名');
  await using _ = chat;
  await fresh.whispers('投票 1 2');
  await join(chat, { fresh, old });
  chat.rest();
  await old.whispers('投票 1 1');
  chat.hears('你已经投过了，这个投票投了不能改。');
  await undo(old);
  chat.rest();
  await fresh.whispers('投票 1 1');
  chat.hears('你已经投过了，这个投票投了不能改。');
  await old.whispers('投票 1 1');
  chat.hears('记下了，这张票是匿名的。');
  await boss.says('投票结果');
  chat.hears('「哪个」截止后公布结果，已有 2 票。');
});

test('whoever is forgotten leaves a ballot without a name, and the result as it was', async () => {
  const { chat, old, boss } = await openGroup();
  await using _ = chat;
  await old.says('1');
  await boss.says('结束投票');
  await forgetMe(old);
  expect(cast(chat)).toEqual([['', '1']]);
  chat.rest();
  await boss.says('投票名单');
  chat.hears(/^1 号投票：哪个（1 票）\n1\. 甲：/);
});

test('who asks to be forgotten and comes back has one ballot all the same', async () => {
  const { chat, old, boss } = await openGroup();
  await using _ = chat;
  await old.says('1');
  await forgetMe(old);
  expect(cast(chat)).toEqual([[null, null]]);
  await old.says('2');
  expect(cast(chat)).toEqual([['旧号', '2']]);
  chat.rest();
  await boss.says('结束投票');
  chat.hears(/^1 号投票结束：哪个（1 票）\n1\. 甲 0 票\n2\. 乙 ▇+ 1 票 100%/);
});

test('who asks to be forgotten after a secret ballot and comes back casts no second one', async () => {
  const { chat, old, fresh, boss } = await openGroup('+匿名');
  await using _ = chat;
  await boss.says('早');
  await chat.advance({ minutes: 5 });
  await old.presses('polls:1:1');
  await forgetMe(old);
  await chat.advance({ minutes: 5 });
  await old.says('我又来了');
  chat.rest();
  await old.whispers('投票 1 1');
  chat.hears('这个匿名投票里有人投完后注销了，之后来的新人不能投，免得一人两票。');
  await old.presses('polls:1:1');
  for (const member of [fresh, boss]) await member.whispers('投票 1 2');
  chat.rest();
  await boss.says('结束投票');
  chat.hears(/^1 号投票结束：哪个（3 票）\n1\. 甲 ▇+ 1 票 33%\n2\. 乙 ▇+ 2 票 67%/);
  expect(chat.errors).toEqual([]);
});

test('who is forgotten is named in no poll of the group, and what was chosen stays', async () => {
  const chat = await openLinkedChat({ 'points.chatPoints': 0 });
  await using _ = chat;
  const [boss, ming, other] = [
    chat.member('群主'),
    chat.member('小"明'),
    chat.member('外人', 'g2'),
  ];
  for (const member of [boss, ming, other]) await member.says('早');
  await boss.becomes('owner');
  await other.becomes('owner');
  for (const member of [boss, other]) {
    await member.says('发起投票 小"明怎么样 | 选小"明 | 不选');
    await member.says('1');
  }
  await forgetMe(ming);
  const named = exportedRows(chat, { what: 'polls' }).map(({ title, labels }) => [title, labels]);
  expect(named).toEqual([
    ['…怎么样', '选…'],
    ['小"明怎么样', '选小"明'],
  ]);
  chat.rest();
  await boss.says('投票结果');
  chat.hears(/^1 号投票：…怎么样（1 票）\n1\. 选… ▇+ 1 票 100%/);
  expect(chat.errors).toEqual([]);
});

async function forgetMe(member: ChatMember): Promise<void> {
  await member.whispers('忘记我');
  await member.whispers('确认忘记');
}

test('two secret ballots of who turned out to be one person make no share above the whole', async () => {
  const { chat, old, fresh, boss } = await openGroup('+匿名 +满 4');
  await using _ = chat;
  const others = [chat.member('小甲'), chat.member('小乙')];
  for (const other of others) await other.says('早');
  for (const each of [old, fresh, ...others]) await each.whispers('投票 1 1');
  await join(chat, { fresh, old });
  chat.rest();
  await boss.says('结束投票');
  chat.hears(
    '1 号投票结束：哪个（4 票）\n1. 甲 ▇▇▇▇▇▇▇▇ 4 票 100%\n2. 乙 0 票\n要 4 人，只有 3 人，不算数。',
  );
});

test('two people of whom one has cast two secret ballots are too few for a result', async () => {
  const { chat, old, fresh, boss } = await openGroup('+匿名');
  await using _ = chat;
  await boss.says('早');
  for (const each of [old, fresh, boss]) await each.whispers('投票 1 1');
  await join(chat, { fresh, old });
  chat.rest();
  await boss.says('结束投票');
  chat.hears('1 号投票结束：哪个（2 票）\n不足 3 票，为保密不公布。');
});

test('of two who had both cast a secret ballot neither casts another after parting', async () => {
  const { chat, old, fresh } = await openGroup('+匿名');
  await using _ = chat;
  for (const each of [old, fresh]) await each.whispers('投票 1 1');
  await join(chat, { fresh, old });
  await undo(old);
  for (const each of [old, fresh]) {
    chat.rest();
    await each.whispers('投票 1 2');
    chat.hears('你已经投过了，这个投票投了不能改。');
  }
});
