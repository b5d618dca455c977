/** A small feature that does in the world what the built-in ones do not do yet: for tests of QQ. */
import * as z from 'zod';
import {
  arg,
  type Commanding,
  defineFeature,
  describe,
  type Member,
  phrases,
  translationOf,
} from '#kit';

const words = phrases({
  name: '台上',
  commands: {
    show: { words: ['看图'], help: '发一张图' },
    give: { words: ['拿文件'], help: '发一个文件' },
    hush: { words: ['安静'], help: '禁言十分钟' },
    out: { words: ['请出'], help: '移出群' },
    unsay: { words: ['吞回'], help: '撤回这条消息' },
    echo: { words: ['学舌'], help: '照着说一遍' },
  },
  labels: {},
  texts: { here: '请看', said: '{what}' },
});

const base = describe({
  name: 'stage',
  settings: z.object({}),
  phrases: {
    'zh-CN': words,
    'zh-TW': translationOf(words, { ...words, name: '臺上' }),
    en: translationOf(words, { ...words, name: 'Stage' }),
  },
});

type Of<A> = Commanding<typeof base, A>;

/** @param picture a path on this machine */
export function stage(picture: string) {
  return defineFeature({
    ...base,
    commands: {
      show: {
        handle: ({ say, text, member }: Of<unknown>) =>
          say(text('here'), { image: picture, mention: [member] }),
      },
      give: { handle: ({ say, text }: Of<unknown>) => say(text('here'), { file: picture }) },
      hush: {
        role: 'admin',
        args: { whom: arg.member() },
        async handle({ act, args }: Of<{ whom: Member }>) {
          act({ do: 'mute', member: args.whom, seconds: 600 });
        },
      },
      out: {
        role: 'admin',
        args: { whom: arg.member() },
        async handle({ act, args }: Of<{ whom: Member }>) {
          act({ do: 'remove', member: args.whom });
        },
      },
      unsay: {
        async handle({ act, message }: Of<unknown>) {
          act({ do: 'recall', message });
        },
      },
      echo: {
        args: { what: arg.rest() },
        handle: ({ say, text, args, member }: Of<{ what: string }>) =>
          say(text('said', args), { mention: [member] }),
      },
    },
  });
}
