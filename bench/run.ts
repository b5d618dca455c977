/**
 * `npm run bench`: ours and the limits beside it, on one machine in one run. Prints tables and
 * writes bench/results.md; nothing passes or fails by time.
 *
 *   npm run bench -- [--only pipeline[,latency,…]] [--runs 3] [--big]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contenders } from './contenders.ts';
import { latency } from './latency.ts';
import { pipeline } from './pipeline.ts';
import { asMarkdown, provenance, type Section } from './report.ts';

export interface BenchOptions {
  /** How often each contender has its turn. */
  readonly runs: number;
  /** Long runs, too: a million messages. */
  readonly isBig: boolean;
}

const sections: Readonly<Record<string, (options: BenchOptions) => Promise<Section>>> = {
  pipeline,
  latency,
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
    const section = sections[name];
    if (!section) throw new Error(`there is no ${name}; there are ${Object.keys(sections)}`);
    console.error(`${name} …`);
    const text = asMarkdown(await section({ runs: Number(given.runs), isBig: given.big }));
    console.log(text);
    written.push(text);
  }
  writeFileSync(join(import.meta.dirname, 'results.md'), written.join('\n'));
}

async function runContender(name: string): Promise<void> {
  const load = contenders[name];
  if (!load) throw new Error(`there is no contender ${name}`);
  const options = positionals.map((pair) => pair.split('='));
  const run = await load();
  const figures = await run(
    Object.fromEntries(options.map(([key, value]) => [key, Number(value)])),
  );
  console.log(JSON.stringify(figures));
}
