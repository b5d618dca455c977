/**
 * What followed a push: joins, leaves and messages in the hour after it, counted when that is over.
 * Where members leave after pushes more than usual, the guard spares the group for a week.
 */
import {
  after,
  days,
  hours,
  type Instant,
  instantOf,
  MINUTES_PER_HOUR,
  MS_PER_MINUTE,
  showMoment,
} from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { holdersIn } from '../../store/look-alikes.ts';
import { messagesBetween } from '../../store/pulse.ts';
import {
  groupSince,
  keepEffect,
  latestLeaves,
  movesBetween,
  nextLeft,
  pushedHours,
} from '../../store/push-effects.ts';
import { attentionOf, lowerUntil } from '../../store/push-facts.ts';
import { pushById } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import { writeToHolders } from '../sending/write-to-holders.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';
import type { Moment } from './group-facts.ts';
import { drivenAway, LOOKED_AT } from './judge-leaves.ts';

/** The house's item that counts what followed. */
export const EFFECT = 'pushEffect';
/** So long after it something counts as following it. */
const AFTER = hours(1);
/** What is usual is what the last weeks were like. */
const USUAL = days(28);
/** A group that is younger has no habits yet. */
const LEAST_HOURS = 24;
const MS_PER_HOUR = MINUTES_PER_HOUR * MS_PER_MINUTE;
/** So long a group is spared. */
const SPARED = days(7);

interface OfPush extends Moment {
  readonly push: number;
}

/** @returns when it will be counted */
export function planEffect(connection: Statements, { push, group, now }: OfPush): Instant {
  const dueAt = after(now, AFTER);
  connection.run(planHouseItem, {
    dueAt,
    feature: HOUSE,
    what: EFFECT,
    key: `${HOUSE}:${EFFECT}:${push}`,
    community: group.community,
    group: group.id,
    data: JSON.stringify(push),
  });
  return dueAt;
}

export function measureEffect(core: Core, settings: Settings, of: OfPush): void {
  const { connection } = core;
  const group = of.group.id;
  const from = connection.get(pushById, { id: of.push })?.left_at ?? undefined;
  if (from === undefined) return;
  const next = connection.get(nextLeft, { group, after: from })?.at ?? of.now;
  // Whoever leaves does so because of what was said last: nobody counts twice.
  const span = { group, from, to: instantOf(Math.min(next, after(from, AFTER))) };
  const { joins, leaves } = connection.get(movesBetween, span) ?? { joins: 0, leaves: 0 };
  const replies = messagesBetween(core, span);
  connection.run(keepEffect, { id: of.push, joins, leaves, replies });
  const usual = usualLeaves(connection, of);
  const latest = connection.all(latestLeaves, { group, limit: LOOKED_AT });
  const driven = drivenAway({ afterPushes: latest.map((row) => row.leaves), usual });
  if (driven !== undefined) spare(connection, settings, { ...of, driven, usual });
}

/** How many leave in an hour that follows no push. */
function usualLeaves(connection: Statements, { group: { id: group }, now }: OfPush): number {
  const born = connection.get(groupSince, { group })?.created_at ?? now;
  const since = instantOf(Math.max(born, now - USUAL));
  const all = connection.get(movesBetween, { group, from: since, to: now })?.leaves ?? 0;
  const pushed = connection.get(pushedHours, { group, since }) ?? { hours: 0, leaves: 0 };
  const others = (now - since) / MS_PER_HOUR - pushed.hours;
  return Math.max(0, all - pushed.leaves) / Math.max(LEAST_HOURS, others);
}

interface Driven extends OfPush {
  readonly driven: number;
  readonly usual: number;
}

/** One push a day fewer; managers hear of it with the figures. */
function spare(
  connection: Statements,
  settings: Settings,
  { group, now, driven, usual }: Driven,
): void {
  const known = connection.get(attentionOf, { group: group.id })?.lowered_until ?? 0;
  if (known > now) return;
  const until = after(now, SPARED);
  connection.run(lowerUntil, { group: group.id, until });
  const { language, calendar } = settings.community(group.community);
  const most = Math.max(0, settings.attention(group.community).pushesADay - 1);
  const figures = { n: driven, usual: usual.toFixed(1), most };
  const { zone } = calendar;
  writeToHolders(connection, {
    holders: holdersIn(connection, group.community),
    language,
    line: (theirs) => {
      const day = showMoment(until, { zone, language: theirs, now });
      return coreText(theirs)('leaving', { ...figures, until: day });
    },
    now,
  });
}
