/** What can be set: each feature's own schema, and what holds for a community as a whole. */

import * as z from 'zod';
import {
  type AttentionRules,
  type Feature,
  formatMinuteOfDay,
  LANGUAGES,
  minuteOfDay,
  parseMinuteOfDay,
  parseZone,
} from '#kit';

/** What holds for a community as a whole; its keys begin with `community.`. */
export const communitySettings = z.object({
  language: z.enum(LANGUAGES).default('zh-CN').describe('the language of answers to everybody'),
  zone: z
    .string()
    .default('Asia/Shanghai')
    .refine((text) => parseZone(text) !== undefined, 'not a time zone such as Asia/Shanghai')
    .describe('the time zone in which days are counted'),
  dayStart: clock('00:00').meta({ description: 'when a new day begins', examples: ['04:00'] }),
  quietFrom: clock('22:30').describe('from when on nothing is said unasked'),
  quietUntil: clock('08:00').describe('until when nothing is said unasked'),
  pushesADay: z.number().int().min(0).max(20).default(4).describe('most pushes a day in a group'),
  pushGapMinutes: z
    .number()
    .int()
    .min(0)
    .max(720)
    .default(30)
    .describe('least minutes between two pushes'),
  lullMinutes: z
    .number()
    .int()
    .min(0)
    .max(60)
    .default(10)
    .describe('longest wait for a pause in the talk, in minutes'),
});

/** What a community's guard of attention goes by. */
export function attentionRules({
  quietFrom,
  quietUntil,
  ...rules
}: z.output<typeof communitySettings>): AttentionRules {
  const minuteOf = (text: string) => parseMinuteOfDay(text) ?? minuteOfDay(0);
  return {
    quietFrom: minuteOf(quietFrom),
    quietUntil: minuteOf(quietUntil),
    pushesADay: rules.pushesADay,
    gapMinutes: rules.pushGapMinutes,
    lullMinutes: rules.lullMinutes,
  };
}

/**
 * Only an admin changes these fields: whoever can move days makes points of them, and the rules of
 * what is said unasked bind those who plan it.
 */
export const communityAdminSettings: readonly (keyof typeof communitySettings.shape)[] = [
  'zone',
  'dayStart',
  'quietFrom',
  'quietUntil',
  'pushesADay',
  'pushGapMinutes',
  'lullMinutes',
];

/** A time of day. */
function clock(standard: string) {
  return z
    .string()
    .refine((text) => parseMinuteOfDay(text) !== undefined, 'not a time such as 04:00')
    .overwrite(asClock)
    .default(standard);
}

/** `4:00` is kept as `04:00`: what is stored has one form, however it was typed. */
function asClock(text: string): string {
  const minute = parseMinuteOfDay(text);
  return minute === undefined ? text : formatMinuteOfDay(minute);
}

/** Every schema by the name that its keys begin with. */
export function owners(features: readonly Feature[]): (readonly [string, z.ZodObject])[] {
  const own = features.map((feature) => [feature.name, feature.settings] as const);
  return [['community', communitySettings] as const, ...own];
}
