/** From the start of a process to its being ready: the built program, a clone, and Node alone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Figures, inTurns } from './contender.ts';
import { temporaryFolder } from './house.ts';
import { build, memoryOf, PROGRAM } from './program.ts';
import type { Section } from './report.ts';

/** Starting is short and restless: it is tried more often than the rest. */
const TRIES = 5;

export async function start({ runs }: { runs: number }): Promise<Section> {
  build();
  const taken = await inTurns(Math.max(TRIES, runs), {
    'Node alone': () => untilExit(['--eval', '0']),
    'built: qunli --help': () => untilExit([PROGRAM.built, '--help']),
    'built: qunli start, new database': () => untilReady(PROGRAM.built, 1),
    'built: qunli start, its database': () => untilReady(PROGRAM.built, 2),
    'clone: qunli --help': () => untilExit([PROGRAM.clone, '--help']),
    'clone: qunli start, its database': () => untilReady(PROGRAM.clone, 2),
  });
  const node = taken['Node alone']?.ms ?? Number.NaN;
  return {
    title: 'Start',
    about:
      'From spawn to the end of `--help`, or to the line with which `qunli start` without a terminal ' +
      'says that it runs; resident memory at that line.',
    columns: ['what', 'ms', '× Node', 'MiB when ready'],
    rows: Object.entries(taken).map(([name, { ms = 0, readyMiB = 0 }]) => [
      name,
      Math.round(ms),
      (ms / node).toFixed(2),
      readyMiB > 0 ? readyMiB.toFixed(1) : '',
    ]),
  };
}

async function untilExit(args: readonly string[]): Promise<Figures> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  await once(child, 'exit');
  return { ms: performance.now() - started };
}

/** The last of so many starts on one database. */
async function untilReady(program: string, starts: number): Promise<Figures> {
  const db = join(temporaryFolder(), 'qunli.db');
  let figures: Figures = {};
  for (let count = 0; count < starts; count += 1) figures = await startOnce(program, db);
  return figures;
}

async function startOnce(program: string, db: string): Promise<Figures> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'start', '--db', db], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let figures: Figures | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    if (figures !== undefined || !/"msg":"running/.test(line)) continue;
    figures = { ms: performance.now() - started, readyMiB: memoryOf(child)?.residentMiB ?? 0 };
    child.kill('SIGTERM');
  }
  if (figures === undefined) throw new Error(`${program} start was never ready`);
  return figures;
}
