/** `冷场叫醒`: after hours of silence the group is spoken to once, with a topic if there is one. */
import {
  type Args,
  after,
  arg,
  type Coming,
  type Commanding,
  type Context,
  days,
  type Group,
  hours,
  type Instant,
  instantOf,
  type Line,
  lines,
  localDay,
  nextDaily,
  parseSwitch,
  plainWord,
} from '#kit';
import { base, type Remind } from './base.ts';
import { nextTopic, WAKE, wasLost } from './next-topic.ts';
import { lastTalk } from './store/talk.ts';
import { markAsked } from './store/topics.ts';
import { dropWait, type Wait, waitOf } from './store/waits.ts';
import { awaited, laterOf, noteNow, outlookLine, plan, timeOf } from './waits.ts';

const USUAL_HOURS = 48;
/** Less is a pause, more than a month is the end. */
const LEAST_HOURS = 12;
const MOST_HOURS = 720;
const HOURS_PER_DAY = 24;
/** A group that does not answer is left alone for so long. */
const NEVER_TWICE_IN = days(7);
/** It is left out when something else is said meanwhile. */
const LASTS = hours(1);

/** Hours of silence; 0 is off. */
interface Wanted {
  readonly hours: number | undefined;
}

export const wakeArgs: Args<Wanted> = { hours: arg.optional(arg.choice(parseHours)) };

/** «开», «关», «48», «48小时». @returns undefined for anything else */
function parseHours(typed: string): number | undefined {
  const to = parseSwitch(typed);
  if (to && !to.isOn) return 0;
  if (to?.isOn && to.minute === undefined) return USUAL_HOURS;
  const [, digits] = /^(\d{2,3})(?:小时|小時|h|hours?)?$/u.exec(plainWord(typed)) ?? [];
  const count = Number(digits);
  return count >= LEAST_HOURS && count <= MOST_HOURS ? count : undefined;
}

export async function switchWake(context: Commanding<Remind, Wanted>): Promise<void> {
  const { args, attention, group, house, say, text, tx } = context;
  if (!group) return;
  const key = { group: group.id, what: WAKE, member: 0 } as const;
  const before = await waitOf(tx, key);
  if (args.hours === undefined) return say(await wakeStanding(context, group));
  if (args.hours === 0) {
    if (await dropWait(tx, key)) await house.audit('remind.wakeNot', {});
    return say(text('wakeIsOff'));
  }
  await attention.switch({ kind: { feature: base.name, kind: WAKE }, isOn: true });
  await planWake(context, group, { hours: args.hours, doneAt: before?.doneAt });
  await house.audit('remind.wake', { hours: args.hours });
  return say(await wakeLine(context, group));
}

/** As of now: it is planned anew, for somebody may have spoken since it was planned. */
export async function wakeStanding(context: Context<Remind>, group: Group): Promise<Line> {
  const wait = await waitOf(context.tx, { group: group.id, what: WAKE, member: 0 });
  if (wait) await planWakeAnew(context, group, wait);
  return wakeLine(context, group);
}

/** Whether it is on, when it may come next, and how that is changed. */
async function wakeLine(context: Context<Remind>, { id: group }: Group): Promise<Line> {
  const wait = await waitOf(context.tx, { group, what: WAKE, member: 0 });
  return wait ? onLine(context, wait) : context.text('wakeIsOff');
}

async function onLine(context: Context<Remind>, wait: Wait): Promise<Line> {
  const time = silenceLine(context, wait.hours ?? USUAL_HOURS);
  const kind = { kind: WAKE, lasts: LASTS, isEarliest: true };
  return lines(context.text('wakeIsOn', { time }), await outlookLine(context, wait, kind));
}

export async function wake(context: Coming<Remind>): Promise<void> {
  const { group, heardAt, tx } = context;
  const [wait] = await awaited(context, WAKE);
  if (!wait || !group) return;
  const count = wait.hours ?? USUAL_HOURS;
  const spokeAt = await lastTalk(tx, group.id);
  const isSilent = spokeAt === undefined || after(spokeAt, hours(count)) <= heardAt;
  // A bot that was away does not know whether anybody has spoken.
  const doneAt = await lastHeard(context, wait);
  const isRested = doneAt === undefined || after(doneAt, NEVER_TWICE_IN) <= heardAt;
  if (!isSilent || !isRested || noteNow(context) !== undefined) {
    return planWake(context, group, { hours: count, doneAt });
  }
  await speak(context, group, count);
  // Looked at again the next day: whether it was heard is known by then.
  const nextAt = nextDaily(heardAt, (await timeOf(context, undefined)).time, zoneOf(context));
  await plan(context, { ...wait, nextAt, doneAt: heardAt });
}

/** When the group was spoken to last; not when the guard has left it out. */
async function lastHeard(
  context: Coming<Remind>,
  { doneAt, group }: Wait,
): Promise<Instant | undefined> {
  if (doneAt === undefined) return undefined;
  const key = localDay(doneAt, context.community.calendar);
  return (await wasLost(context, { group, kind: WAKE, key })) ? undefined : doneAt;
}

function zoneOf({ community }: Context<Remind>) {
  return community.calendar.zone;
}

async function speak(context: Coming<Remind>, group: Group, count: number): Promise<void> {
  const { push, text, today, tx } = context;
  const time = silenceLine(context, count);
  const topic = await nextTopic(context, group);
  const line = topic ? text('wakeBy', { time, content: topic.content }) : text('wake', { time });
  if (topic) await markAsked(tx, { group: group.id, number: topic.number, day: today });
  return push(line, { kind: WAKE, key: today, lasts: LASTS });
}

function silenceLine({ text }: Pick<Context<Remind>, 'text'>, count: number): Line {
  const whole = count % HOURS_PER_DAY === 0;
  return whole ? text('days', { n: count / HOURS_PER_DAY }) : text('hours', { n: count });
}

/** By the community's new clock. */
export function planWakeAnew(context: Context<Remind>, group: Group, wait: Wait): Promise<void> {
  return planWake(context, group, { hours: wait.hours ?? USUAL_HOURS, doneAt: wait.doneAt });
}

/** Where the silence is long enough by then, at the next time at which the group reacts most. */
async function planWake(
  context: Context<Remind>,
  { id: group }: Group,
  { hours: count, doneAt }: Pick<Wait, 'doneAt'> & { readonly hours: number },
): Promise<void> {
  const { heardAt, tx } = context;
  const silentAt = after((await lastTalk(tx, group)) ?? heardAt, hours(count));
  const restedAt = doneAt === undefined ? heardAt : after(doneAt, NEVER_TWICE_IN);
  const since = before(laterOf(laterOf(silentAt, restedAt), after(heardAt, LASTS)));
  const nextAt = nextDaily(since, (await timeOf(context, undefined)).time, zoneOf(context));
  await plan(context, { group, what: WAKE, member: 0, hours: count, nextAt, doneAt });
}

/** So that a moment itself may be the next one. */
function before(at: Instant): Instant {
  return instantOf(at - 1);
}
