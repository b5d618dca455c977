/** A code opens one person's points to whoever has it: it is hard to guess and good once. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFrom, parseCode } from '#kit';
import { codeOf, join, membersOf, openLinkedChat } from '../../test/linked-chat.ts';

test('every code is read again, however it is typed', () => {
  const law = fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
    const code = codeFrom(bytes);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = [code, code.toLowerCase(), code.replace('-', ''), code.replace('-', '－')];
    for (const each of typed) expect(parseCode(each)).toBe(code);
    expect(parseCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
  });
  fc.assert(law);
});

test.for(['', '7K3M', '7K3M-9QXT-1', '7K3M-9QXU', '关联码关联码关联'])(
  '«%s» is no code',
  (typed) => {
    expect(parseCode(typed)).toBeUndefined();
  },
);

test('two codes differ, and only the newest is good', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  const first = await codeOf(chat, old);
  await chat.advance({ seconds: 10 });
  const second = await codeOf(chat, old);
  expect(second).not.toBe(first);
  await fresh.whispers(`关联 ${first}`);
  chat.hears(/^没有这个关联码/);
  await fresh.whispers(`关联 ${second}`);
  chat.hears(/^要把这两个账号合成一个人吗？/);
});

test('a code is asked for in private', async () => {
  await using chat = await openLinkedChat();
  await chat.member('旧号').says('关联码');
  chat.hears(/私聊/);
});

test('a code that was typed in the group is used up, so nobody else can use what they read', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh, thief] = [chat.member('旧号'), chat.member('新号'), chat.member('小偷')];
  for (const member of [old, fresh, thief]) await member.says('早');
  const code = await codeOf(chat, old);
  await fresh.says(`关联 ${code}`);
  chat.hears(/^要把这两个账号合成一个人吗？/);
  await thief.whispers(`关联 ${code}`);
  chat.hears(/^没有这个关联码/);
  await thief.says('确认关联');
  chat.hearsNothing();
  await fresh.says('不关联');
  chat.hears('好，什么都没变。这个关联码不能再用了。');
  expect(membersOf(chat, 'accountId')).toHaveLength(3);
});

test('a code is good for thirty days', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  const code = await codeOf(chat, old);
  await chat.advance({ days: 30 });
  await fresh.whispers(`关联 ${code}`);
  chat.hears(/^没有这个关联码/);
});

test('the sixth code in an hour is not even tried', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  const code = await codeOf(chat, old);
  for (let guess = 0; guess < 5; guess += 1) {
    await fresh.whispers(`关联 0000-000${guess}`);
    chat.hears(/^没有这个关联码/);
    await chat.advance({ seconds: 20 });
  }
  await fresh.whispers(`关联 ${code}`);
  chat.hears('试错太多次了，一小时后再试。');
  await chat.advance({ hours: 1 });
  await fresh.whispers(`关联 ${code}`);
  chat.hears(/^要把这两个账号合成一个人吗？/);
});

test('one’s own code links nothing, and is still good', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  const code = await codeOf(chat, old);
  await old.whispers(`关联 ${code}`);
  chat.hears(/^这两个账号本来就是同一个人/);
  await fresh.whispers(`关联 ${code}`);
  chat.hears(/^要把这两个账号合成一个人吗？/);
});

test('the database does not know the code', async () => {
  await using chat = await openLinkedChat();
  const old = chat.member('旧号');
  await old.says('早');
  const code = await codeOf(chat, old);
  // The letter that carried it is gone as soon as it was sent.
  const files = ['', '-wal'].map((end) => readFileSync(`${chat.exportParts.file}${end}`));
  const rows = Buffer.concat(files).toString('latin1');
  expect(rows).not.toContain(`关联 ${code}`);
});

test('whoever asked to be forgotten cannot be found by a code', async () => {
  await using chat = await openLinkedChat();
  const [old, fresh] = [chat.member('旧号'), chat.member('新号')];
  for (const member of [old, fresh]) await member.says('早');
  const code = await codeOf(chat, old);
  await fresh.whispers(`关联 ${code}`);
  await old.whispers('忘记我');
  await old.whispers('确认忘记');
  chat.rest();
  await fresh.whispers('确认关联');
  chat.hears(/^没有这个关联码/);
  await join(chat, { fresh, old: chat.member('旧号') });
});

test('“link” without a code says in two lines where to get one', async () => {
  await using chat = await openLinkedChat();
  const fresh = chat.member('新号');
  await fresh.says('早');
  await fresh.whispers('关联');
  chat.hears(
    '先用原来的账号私聊我「关联码」，会拿到一个关联码。\n' +
      '再用这个账号私聊我「关联 关联码」，积分和签到就跟过来。',
  );
  await fresh.says('关联 一下你们的账号吧');
  chat.hearsNothing();
});
