/** A pretend feature for tests of time: it rings after so many days, or once each local day. */

import * as z from 'zod';
import { after, arg, days, defineFeature, describe, minuteOfDay, nextDaily } from '#kit';

/** One ring: what was planned, for when, and what the clock said when it rang. */
export interface Ring {
  readonly what: string;
  readonly plannedFor: number;
  readonly rangAt: number;
}

const NOON = minuteOfDay(12 * 60);
const words = {
  name: 'almanac',
  commands: { ring: { words: ['ring'], help: '' }, daily: { words: ['daily'], help: '' } },
  labels: {},
  texts: {},
} as const;
const base = describe({
  name: 'almanac',
  settings: z.object({}),
  phrases: { 'zh-CN': words, 'zh-TW': words, en: words },
});

/**
 * `/ring 25` rings in 25 days; `/daily` rings at noon of every day.
 * @param now what the clock says; @param rings takes every ring
 */
export function almanac(now: () => number, rings: Ring[]) {
  return defineFeature({
    ...base,
    commands: {
      ring: {
        args: { days: arg.whole({ from: 0, to: 10_000 }) },
        handle: (context) => {
          const key = `${context.args.days}`;
          const at = after(context.now, days(context.args.days));
          return context.later({ what: 'ring', at, key, data: null });
        },
      },
      daily: {
        handle: (context) => {
          const at = nextDaily(context.now, NOON, context.community.calendar.zone);
          return context.later({ what: 'noon', at, key: `${at}`, data: null });
        },
      },
    },
    due: {
      ring: {
        run: async (context) => {
          rings.push({ what: 'ring', plannedFor: context.now, rangAt: now() });
        },
      },
      noon: {
        run: async (context) => {
          rings.push({ what: 'noon', plannedFor: context.now, rangAt: now() });
          const at = nextDaily(context.now, NOON, context.community.calendar.zone);
          await context.later({ what: 'noon', at, key: `${at}`, data: null });
        },
      },
    },
  });
}
