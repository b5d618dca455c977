/**
 * The real program sends pushes of which each meets a fault at its first attempt; how each ended is
 * compared with what its group has read.
 */
import { laneOf, type PlatformName, type PushGroup } from '../push-kills/groups.ts';
import { runPushKills } from '../push-kills/run.ts';
import type { Faults, ServersOptions } from '../push-kills/servers.ts';
import type { Account } from '../push-kills/verdict.ts';
import { verdictOf } from '../push-kills/verdict.ts';
import type { Case } from './cases.ts';

const PATIENCE_MS = 1_500_000;

export interface Trial<F> {
  readonly platform: PlatformName;
  readonly cases: readonly Case<F | undefined>[];
  /** So many pushes meet each fault. */
  readonly each: number;
  /** So many bot accounts take turns; what nobody asked for leaves one at a time by each. */
  readonly accounts: number;
  /** The cases as faults of that platform's servers. */
  readonly faults: (lanes: ReadonlyMap<string, F>) => Faults;
  readonly servers?: Omit<ServersOptions, 'groups' | 'faults'>;
  /** See `PushKills`. */
  readonly lingerMs?: number;
}

/** One sentence for each push that ended otherwise than it must. */
export async function tryFaults<F>(trial: Trial<F>): Promise<readonly string[]> {
  return (await facedFaults(trial)).wrong;
}

export interface Faced {
  readonly wrong: readonly string[];
  readonly account: Account;
}

export async function facedFaults<F>(trial: Trial<F>): Promise<Faced> {
  const { platform, cases, each, accounts } = trial;
  const planned = cases.flatMap((one) => Array.from({ length: each }, () => one));
  const lanes = new Map<string, Case<F | undefined>>();
  const account = await runPushKills({
    kills: 0,
    pushes: planned.length,
    seed: 'faults',
    platforms: [platform],
    accounts,
    patienceMs: PATIENCE_MS,
    ...(trial.lingerMs !== undefined && { lingerMs: trial.lingerMs }),
    servers: (groups: readonly PushGroup[]) => {
      for (const [index, group] of groups.entries()) {
        const one = planned[index];
        if (one) lanes.set(laneOf(group), one);
      }
      const faults = new Map<string, F>();
      for (const [lane, { fault }] of lanes) if (fault !== undefined) faults.set(lane, fault);
      return { gapSeconds: '0', ...trial.servers, faults: trial.faults(faults) };
    },
  });
  const times = new Map<string, number>();
  for (const { lane } of account.delivered) times.set(lane, (times.get(lane) ?? 0) + 1);
  const otherwise = [...lanes].flatMap(([lane, one]) => {
    const [end, arrived] = [account.ends.get(lane), times.get(lane) ?? 0];
    if (end === one.end && arrived === one.times) return [];
    return [`${platform}, ${one.name}: ${end}, and read ${arrived} times`];
  });
  return { wrong: [...verdictOf(account).wrong, ...otherwise], account };
}

export const onTelegram = (telegram: Faults['telegram'] & object): Faults => ({ telegram });
export const onQq = (qq: Faults['qq'] & object): Faults => ({ qq });
export const onWechat = (wechat: Faults['wechat'] & object): Faults => ({ wechat });
