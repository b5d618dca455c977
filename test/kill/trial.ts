/**
 * One database from its first event to its last: killed again and again, started again with the
 * same events from the beginning, and in the end compared with a run that nobody disturbed.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Random } from '#kit';
import { differences, dumpTables, faults, sendStates, takenEvents } from './evidence.ts';
import { exportAll } from './exports.ts';
import { type Ended, type KillPoint, runProgram } from './victim.ts';

/** The undisturbed run. */
export interface Reference {
  readonly lines: readonly string[];
  readonly tables: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, string>;
  readonly ms: number;
  readonly firstOutputMs: number;
}

/** Where in the story a kill fell, by what had been answered until then. */
export type Phase = 'opening' | 'start' | 'middle' | 'end';

export interface TrialOptions {
  readonly program: string;
  readonly args: (db: string) => readonly string[];
  readonly db: string;
  readonly reference: Reference;
  readonly chance: Random;
  readonly tally: Tally;
}

/** Counts the kills of all trials. */
export interface Tally {
  /** Takes one of the kills that are left; false when there are none. */
  plan(): boolean;
  /** A planned kill fell. */
  fell(phase: Phase): void;
  /** The program was done before its kill. */
  missed(): void;
}

/** Of ten kills, so many wait for a number of bytes; the others for a time. */
const BY_BYTES = 6;
/** Shares of what is still to be said within which a kill falls: mostly soon, at times anywhere. */
const REACHES = [0.3, 0.3, 1];

const answer = z.object({ group: z.string().optional(), replyTo: z.string().optional() });

const logLine = z.object({
  msg: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/** @returns one sentence for each problem */
export async function runTrial(options: TrialOptions): Promise<readonly string[]> {
  const { program, db, tally, reference } = options;
  const said: string[] = [];
  const problems: string[] = [];
  for (;;) {
    const kill = tally.plan() ? pointOf(options, said.length) : undefined;
    const ended = await runProgram({ program, args: options.args(db), kill });
    said.push(...ended.lines.map((line) => withoutFolder(line, db)));
    problems.push(...complaints(ended), ...lostAnswers(db, ended));
    if (ended.wasKilled) tally.fell(phaseOf(ended, said.length / reference.lines.length));
    else if (kill) tally.missed();
    if (!ended.wasKilled) return [...problems, ...(await verdict(options, said))];
  }
}

/** Some answers name a file, which lies beside the database. */
export function withoutFolder(line: string, db: string): string {
  return line.replaceAll(dirname(db), '');
}

function pointOf({ chance, reference }: TrialOptions, said: number): KillPoint {
  if (chance.int(1, 10) > BY_BYTES) {
    const ms = chance.int(Math.floor(reference.firstOutputMs / 2), Math.ceil(reference.ms));
    return { kind: 'time', ms };
  }
  const left = reference.lines.slice(said).reduce((sum, line) => sum + line.length, 0);
  return {
    kind: 'bytes',
    bytes: chance.int(1, Math.max(1, Math.floor(left * chance.pick(REACHES)))),
  };
}

function phaseOf({ lines }: Ended, progress: number): Phase {
  if (lines.length === 0) return 'opening';
  if (progress < 0.1) return 'start';
  return progress < 0.9 ? 'middle' : 'end';
}

/** What the program logged, without what a kill makes it say. */
export function complaints({ errors, wasKilled, code }: Ended): readonly string[] {
  const logged = errors.split('\n').filter((line) => line !== '' && !isExpected(line));
  const ending = wasKilled || code === 0 ? [] : [`the program ended with code ${code}`];
  return [...ending, ...new Set(logged.map(shortly))];
}

/** After a kill the program says how many sendings have an unknown outcome. */
function isExpected(line: string): boolean {
  return line.includes('sends whose outcome nobody knows');
}

/** A log line without time and stack, so that the same complaint is told once. */
function shortly(line: string): string {
  const { success, data } = logLine.safeParse(parseJson(line));
  return success ? `${data.msg}: ${data.error?.message ?? line}` : line;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What was answered must be stored at the moment of the kill, not only after a redelivery. */
function lostAnswers(db: string, { lines }: Ended): readonly string[] {
  if (lines.length === 0 || !existsSync(db)) return [];
  const taken = takenEvents(db);
  return lines
    .map((line) => answer.parse(JSON.parse(line)))
    .filter(({ group, replyTo }) => group && replyTo && !taken.has(`${group} m${replyTo}`))
    .map(({ group, replyTo }) => `message ${replyTo} of ${group} was answered, but is not stored`);
}

async function verdict(
  { db, reference }: TrialOptions,
  said: readonly string[],
): Promise<readonly string[]> {
  const states = sendStates(db);
  const open = (states.get('planned') ?? 0) + (states.get('sending') ?? 0);
  const { extra, missing } = compareAnswers(said, reference.lines);
  // Of an answer that was being sent at a kill nobody knows whether it arrived.
  const unknown = states.get('unknown') ?? 0;
  const silent = missing.length > unknown ? missing : [];
  return [
    ...faults(db),
    ...differences(dumpTables(db), reference.tables),
    ...differences(await exportAll(db), reference.exports),
    ...extra.map((line) => `said twice, or without reason: ${line}`),
    ...silent.map((line) => `never said: ${line}`),
    ...(open > 0 ? [`${open} answers were never sent`] : []),
  ];
}

/** Which answers came too often, and which did not come, each as often as that happened. */
function compareAnswers(said: readonly string[], wanted: readonly string[]) {
  const left = new Map<string, number>();
  for (const line of wanted) left.set(line, (left.get(line) ?? 0) + 1);
  const extra: string[] = [];
  for (const line of said) {
    const count = left.get(line) ?? 0;
    if (count === 0) extra.push(line);
    else left.set(line, count - 1);
  }
  const missing = [...left].flatMap(([line, count]) => Array<string>(count).fill(line));
  return { extra, missing };
}
