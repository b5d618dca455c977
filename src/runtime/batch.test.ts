/** What shares a commit shares no fate. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Commanding, defineFeature, describe, phrases } from '#kit';
import { openChat } from '../testing/open-chat.ts';

const words = phrases({
  name: 'trial',
  commands: {
    fail: { words: ['fail'], help: '' },
    echo: { words: ['echo'], help: '' },
  },
  labels: {},
  texts: { echo: 'heard' },
});
const base = describe({
  name: 'trial',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});
const trial = defineFeature({
  ...base,
  commands: {
    fail: {
      async handle() {
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

/** Nothing can be said that quotes the message `m1`. */
const UNSPEAKABLE = `
  create trigger unspeakable before insert on outbox when new.body like '%"m1"%'
  begin select raise(abort, 'another bug of ours'); end`;

test('a bug whose apology fails as well takes nobody else’s answer along', async () => {
  await using chat = await openChat({ features: [trial] });
  await chat.app.store.write(chat.now(), async (_, { connection }) => connection.exec(UNSPEAKABLE));
  const [ming, hong] = [chat.member('小明'), chat.member('小红', 'g2')];
  await Promise.all([ming.says('fail', { id: 'm1' }), hong.says('echo', { id: 'm2' })]);
  chat.hears('heard');
  expect(chat.errors).toHaveLength(2);
});
