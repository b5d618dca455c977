/**
 * Contenders run in processes of their own, so that no one's memory or compiled code helps or hurts
 * the next. A contender prints its figures as one JSON object.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { bundle } from './bundle.ts';

/** What a contender is told, as it stands on its command line. */
export type Given = Readonly<Record<string, string | number>>;

/** Plain numbers by name; the unit stands at the end of the name. */
export type Figures = Readonly<Record<string, number>>;

const figures = z.record(z.string(), z.number());
const run = promisify(execFile);

/** An operator's own choice for a machine with memory to spare: the README tells of it. */
export const ROOMY = ['--max-semi-space-size=16'] as const;

/**
 * Starts a contender and waits for its figures.
 * @param flags for Node itself
 * @throws Error when it fails
 */
export async function contend(
  name: string,
  options: Given = {},
  flags: readonly string[] = [],
): Promise<Figures> {
  const given = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  const args = [...flags, await bundle(), '--contender', name, ...given];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return figures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** Lets contenders take turns, so that a busy minute hurts all alike. @returns each one's runs */
export async function inTurns(
  runs: number,
  contenders: Readonly<Record<string, () => Promise<Figures>>>,
): Promise<Readonly<Record<string, Figures>>> {
  const taken = new Map<string, Figures[]>();
  for (let turn = 0; turn < runs; turn += 1) {
    for (const [name, once] of Object.entries(contenders)) {
      taken.set(name, [...(taken.get(name) ?? []), await once()]);
    }
  }
  return Object.fromEntries([...taken].map(([name, each]) => [name, medians(each)]));
}

/** The median of each figure by itself. */
function medians(each: readonly Figures[]): Figures {
  const names = Object.keys(each[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(each.map((one) => one[name] ?? 0))]));
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of all lie, by nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
