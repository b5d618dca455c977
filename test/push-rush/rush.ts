/**
 * Many pushes that are due in the same minute, several of them in each group of three platforms:
 * the app sends them over real sockets, and when each reached its platform is written down.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, instantOf, type Pace, parseZone, seededRandom } from '#kit';
import { platforms } from '../../bots/index.ts';
import { features } from '../../commands/index.ts';
import { readAccounts } from '../../src/accounts.ts';
import { realTimers } from '../../src/host.ts';
import { accountIn } from '../../src/last-heard.ts';
import { openTestApp } from '../app.ts';
import {
  laneOf,
  type PlatformName,
  type PushGroup,
  plant,
  pushGroups,
} from '../push-kills/groups.ts';
import { Servers } from '../push-kills/servers.ts';
import { HeldClock } from './held-clock.ts';

export interface Rush {
  readonly groups: number;
  /** So many are due in each group. */
  readonly each: number;
  /** Variables of the environment that change the pace of an account. */
  readonly pace?: NodeJS.Dict<string>;
  /** Longest that all of it may take, in milliseconds. */
  readonly patienceMs: number;
}

export interface Arrival {
  readonly platform: PlatformName;
  readonly lane: string;
  readonly text: string;
  /** From the moment at which all of them were due, in milliseconds. */
  readonly lateMs: number;
}

export interface Rushed {
  readonly arrivals: readonly Arrival[];
  readonly paces: ReadonlyMap<string, Pace>;
  /** Of each group's pushes, in the order in which they were asked for. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  /** Warnings and errors. */
  readonly logged: readonly unknown[];
}

/** A Monday, far from quiet hours. */
const DUE = Date.parse('2026-03-02T12:00:00Z');
const DUE_AT = { due: '12:00', days: '每周一' };
/** So long before, the answers to whoever asked count for no limit any more. */
const ASKED = instantOf(DUE - 2 * 86_400_000);
/** When the clock is let go, everybody is connected. */
const LEAD_MS = 1_500;
/** The guard of attention would hold back or leave out all but one; here the way out is shown. */
const HEARS_ALL = { 'community.pushGapMinutes': 0, 'community.pushesADay': 20 };
const zone = parseZone('UTC');
assert(zone);
const HOUSE = { zone, settings: HEARS_ALL };
const CONNECTED_WITHIN_MS = 30_000;

export async function rush({ groups: count, each, pace = {}, patienceMs }: Rush): Promise<Rushed> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-push-rush-'));
  const file = join(folder, 'qunli.db');
  const groups = pushGroups({ count });
  const pushes = Array.from({ length: each }, (_, n) =>
    groups.map((group) => ({ ...group, text: `${group.text}，第${n + 1}条` })),
  ).flat();
  await plant({ ...HOUSE, ...DUE_AT, file, groups: pushes, at: ASKED });
  const servers = await Servers.start({ groups });
  const clock = new HeldClock(instantOf(DUE - LEAD_MS));
  const logged: unknown[] = [];
  const variables = { ...servers.env, ...pace };
  const bots = await botsFor({ variables, folder, clock, logged });
  const app = await openTestApp({ ...HOUSE, file, features, bots, clock, logged });
  try {
    app.connect();
    const isLive = () => app.health().every(({ state }) => state === 'live');
    assert(await within(CONNECTED_WITHIN_MS, isLive), 'not everybody is connected');
    clock.release();
    // What did not arrive in time is missed by whoever looks at the arrivals.
    await within(patienceMs, () => servers.delivered.length >= pushes.length);
    const platformOf = new Map(groups.map((group) => [laneOf(group), group.platform]));
    return {
      arrivals: servers.delivered.map(({ lane, text, at }) => {
        const platform = platformOf.get(lane);
        assert(platform);
        return { platform, lane, text, lateMs: clock.shownAt(at) - DUE };
      }),
      paces: new Map(bots.map(({ platform, can }) => [platform, can.pace])),
      asked: textsByLane(pushes),
      logged,
    };
  } finally {
    await app.close();
    await servers.stop();
    rmSync(folder, { recursive: true });
  }
}

function textsByLane(pushes: readonly PushGroup[]): ReadonlyMap<string, readonly string[]> {
  const lanes = new Map<string, string[]>();
  for (const push of pushes) {
    const lane = laneOf(push);
    lanes.set(lane, [...(lanes.get(lane) ?? []), push.text]);
  }
  return lanes;
}

interface Making {
  readonly variables: NodeJS.Dict<string>;
  readonly folder: string;
  readonly clock: HeldClock;
  readonly logged: unknown[];
}

/** As the program makes them, but for the clock. */
function botsFor({ variables, folder, clock, logged }: Making): Promise<readonly Bot[]> {
  const { accounts, problems } = readAccounts(variables, platforms);
  assert.deepEqual(problems, []);
  const note = (facts: unknown) => logged.push(facts);
  const log = { info: () => undefined, warn: note, error: note };
  return Promise.all(
    accounts.map((one) => {
      const own = accountIn({ folder: join(folder, one.account), log });
      const random = seededRandom('rush', one.account);
      return one.create({ clock, timers: realTimers, random, ...own });
    }),
  );
}

/** @returns whether it became so in time */
async function within(ms: number, isSo: () => boolean): Promise<boolean> {
  const latest = Date.now() + ms;
  while (!isSo() && Date.now() < latest) await new Promise((look) => setTimeout(look, 20));
  return isSo();
}
