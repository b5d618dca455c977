/**
 * Makes good (补偿) what a downtime has cost a group, and tells the group so in one message. The
 * features are asked before anything that was missed is read, so that what comes then finds streaks
 * unbroken and polls open, and once more when all of it has been read.
 */
import {
  type Community,
  type Downtime,
  days,
  formatLocal,
  type Group,
  hours,
  type Instant,
  instantOf,
  type Line,
  type Repair,
  showMoment,
  showSpan,
  spanBetween,
} from '#kit';
import * as query from '../../store/downtimes.ts';
import { HOUSE, MAKE_GOOD, planHouseItem } from '../../store/due.ts';
import type { Statements } from '../../store/sqlite.ts';
import { quietEnd } from '../attention/decide.ts';
import type { Contexts } from '../contexts.ts';
import type { Errand, ErrandTime } from '../due-work.ts';
import type { Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import { post } from '../sending/mail.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';
import { downtimeTask, readRepairs, together } from './downtimes.ts';

/** How far back earlier downtimes count together with this one. */
const LOOK_BACK = days(2);
/** Many groups may have to hear of it, and none is in a hurry. */
const WORTH_TELLING = hours(2);
/** A longer downtime is told with dates. */
const WITHIN_A_DAY = hours(20);

export interface MakeGoodParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
}

interface At {
  readonly now: Instant;
  readonly step: Step;
}

/** What the house does for one group after a downtime, by the name in the row. */
export function makeGoodErrands(parts: MakeGoodParts): ReadonlyMap<string, Errand> {
  return new Map<string, Errand>([
    [MAKE_GOOD, { run: (at, step) => makeGood(parts, { ...at, isAgain: false }, step) }],
    [query.DOWNTIME_NEWS, { run: (at, step) => tellGroup(parts, at, step) }],
  ]);
}

interface Turn extends ErrandTime {
  /** What was missed has been read by now. */
  readonly isAgain: boolean;
}

async function makeGood(parts: MakeGoodParts, turn: Turn, step: Step): Promise<void> {
  const { group, key, data, now, isAgain } = turn;
  const { downtime, from, to } = downtimeTask.parse(data);
  const community = parts.settings.community(group.community);
  const before = step.core.connection.all(query.untoldDowntimes, { group: group.id });
  const own = before.find(({ id }) => id === downtime);
  const wanted = { group, community, key, downtime: { from, to }, isAgain };
  const fresh = await repairsOf(parts, wanted, { now, step });
  const all = together([...(own ? readRepairs(own.repairs) : []), ...fresh]);
  const repairs = JSON.stringify(all);
  step.core.connection.run(query.setRepairs, { downtime, group: group.id, repairs });
}

interface Away {
  readonly group: Group;
  readonly community: Community;
  readonly key: string;
  readonly downtime: Downtime;
  readonly isAgain: boolean;
}

async function repairsOf(
  { registry, settings, contexts }: MakeGoodParts,
  { group, community, key, downtime, isAgain }: Away,
  { now, step }: At,
): Promise<readonly Repair[]> {
  const { to } = downtime;
  const { platform } = group;
  const { language } = community;
  const later = instantOf(Math.max(now, to));
  const occasion = { at: to, now: later, key, platform, community, group, language };
  const since = instantOf(to - LOOK_BACK);
  const away = step.core.connection.all(query.downtimesSince, { group: group.id, since });
  const repairs: Repair[] = [];
  for (const feature of registry.features) {
    if (!feature.makeGood || !settings.isOn(community.id, feature.name)) continue;
    const context = contexts().for(feature, occasion, step);
    repairs.push(...(await feature.makeGood(Object.assign(context, { downtime, away, isAgain }))));
  }
  return repairs;
}

/** What was missed has been read: what it has changed is made good, too, and the group is told. */
async function tellGroup(parts: MakeGoodParts, at: ErrandTime, step: Step): Promise<void> {
  await makeGood(parts, { ...at, isAgain: true }, step);
  const { group, now } = at;
  const { connection } = step.core;
  const community = parts.settings.community(group.community);
  const rules = parts.settings.attention(community.id);
  const until = quietEnd(now, community.calendar.zone, rules);
  if (until !== undefined) return waitUntil(connection, at, until);
  const untold = connection.all(query.untoldDowntimes, { group: group.id });
  connection.run(query.markTold, { group: group.id, at: now });
  const repairs = together(untold.flatMap((one) => readRepairs(one.repairs)));
  const [first] = untold;
  const last = untold.at(-1);
  const isLost = untold.some((one) => one.is_lost === 1);
  if (!first || !last || (repairs.length === 0 && !isLost)) return;
  post(connection, {
    platform: group.platform,
    to: { group: group.platformId },
    line: words(community, {
      period: { from: first.from, to: last.to },
      repairs: repairs.map(({ line }) => line),
      isLost,
      now,
    }),
    now,
    lasts: WORTH_TELLING,
  });
}

/** Nobody is woken to hear that something was made good. */
function waitUntil(connection: Statements, { group, key, data }: ErrandTime, dueAt: Instant): void {
  connection.run(planHouseItem, {
    dueAt,
    feature: HOUSE,
    what: query.DOWNTIME_NEWS,
    key,
    community: group.community,
    group: group.id,
    data: JSON.stringify(data),
  });
}

interface News {
  readonly period: Downtime;
  readonly repairs: readonly string[];
  readonly isLost: boolean;
  readonly now: Instant;
}

function words({ language, calendar }: Community, { period, repairs, isLost, now }: News): Line {
  const { from, to } = period;
  const { zone } = calendar;
  const text = coreText(language);
  const isLong = to - from >= WITHIN_A_DAY;
  const shown = (at: Instant) =>
    isLong ? showMoment(at, { zone, language, now }) : formatLocal(at, zone);
  const facts = {
    span: showSpan(spanBetween(from, to), language),
    from: shown(from),
    to: shown(to),
    what: repairs.join(text('semicolon')),
  };
  if (repairs.length === 0) return text('missed', facts);
  return isLost ? text('awayLost', facts) : text('away', facts);
}
