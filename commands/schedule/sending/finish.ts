/**
 * The end of a series (系列): it has ended once all its parts have been told; where its slots are
 * over before that, its author hears what is left.
 */
import * as z from 'zod';
import {
  after,
  type Coming,
  type Context,
  hours,
  type Instant,
  instantOf,
  minutes,
  type PushState,
} from '#kit';
import type { Base } from '../base.ts';
import { partAt, readContent } from '../reading/read-content.ts';
import { runsOf } from '../store/runs.ts';
import { isHalted, type Schedule, scheduleOf } from '../store/schedules.ts';
import { reportsOf } from '../telling/run-words.ts';
import { beginning } from '../telling/show.ts';
import { tellAuthor } from '../telling/tell-author.ts';
import { planDrop } from './drop-attachment.ts';
import { settle } from './plan.ts';
import { turnsOf } from './turns.ts';

/** A letter is mostly answered by then. */
const LOOK_AFTER = minutes(1);
const LOOK_AGAIN = minutes(10);
/** What waits, waits for two hours at most, and so does its letter. */
const LONGEST_LOOK = hours(5);
/** More runs than the groups of a community come to in the time that one may wait. */
const LOOKED_AT = 500;

const shape = z.object({ number: z.int(), until: z.number().transform(instantOf) });
type Look = z.output<typeof shape>;

/** Has it looked how a slot of a series has gone, once all groups have had their turn. */
export async function lookAfterSeries(
  context: Context<Base>,
  { content, number }: Pick<Schedule, 'content' | 'number'>,
  doneAt: Instant,
): Promise<void> {
  if (readContent(content).order === 'again') return;
  const until = after(doneAt, LONGEST_LOOK);
  await lookLater(context, { number, until }, after(doneAt, LOOK_AFTER));
}

export async function finish(context: Coming<Base>): Promise<void> {
  const { community, data, heardAt, tx } = context;
  const look = shape.parse(data);
  const { number, until } = look;
  const schedule = await scheduleOf(tx, { community: community.id, number });
  if (!schedule || isHalted(schedule)) return;
  const turns = await turnsOf(context, schedule);
  const isUnderWay = turns.isOpen || (await isAnyWaiting(context, number));
  if (isUnderWay && heardAt < until) return lookLater(context, look, after(heardAt, LOOK_AGAIN));
  const isActive = schedule.state === 'active';
  if (turns.next !== undefined) return isActive ? undefined : tellLeft(context, schedule, turns);
  if (!isActive) return;
  await settle(context, schedule, undefined);
  await planDrop(context, schedule);
}

async function lookLater(
  { community, later }: Context<Base>,
  look: Look,
  at: Instant,
): Promise<void> {
  await later({ what: 'finish', at, key: `${community.id}:${look.number}@${at}`, data: look });
}

const UNDER_WAY: readonly PushState[] = ['waiting', 'leaving'];

async function isAnyWaiting(context: Context<Base>, number: number): Promise<boolean> {
  const { community, tx } = context;
  const runs = await runsOf(tx, { community: community.id, number, limit: LOOKED_AT });
  const reports = await reportsOf(context, runs);
  return [...reports.values()].some(({ state }) => UNDER_WAY.includes(state));
}

/** Nobody in the group knows that there was to be more. */
function tellLeft(
  context: Context<Base>,
  schedule: Schedule,
  { left }: { readonly left: readonly number[] },
): Promise<void> {
  const { number, content } = schedule;
  const [first = 0] = left;
  const next = beginning({ content: partAt(readContent(content), first) ?? content });
  const slots = { number, n: left.length, content: next };
  return tellAuthor(context, schedule, context.text('seriesLeft', slots));
}
