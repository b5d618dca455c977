/**
 * The real program is killed with SIGKILL again and again while it sends scheduled pushes on three
 * platforms at once, and what it says of them in the end is compared with what arrived.
 */
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatLocalDateTime, instantOf, parseZone, type Random, seededRandom } from '#kit';
import { readColumn } from '../kill/evidence.ts';
import { PROGRAMS } from '../kill/victim.ts';
import { laneOf, type PlatformName, type PushGroup, plant, pushGroups } from './groups.ts';
import { Servers, type ServersOptions } from './servers.ts';
import { type Account, verdictOf } from './verdict.ts';

export interface PushKills {
  readonly kills: number;
  /** By which they fall; SIGKILL unless given. */
  readonly signal?: 'SIGKILL' | 'SIGTERM';
  readonly pushes: number;
  readonly seed: string;
  /** Only these; unless given, they take turns. */
  readonly platforms?: readonly PlatformName[];
  /** So many of each platform; one unless given. */
  readonly accounts?: number;
  /** Longest that the rest may take once nobody is killed any more, in milliseconds. */
  readonly patienceMs?: number;
  /**
   * When all has ended, the program goes on for so many milliseconds, or until everything that
   * arrived is known to have.
   */
  readonly lingerMs?: number;
  /** How the servers behave, and what goes wrong. */
  readonly servers?: (groups: readonly PushGroup[]) => Omit<ServersOptions, 'groups'>;
}

/** As it is written; a build may be an old one, and is taken only when asked for (`BUILT=1`). */
const PROGRAM = process.env.BUILT === undefined ? PROGRAMS.source : PROGRAMS.built;
const MS_PER_HOUR = 3_600_000;
/** Longest that the rest may take once nobody is killed any more: so much, and for each push. */
const PATIENCE_MS = 120_000;
const PATIENCE_EACH_MS = 1_000;
const LOOK_MS = 100;

export async function runPushKills(options: PushKills): Promise<Account> {
  const { pushes, seed, servers: behaviour, ...rest } = options;
  const folder = mkdtempSync(join(tmpdir(), 'qunli-push-kills-'));
  const file = join(folder, 'qunli.db');
  const groups = pushGroups({ count: pushes, ...options });
  const zone = zoneAtNoon();
  const due = formatLocalDateTime(instantOf(Date.now()), zone).slice(-5);
  await plant({ file, groups, zone, at: instantOf(Date.now() - MS_PER_HOUR), due });
  const servers = await Servers.start({ groups, ...behaviour?.(groups) });
  try {
    const scene = {
      ...rest,
      pushes,
      seed,
      file,
      servers,
      chance: seededRandom(seed, 'push kills'),
    };
    const stops = await killAgainAndAgain(scene);
    const lingeredMs = await finish(scene);
    return {
      kills: stops.length,
      longestStopMs: Math.max(0, ...stops),
      delivered: servers.delivered,
      ends: endsIn(file),
      lingeredMs,
    };
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Scene extends Omit<PushKills, 'servers'> {
  readonly file: string;
  readonly servers: Servers;
  readonly chance: Random;
}

/** Where it is noon now, quiet hours are far away. */
function zoneAtNoon() {
  const hour = new Date().getUTCHours();
  const east = 12 - hour;
  const zone = parseZone(east >= 0 ? `Etc/GMT-${east}` : `Etc/GMT+${-east}`);
  assert(zone);
  return zone;
}

/** @returns of each kill that fell before all was sent, how long the end took */
async function killAgainAndAgain(scene: Scene): Promise<readonly number[]> {
  const stops: number[] = [];
  while (stops.length < scene.kills && !isAllOver(scene)) stops.push(await killOnce(scene));
  return stops;
}

/** Half of the kills fall at a delivery or just behind it, the others at some moment. */
async function killOnce(scene: Scene): Promise<number> {
  const { chance, servers, pushes, kills, signal = 'SIGKILL' } = scene;
  const child = start(scene);
  let signalled = performance.now();
  const kill = () => {
    // A second signal would be taken for impatience.
    servers.onDelivery = () => undefined;
    clearTimeout(timer);
    signalled = performance.now();
    child.kill(signal);
  };
  let left = chance.int(1, Math.max(2, Math.ceil((2 * pushes) / kills)));
  const delay = chance.int(0, 1) === 0 ? 0 : chance.int(0, 30);
  servers.onDelivery = () => {
    left -= 1;
    if (left !== 0) return;
    if (delay === 0) kill();
    else setTimeout(kill, delay);
  };
  // Also when nothing is left to be delivered.
  const timer = setTimeout(kill, chance.int(2_000, 6_000));
  await once(child, 'close');
  clearTimeout(timer);
  return performance.now() - signalled;
}

/** Nobody is killed any more: what can be sent is. @returns how long was waited behind it */
async function finish(scene: Scene): Promise<number> {
  scene.servers.onDelivery = () => undefined;
  const child = start(scene);
  const ended = once(child, 'close');
  const { patienceMs = PATIENCE_MS + scene.pushes * PATIENCE_EACH_MS } = scene;
  const latest = Date.now() + patienceMs;
  try {
    while (!isAllOver(scene)) {
      assert(Date.now() < latest, 'something is still to be sent');
      await new Promise((go) => setTimeout(go, LOOK_MS));
    }
    return await linger(scene);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function linger({ file, servers, lingerMs = 0 }: Scene): Promise<number> {
  const began = Date.now();
  const isClear = () => {
    const account = { delivered: servers.delivered, ends: endsIn(file) };
    return verdictOf(account).unknownArrived === 0;
  };
  while (Date.now() < began + lingerMs && !isClear()) {
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  return Date.now() - began;
}

function start({ file, servers }: Scene): ChildProcess {
  const { PATH, HOME } = process.env;
  const own = { QUNLI_DB: file, QUNLI_BACKUP_HOURS: '0', QUNLI_LOG_LEVEL: 'silent' };
  return spawn(process.execPath, [PROGRAM, 'start'], {
    env: { PATH, HOME, ...own, ...servers.env },
    stdio: 'ignore',
  });
}

/** Every push has become a row, and each row has ended. */
function isAllOver({ file, pushes }: Scene): boolean {
  const ends = [...endsIn(file).values()];
  return ends.length >= pushes && ends.every((end) => end !== 'waiting' && end !== 'leaving');
}

/** Of each group what managers read of its push. */
function endsIn(file: string): ReadonlyMap<string, string> {
  const rows = readColumn(
    file,
    `select platform_id || ' ' || state from pushes join groups on groups.id = pushes.group_id
      where feature = 'schedule' order by pushes.id`,
  );
  return new Map(
    rows.map((row) => [laneOf({ id: row.split(' ')[0] ?? '' }), row.split(' ')[1] ?? '']),
  );
}
