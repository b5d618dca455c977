/** Reads what must be known of a group before a push may leave. */
import {
  addDays,
  after,
  type Community,
  type Group,
  type Instant,
  instantOf,
  localDay,
  localMinute,
  nextDaily,
  startOfDay,
} from '#kit';
import { messagesBetween, PULSE } from '../../store/pulse.ts';
import { attentionOf, lastLeft, lastSign, leftOn, leftSince } from '../../store/push-facts.ts';
import type { Core } from '../../store/store.ts';
import type { Settings } from '../settings/settings.ts';
import { DEAD_PUSHES, type GroupFacts, mostADay, TALK_SPAN } from './decide.ts';
import { accountIn, type CanOf, isAway, voiceOf } from './voice.ts';

/** A group at a moment. */
export interface Moment {
  readonly group: Pick<Group, 'id' | 'community'>;
  readonly now: Instant;
}

/** What bears on an account's voice there is read first. */
export function factsNow(
  core: Core,
  { canOf, settings }: { readonly canOf: CanOf; readonly settings: Settings },
  { group, now }: { readonly group: Group; readonly now: Instant },
): GroupFacts {
  const { connection } = core;
  const account = accountIn(connection, group);
  const isThere = !isAway(connection, group);
  const voice = isThere ? voiceOf(connection, canOf, { account, now }) : 'away';
  return factsOf(core, settings, { group, now, voice });
}

function factsOf(
  core: Core,
  settings: Settings,
  { group, now, voice }: Moment & Pick<GroupFacts, 'voice'>,
): GroupFacts {
  const { id } = group;
  const { connection } = core;
  const community = settings.community(group.community);
  const { zone } = community.calendar;
  const rules = settings.attention(group.community);
  const { leftToday, loweredUntil } = budgetOf(core, community, { group, now });
  const since = lastSign(connection, id);
  return {
    now,
    voice,
    reserved: [],
    minute: localMinute(now, zone),
    quietEndsAt: nextDaily(now, rules.quietUntil, zone),
    nextDayAt: startOfDay(addDays(localDay(now, community.calendar), 1), community.calendar),
    rules: { ...rules, pushesADay: mostADay(rules, loweredUntil !== undefined) },
    leftToday,
    lastLeftAt: connection.get(lastLeft, { group: id, now })?.at ?? undefined,
    sinceTalk: connection.get(leftSince, { group: id, since, most: DEAD_PUSHES })?.n ?? 0,
    messages: messagesBetween(core, { group: id, from: earlier(now), to: now }),
  };
}

/** What a group has heard today, and whether it is spared at present. */
export function budgetOf(
  { connection }: Pick<Core, 'connection'>,
  { calendar }: Community,
  { group: { id: group }, now }: Moment,
): { readonly leftToday: number; readonly loweredUntil: Instant | undefined } {
  const day = localDay(now, calendar);
  const left = connection.get(leftOn, { group, day, since: startOfDay(day, calendar) });
  const until = connection.get(attentionOf, { group })?.lowered_until ?? undefined;
  const isLowered = until !== undefined && until > now;
  return { leftToday: left?.n ?? 0, loweredUntil: isLowered ? until : undefined };
}

/** The half minute in which it begins counts in part, and is left out. */
function earlier(now: Instant): Instant {
  return instantOf(Math.max(0, after(now, PULSE) - TALK_SPAN));
}
