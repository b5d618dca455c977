/** The real program in a process of its own, and what the system says of its memory. Linux only. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** How the program can be started. */
export const PROGRAM = {
  built: join(root, 'dist/qunli.js'),
  clone: join(root, 'src/qunli.mjs'),
} as const;

/** How often the memory is looked at. */
const LOOK_MS = 100;

/** Builds dist/ anew, so that no old program is measured. */
export function build(): void {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
}

export interface Measured {
  readonly seconds: number;
  /** The most that was ever resident. */
  readonly peakMiB: number;
  /** What was resident each time it was looked at. */
  readonly residentMiB: readonly number[];
}

/** Runs the program to its end and watches its memory. @throws Error when it fails */
export async function watchProgram(args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const seen: Memory[] = [];
  const watch = setInterval(() => {
    const memory = memoryOf(child);
    if (memory) seen.push(memory);
  }, LOOK_MS);
  const [code]: readonly unknown[] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${code}`);
  return {
    seconds: (performance.now() - started) / 1_000,
    peakMiB: seen.at(-1)?.peakMiB ?? Number.NaN,
    residentMiB: seen.map(({ residentMiB }) => residentMiB),
  };
}

export interface Memory {
  readonly peakMiB: number;
  readonly residentMiB: number;
}

/** @returns undefined when the process is gone, or where there is no /proc */
export function memoryOf({ pid }: Pick<ChildProcess, 'pid'>): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return { peakMiB: mib(status, 'VmHWM'), residentMiB: mib(status, 'VmRSS') };
  } catch {
    return undefined;
  }
}

/**
 * Of this process alone: the maximum that `getrusage` tells holds that of the process which has
 * started it, too.
 */
export function ownMemory(): Memory {
  return memoryOf(process) ?? { peakMiB: Number.NaN, residentMiB: Number.NaN };
}

function mib(status: string, name: string): number {
  const [, kib] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
  return Number(kib) / 1024;
}
