/** What can be set: each feature's own schema, and what holds for a community as a whole. */

import * as z from 'zod';
import { type Feature, formatMinuteOfDay, LANGUAGES, parseMinuteOfDay, parseZone } from '#kit';

/** What holds for a community as a whole; its keys begin with `community.`. */
export const communitySettings = z.object({
  language: z.enum(LANGUAGES).default('zh-CN').describe('the language of answers to everybody'),
  zone: z
    .string()
    .default('Asia/Shanghai')
    .refine((text) => parseZone(text) !== undefined, 'not a time zone such as Asia/Shanghai')
    .describe('the time zone in which days are counted'),
  dayStart: z
    .string()
    .refine((text) => parseMinuteOfDay(text) !== undefined, 'not a time such as 04:00')
    .overwrite(asClock)
    .default('00:00')
    .meta({ description: 'when a new day begins', examples: ['04:00'] }),
});

/** Whoever can move days makes points of them: only an admin changes these fields. */
export const communityAdminSettings: readonly string[] = ['zone', 'dayStart'];

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
