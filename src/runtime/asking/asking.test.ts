import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Choosing,
  type Commanding,
  defineFeature,
  describe as describeFeature,
  type Joining,
  type Leaving,
  phrases,
  translationOf,
} from '#kit';
import { openChat } from '../../testing/open-chat.ts';

const zhCN = phrases({
  name: '试验',
  commands: {
    lunch: { words: ['吃什么'], help: '问大家吃什么' },
    join: { words: ['报名'], help: '问谁来' },
    stop: { words: ['不问了'], help: '不再问' },
  },
  labels: {},
  texts: {
    lunch: '吃什么？',
    who: '谁来？',
    noodles: '面',
    rice: '饭',
    come: '我来',
    heard: '{name} {manner}：{chosen}',
    welcome: '欢迎 {name}，{inviter} 请来的',
    bye: '{name} 走了（{by}）',
  },
});
const same = translationOf(zhCN, zhCN);
const base = describeFeature({
  name: 'trial',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': same, en: same },
});
type Base = typeof base;

async function hear({ key, chosen, manner, member, text, say }: Choosing<Base>): Promise<void> {
  const { name } = member;
  await say(text('heard', { name, manner, chosen: `${key} ${chosen.join('+') || '无'}` }));
}

const trial = defineFeature({
  ...base,
  commands: {
    lunch: {
      async handle({ askGroup, text }: Commanding<Base>) {
        await askGroup({
          question: 'vote',
          key: '1',
          line: text('lunch'),
          most: 2,
          choices: [
            { key: 'n', label: text('noodles'), words: ['面条'] },
            { key: 'r', label: text('rice') },
          ],
          poll: { title: text('lunch') },
        });
      },
    },
    join: {
      async handle({ askGroup, text }: Commanding<Base>) {
        const choices = [{ key: 'come', label: text('come') }];
        await askGroup({ question: 'vote', key: '2', line: text('who'), choices, isWorded: true });
      },
    },
    stop: {
      async handle({ closeQuestion }: Commanding<Base>) {
        await closeQuestion({ question: 'vote', key: '1' });
      },
    },
  },
  questions: { vote: { chose: hear } },
  async joined({ member, inviter, say, text }: Joining<Base>) {
    await say(text('welcome', { name: member.name, inviter: inviter?.name ?? '?' }));
  },
  async left({ member, by, say, text }: Leaving<Base>) {
    await say(text('bye', { name: member.name, by: by?.name ?? '自己' }));
  },
});

test('a question to the group is answered by number, by word, or by pressing, by anybody', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.member('店长').says('吃什么');
  const asked = chat.hears('吃什么？');
  expect(asked.said?.choices?.map(({ label }) => label)).toEqual(['面', '饭']);
  await chat.member('小明').says('2');
  chat.hears('小明 said：1 r');
  await chat.member('小红').says('面条');
  chat.hears('小红 said：1 n');
  await chat.member('小刚').says('2、1');
  chat.hears('小刚 said：1 r+n');
  await chat.member('小丽').presses(asked.said?.choices?.[0]?.id ?? '');
  chat.hears('小丽 pressed：1 n');
});

test('talk with numbers in it answers nothing', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.member('店长').says('吃什么');
  chat.hears('吃什么？');
  for (const talk of ['3', '1 3', '0', '1 个小时', '12:30', '我选面', '２.5']) {
    await chat.member('小明').says(talk);
  }
  chat.hearsNothing();
});

test('one that is answered in words ignores numbers, which then answer the older one', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.member('店长').says('吃什么');
  await chat.member('店长').says('报名');
  chat.rest();
  await chat.member('小明').says('我来');
  chat.hears('小明 said：2 come');
  await chat.member('小明').says('１');
  chat.hears('小明 said：1 n');
});

test('a question is still open after a restart, and answers nothing once it is closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-asking-'));
  const first = await openChat({ features: [trial], folder });
  await first.member('店长').says('吃什么', { id: 'before' });
  await first.close();
  const chat = await openChat({ features: [trial], folder });
  await chat.member('小明').says('1');
  chat.hears('小明 said：1 n');
  await chat.member('店长').says('不问了');
  await chat.member('小明').says('1');
  chat.hearsNothing();
  await chat.close();
  rmSync(folder, { recursive: true });
});

test('whoever presses a choice of a question that is over hears so, once', async () => {
  await using chat = await openChat({ features: [trial] });
  const [ming, hong] = [chat.member('小明'), chat.member('小红')];
  await ming.says('吃什么');
  await ming.says('不问了');
  chat.rest();
  for (const member of [ming, ming, hong]) await member.presses('trial:1:n');
  chat.hears('@小明 这个已经结束了，按了不算。');
  chat.hears('@小红 这个已经结束了，按了不算。');
  await ming.presses('elsewhere:1:n');
  chat.hearsNothing();
});

test('a question in one group is not answered in another', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.member('店长').says('吃什么');
  chat.hears('吃什么？');
  await chat.member('小明', 'g2').says('1');
  chat.hearsNothing();
  await chat.member('小明', 'g2').presses('trial:1:n');
  chat.hears(/已经结束了/);
});

test('features hear who came by whom, and who went', async () => {
  await using chat = await openChat({ features: [trial] });
  const ming = chat.member('小明');
  await ming.says('早');
  const hong = chat.member('小红');
  await hong.joins(ming);
  chat.hears('欢迎 小红，小明 请来的');
  await hong.leaves();
  chat.hears('小红 走了（自己）');
});
