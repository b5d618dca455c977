/** A pretend feature: `/bell 1000 5000` rings so often, all at once in so many milliseconds. */
import * as z from 'zod';
import { after, arg, defineFeature, describe, instantOf, milliseconds } from '#kit';

const MS_PER_SECOND = 1_000;
const MOST = 1_000_000;
const words = {
  name: 'bell',
  commands: { bell: { words: ['bell'], help: '' } },
  labels: {},
  texts: {},
} as const;
const base = describe({
  name: 'bell',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});

/** @param onRing takes for when it was planned, in milliseconds of the epoch */
export function bell(onRing: (planned: number) => void) {
  const count = arg.whole({ from: 1, to: MOST });
  return defineFeature({
    ...base,
    commands: {
      bell: {
        args: { times: count, ms: count },
        handle: async ({ args: { times, ms }, heardAt, later }) => {
          const soon = after(heardAt, milliseconds(ms));
          // In a whole second, as schedules are.
          const at = instantOf(Math.ceil(soon / MS_PER_SECOND) * MS_PER_SECOND);
          for (let n = 0; n < times; n += 1) {
            await later({ what: 'ring', at, key: `${at} ${n}`, data: null });
          }
        },
      },
    },
    due: { ring: { run: async ({ now }) => onRing(now) } },
  });
}
