/** Who must wait between two uses of a command, and for what nobody has to wait. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Commanding, defineFeature, describe, phrases, translationOf } from '#kit';
import { openChat } from '../src/testing/open-chat.ts';

const words = phrases({
  name: '钟楼',
  commands: { ring: { words: ['敲钟'], help: '敲一下' } },
  labels: {},
  texts: { rung: '当！' },
});

const base = describe({
  name: 'tower',
  settings: z.object({}),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, { ...words, name: '鐘樓' }),
    en: translationOf(words, { ...words, name: 'Tower' }),
  },
});

/** A bell whose rope is torn for as long as `torn` says. */
function towerWith(rope: { torn: boolean }) {
  return defineFeature({
    ...base,
    commands: {
      ring: {
        cooldownSeconds: 60,
        async handle({ say, text }: Commanding<typeof base>) {
          if (rope.torn) throw new Error('the rope is torn');
          await say(text('rung'));
        },
      },
    },
  });
}

test('a command that went wrong inside keeps nobody waiting', async () => {
  const rope = { torn: true };
  await using chat = await openChat({ features: [towerWith(rope)] });
  const ming = chat.member('小明');
  await ming.says('敲钟');
  chat.hears(/^出了点问题，没有生效/);
  rope.torn = false;
  await ming.says('敲钟');
  chat.hears('当！');
  await ming.says('敲钟');
  chat.hears('60 秒后再试。');
  expect(chat.errors).toHaveLength(1);
});
