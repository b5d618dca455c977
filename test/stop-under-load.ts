/**
 * Planned restarts: the real program is asked to stop (SIGTERM) in the middle of a story, and is
 * started again with the same events, until it has told the story to its end.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#kit';
import { faults, sendStates } from './kill/evidence.ts';
import { exportAll } from './kill/exports.ts';
import { STORY_SETTINGS, tellStory } from './kill/story.ts';
import { PROGRAMS } from './kill/victim.ts';

export interface StopsOptions {
  /** So many restarts; when the story is over before, it begins anew on another database. */
  readonly stops: number;
  readonly events: number;
  readonly seed: string;
}

export interface StopsOutcome {
  readonly stops: number;
  /** One sentence each. */
  readonly problems: readonly string[];
  /** From the signal to the end of the process, the longest of all. */
  readonly longestMs: number;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** From the signal to the end; undefined when it ended by itself. */
  readonly stoppedMs: number | undefined;
}

/** Runs the story undisturbed, then with stops, and compares. */
export async function stopUnderLoad({ stops, events, seed }: StopsOptions): Promise<StopsOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-stops-'));
  const story = join(folder, 'story.jsonl');
  const chance = seededRandom(seed, 'stops');
  const problems: string[] = [];
  let done = 0;
  let longestMs = 0;
  writeFileSync(story, `${tellStory({ seed, events }).join('\n')}\n`);
  const reference = join(folder, 'reference', 'qunli.db');
  const undisturbed = await run(argsFor(story, reference));
  for (let database = 0; done < stops; database += 1) {
    const db = join(folder, `${database}`, 'qunli.db');
    let said = '';
    for (;;) {
      const most = Math.ceil(undisturbed.output.length / 4);
      const ended = await run(argsFor(story, db), done < stops ? chance.int(1, most) : undefined);
      said += ended.output;
      problems.push(...complaints(ended, db));
      if (ended.stoppedMs === undefined) break;
      done += 1;
      longestMs = Math.max(longestMs, ended.stoppedMs);
    }
    problems.push(...(await verdict({ db, reference, said, wanted: undisturbed.output })));
  }
  rmSync(folder, { recursive: true });
  return { stops: done, problems, longestMs };
}

function argsFor(story: string, db: string): readonly string[] {
  const settings = STORY_SETTINGS.flatMap((setting) => ['--set', setting]);
  return ['sandbox', story, '--db', db, ...settings];
}

/** @param stopAfter asks it to stop when it has written so many bytes */
function run(args: readonly string[], stopAfter = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAMS.source, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let signalled: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (signalled !== undefined || output.length < stopAfter) return;
    signalled = performance.now();
    child.kill('SIGTERM');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((ended) => {
    child.once('close', (code) => {
      const stoppedMs = signalled === undefined ? undefined : performance.now() - signalled;
      ended({ code, output, errors, stoppedMs });
    });
  });
}

function complaints({ code, errors }: Ended, db: string): readonly string[] {
  const states = existsSync(db) ? sendStates(db) : new Map<string, number>();
  const doubtful = (states.get('unknown') ?? 0) + (states.get('sending') ?? 0);
  return [
    ...(code === 0 ? [] : [`it ended with code ${code}`]),
    ...(errors === '' ? [] : [`it complained: ${errors}`]),
    ...(doubtful === 0 ? [] : [`of ${doubtful} answers nobody knows whether they arrived`]),
  ];
}

interface Finished {
  readonly db: string;
  readonly reference: string;
  readonly said: string;
  readonly wanted: string;
}

async function verdict({ db, reference, said, wanted }: Finished): Promise<readonly string[]> {
  const [found, expected] = [await exportAll(db), await exportAll(reference)];
  const differing = [...expected].filter(([name, rows]) => found.get(name) !== rows);
  return [
    ...faults(db),
    ...differing.map(([name]) => `${name} differs`),
    ...(inOneFolder(said) === inOneFolder(wanted) ? [] : ['it did not say the same']),
  ];
}

/** Some answers name a file, which lies beside the database. */
function inOneFolder(said: string): string {
  return said.replace(/qunli-stops-[^"]*\/exports/g, 'exports');
}
