import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Commanding,
  defineFeature,
  describe as describeFeature,
  Fault,
  phrases,
  translationOf,
} from '#kit';
import { openChat } from '../testing/open-chat.ts';

const zhCN = phrases({
  name: '试验',
  commands: {
    fail: { words: ['出错'], help: '出错' },
    echo: { words: ['回声'], help: '回声' },
  },
  labels: {},
  texts: { echo: '听到了' },
});
const en = translationOf(zhCN, {
  ...zhCN,
  texts: { echo: 'heard' },
});
const base = describeFeature({
  name: 'trial',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': en, en },
});

const trial = defineFeature({
  ...base,
  async talked({ tx, member, message }) {
    await tx.ledger.post({ member: member.id, points: 1, reason: 'talk', once: message });
    if (message === 'bad') throw new Error('a bug of ours');
    if (message === 'full') throw new Fault('disk-full', 'no room', { retry: 'later' });
  },
  commands: {
    fail: {
      async handle({ member, tx }: Commanding<typeof base>) {
        await tx.ledger.post({ member: member.id, points: 5, reason: 'trial', once: 'trial' });
        throw new Error('a bug of ours');
      },
    },
    echo: {
      async handle({ say, text }: Commanding<typeof base>) {
        await say(text('echo'));
      },
    },
  },
});

test('a bug undoes its own event, gives the member a number, and the group goes on', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  await ming.says('出错');
  chat.hears(/^出了点问题，没有生效。编号 \w+，请告诉管理员。$/);
  expect(await chat.pointsOf(ming)).toBe(0);
  expect(chat.errors).toHaveLength(1);
  await ming.says('回声');
  chat.hears('听到了');
});

test('an event that failed does not fail again when it is delivered again', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  await ming.says('出错', { id: 'same' });
  chat.rest();
  await ming.says('出错', { id: 'same' });
  chat.hearsNothing();
  expect(chat.errors).toHaveLength(1);
});

test('a message that failed still counts towards activity once the bug is undone', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  await ming.says('大家好');
  await ming.says('出错');
  const facts = await chat.app.store.reader.people.facts(await chat.idOf(ming));
  expect(facts?.messages).toBe(2);
});

test('the same message delivered ten times is answered once', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  for (let time = 0; time < 10; time += 1) await ming.says('回声', { id: 'm1' });
  chat.hears('听到了');
  chat.hearsNothing();
});

test('a member who writes faster than people do is told once, then only recorded', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  for (let time = 0; time < 50; time += 1) await ming.says('回声');
  expect(chat.rest().map(({ text }) => text)).toEqual([
    ...Array.from({ length: 4 }, () => '听到了'),
    '慢一点。接下来 1 分钟我照常记录，不逐条回复。',
  ]);
  await chat.advance({ seconds: 61 });
  await ming.says('回声');
  chat.hears('听到了');
});

test('one message that fails among many that came together takes nothing from the others', async () => {
  await using chat = await openChat({ features: [trial] });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await Promise.all([
    ming.says('早', { id: 'm1' }),
    hong.says('早啊', { id: 'm2' }),
    ming.says('坏', { id: 'bad' }),
    hong.says('天气好', { id: 'm3' }),
  ]);
  expect(chat.errors).toHaveLength(1);
  expect([await chat.pointsOf(ming), await chat.pointsOf(hong)]).toEqual([1, 2]);
  const messagesOf = async (who: typeof ming) =>
    (await chat.app.store.reader.people.facts(await chat.idOf(who)))?.messages;
  expect([await messagesOf(ming), await messagesOf(hong)]).toEqual([2, 2]);
});

test('in a replay nothing takes effect behind a commit that the disk refused', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  // More than one commit holds.
  const ids = ['full', ...Array.from({ length: 300 }, (_, index) => `e${index}`)];
  const more = ids.map((id) => ming.says(id === 'full' ? '满了' : '回声', { id }));
  await Promise.all(more);
  expect(chat.errors.length).toBeGreaterThan(300);
  const behind = chat.rest().filter(({ text }) => text === '听到了');
  expect(behind).toEqual([]);
  await ming.says('回声', { id: 'e0' });
  expect(chat.rest().map(({ text }) => text)).toContain('听到了');
});
