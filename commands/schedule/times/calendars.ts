/** What a rule needs to be reckoned, loaded when it needs it: the almanac, or node-cron. */
import {
  type Day,
  dayNumber,
  MINUTES_PER_HOUR,
  type MinuteOfDay,
  MS_PER_DAY,
  MS_PER_MINUTE,
  minuteOfDay,
  type Zone,
} from '#kit';
import { loadAlmanac } from './almanac.ts';
import type { Calendars, CronMinutes } from './slots.ts';
import type { When } from './when.ts';

const BY_ALMANAC = new Set(['workdays', 'restDays', 'lunar', 'lunarDays', 'festival']);

/** @throws Error for a cron expression that {@link readCron} has not let through */
export async function calendarsFor(when: When, zone: Zone): Promise<Calendars> {
  if (when.kind === 'cron') return { zone, cron: await cronMinutes(when.expression) };
  if (when.kind !== 'days' || !BY_ALMANAC.has(when.days.on)) return { zone };
  return { zone, almanac: await loadAlmanac() };
}

export type CronProblem =
  | { readonly kind: 'wrong'; readonly why: string }
  /** It would fall more than once within a minute. */
  | { readonly kind: 'seconds' };

/** @returns what is wrong with an expression, by node-cron; undefined when it is right */
export async function cronProblem(expression: string): Promise<CronProblem | undefined> {
  const { parse, validateDetailed } = await import('node-cron');
  const { valid, errors } = validateDetailed(expression);
  if (!valid) return { kind: 'wrong', why: errors.map(({ message }) => message).join('; ') };
  return parse(expression).second.length > 1 ? { kind: 'seconds' } : undefined;
}

/**
 * node-cron's own engine says on which days and at which times it falls, on a clock without turns
 * (UTC); the turns of the zone are dealt with as for all other rules.
 */
async function cronMinutes(expression: string): Promise<CronMinutes> {
  const { createTask, parse } = await import('node-cron');
  const { hour, minute, second } = parse(expression);
  const [seconds = 0] = second.map(Number);
  const task = createTask(expression, () => undefined, { timezone: 'UTC' });
  // It is only asked, never started; the library would keep it for ever.
  await task.destroy();
  const times = hour
    .flatMap((hours) => minute.map((minutes) => Number(hours) * MINUTES_PER_HOUR + Number(minutes)))
    .sort((one, other) => one - other)
    .map(minuteOfDay);
  const [first] = times;
  const isOn = (day: Day, at: MinuteOfDay) =>
    task.match(new Date(dayNumber(day) * MS_PER_DAY + at * MS_PER_MINUTE + seconds * 1_000));
  return (day) => (first !== undefined && isOn(day, first) ? times : []);
}
