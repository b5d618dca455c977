/**
 * `npm run bench`: ours and the limits beside it, on one machine in one run. Prints tables and
 * writes bench/results.md; nothing passes or fails by time.
 *
 *   npm run bench -- [--only pipeline[,latency,…]] [--runs 3] [--big]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tuneV8 } from '../src/v8.ts';
import { contenders } from './contenders.ts';
import { asMarkdown, provenance, type Section } from './report.ts';

export interface BenchOptions {
  /** How often each contender has its turn. */
  readonly runs: number;
  /** Long runs, too: a million messages. */
  readonly isBig: boolean;
}

type Measure = (options: BenchOptions) => Promise<Section>;

/** Each is loaded when its turn comes: a contender must not carry the others. */
const sections: Readonly<Record<string, () => Promise<Measure>>> = {
  pipeline: async () => (await import('./pipeline.ts')).pipeline,
  latency: async () => (await import('./latency.ts')).latency,
  onebot: async () => (await import('./onebot.ts')).onebot,
  telegram: async () => (await import('./telegram.ts')).telegram,
  hang: async () => (await import('./hang.ts')).hang,
  dues: async () => (await import('./dues.ts')).dues,
  memory: async () => (await import('./memory.ts')).memory,
  start: async () => (await import('./start.ts')).start,
  export: async () => (await import('./export.ts')).exporting,
  ballots: async () => (await import('./ballots.ts')).ballots,
  boards: async () => (await import('./boards.ts')).boards,
  lottery: async () => (await import('./lottery.ts')).lottery,
};

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: Object.keys(sections).join(',') },
    runs: { type: 'string', default: '3' },
    big: { type: 'boolean', default: false },
    contender: { type: 'string' },
  },
});

if (given.contender === undefined) await bench();
else await runContender(given.contender);

async function bench(): Promise<void> {
  const written = [provenance(new Date())];
  for (const name of given.only.split(',')) {
    const load = sections[name];
    if (!load) throw new Error(`there is no ${name}; there are ${Object.keys(sections)}`);
    console.error(`${name} …`);
    const measure = await load();
    const text = asMarkdown(await measure({ runs: Number(given.runs), isBig: given.big }));
    console.log(text);
    written.push(text);
  }
  writeFileSync(join(import.meta.dirname, 'results.md'), written.join('\n'));
}

async function runContender(name: string): Promise<void> {
  const load = contenders[name];
  if (!load) throw new Error(`there is no contender ${name}`);
  // Ours is measured as it is started, before anything of it is loaded.
  if (/ours/i.test(name)) tuneV8();
  const run = await load();
  const pairs = positionals.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  console.log(JSON.stringify(await run(Object.fromEntries(pairs))));
}
