/** What is measured of things that are due: how late each began, and whether each came once. */
import { type Figures, median, percentile } from './contender.ts';

export interface Dues {
  /** In one second, or one in each of so many seconds where the loop is blocked. */
  readonly rows: number;
  readonly rounds: number;
  readonly isBlocked: boolean;
}

/** In milliseconds of the epoch. */
export interface Rung {
  readonly planned: number;
  readonly at: number;
}

const BLOCK_MS = 2_500;

/** Milliseconds of the epoch, finer than `Date` has them. */
export const now = (): number => performance.timeOrigin + performance.now();

export const sleep = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** In the middle of so many seconds nothing else gets its turn for two and a half. */
export async function block(seconds: number): Promise<void> {
  await sleep((seconds * 1_000 - BLOCK_MS) / 2);
  const until = now() + BLOCK_MS;
  while (now() < until);
}

interface Seen extends Omit<Dues, 'isBlocked'> {
  readonly rung: readonly Rung[];
  readonly cpu: NodeJS.CpuUsage;
}

/** The first round, while the engine still compiles the code, counts apart. */
export function figuresOf({ rung, rows, rounds, cpu }: Seen): Figures {
  const { user, system } = process.cpuUsage(cpu);
  const late = Array.from({ length: rounds }, (_, round) =>
    rung.slice(round * rows, (round + 1) * rows).map(({ planned, at }) => at - planned),
  );
  const warm = late.slice(Math.min(1, rounds - 1));
  return {
    firstMs: median(warm.map((one) => Math.min(...one))),
    p50Ms: median(warm.map((one) => percentile(one, 50))),
    maxMs: median(warm.map((one) => Math.max(...one))),
    worstMs: Math.max(...warm.map((one) => Math.max(...one))),
    coldMaxMs: Math.max(...(late[0] ?? [0])),
    early: rung.filter(({ planned, at }) => at < planned - 1).length,
    missed: Math.max(0, rows * rounds - rung.length),
    doubled: Math.max(0, rung.length - rows * rounds),
    cpuMicros: (user + system) / (rows * rounds),
  };
}
