/**
 * The kill run: the real program is killed with SIGKILL at random points of a story and started
 * again with the same events, until nothing acknowledged is lost and nothing is counted twice.
 *
 *   node --import tsx test/kill/run.ts --kills 50 --seed 7 [--events 1200] [--lanes 2] [--built]
 *
 * The seed makes the story and the plan of the kills; where exactly a kill falls is up to the
 * machine. It prints one line per problem, a summary, and ends with code 1 if there were any.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '#kit';
import { features } from '../../commands/index.ts';
import { dumpTables } from './evidence.ts';
import { exportAll } from './exports.ts';
import { STORY_SETTINGS, tellStory } from './story.ts';
import { complaints, type Phase, type Reference, runTrial, withoutFolder } from './trial.ts';
import { PROGRAMS, runProgram } from './victim.ts';

/** More lanes than this only make each start slower; other work shares the machine. */
const LANES_MAX = 2;
/** Problems that are shown for one database. */
const SHOWN = 5;
const LONGEST_PROBLEM = 400;

const { values: given } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    events: { type: 'string', default: '1200' },
    lanes: { type: 'string', default: String(Math.min(LANES_MAX, availableParallelism())) },
    built: { type: 'boolean', default: false },
  },
});
const { seed } = given;
const kills = Number(given.kills);
const program = given.built && existsSync(PROGRAMS.built) ? PROGRAMS.built : PROGRAMS.source;
const folder = mkdtempSync(join(tmpdir(), 'qunli-kill-'));
const story = join(folder, 'story.jsonl');

const phases: Record<Phase, number> = { opening: 0, start: 0, middle: 0, end: 0 };
let killed = 0;
let planned = 0;
let databases = 0;
let problems = 0;

writeFileSync(story, `${tellStory({ seed, events: Number(given.events) }).join('\n')}\n`);
console.log(`seed ${seed}: ${given.events} events, ${program}`);
const reference = await undisturbed();
const tally = {
  plan: () => planned < kills && ++planned > 0,
  fell(phase: Phase) {
    killed += 1;
    phases[phase] += 1;
  },
  missed() {
    planned -= 1;
  },
};
await Promise.all(Array.from({ length: Number(given.lanes) }, lane));
if (problems === 0) rmSync(folder, { recursive: true });
else console.log(`the databases are kept in ${folder}`);
console.log(
  `kills before the first answer of a start ${phases.opening}; by answers given: ` +
    `first tenth ${phases.start}, middle ${phases.middle}, last tenth ${phases.end}`,
);
console.log(`${killed} kills, ${databases} databases, ${problems} problems`);
process.exitCode = problems > 0 ? 1 : 0;

async function undisturbed(): Promise<Reference> {
  const db = join(folder, 'reference', 'qunli.db');
  const ended = await runProgram({ program, args: argsFor(db) });
  if (ended.code !== 0) throw new Error(`the undisturbed run failed:\n${ended.errors}`);
  const { lines, ms, firstOutputMs = ms } = ended;
  console.log(`undisturbed: ${lines.length} answers in ${(ms / 1_000).toFixed(1)} s`);
  report('reference', complaints(ended));
  return {
    lines: lines.map((line) => withoutFolder(line, db)),
    ms,
    firstOutputMs,
    tables: dumpTables(db),
    exports: await exportAll(db),
  };
}

/** Works through databases, one after the other, until all kills are used up. */
async function lane(): Promise<void> {
  while (killed < kills) {
    databases += 1;
    const name = `d${databases}`;
    const db = join(folder, name, 'qunli.db');
    const chance = seededRandom(seed, name);
    const trial = { program, args: argsFor, db, reference, chance, tally };
    const found = await runTrial(trial);
    report(name, found);
    if (found.length === 0) rmSync(join(folder, name), { recursive: true });
  }
}

function argsFor(db: string): readonly string[] {
  const settings = STORY_SETTINGS.filter(isKnown).flatMap((setting) => ['--set', setting]);
  return ['sandbox', story, '--db', db, '--seed', seed, ...settings];
}

/** A setting of a feature that is not built in would be refused. */
function isKnown(setting: string): boolean {
  const [, owner = '', field = ''] = /^(\w+)\.(\w+)=/.exec(setting) ?? [];
  return features.some(({ name, settings }) => name === owner && field in settings.shape);
}

function report(name: string, found: readonly string[]): void {
  problems += found.length;
  for (const problem of found.slice(0, SHOWN)) {
    console.log(`seed ${seed}, ${name}: ${problem.slice(0, LONGEST_PROBLEM)}`);
  }
}
