/** How much memory the built program takes while it replays a long talk. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { median } from './contender.ts';
import { temporaryFolder } from './house.ts';
import { build, type Measured, PROGRAM, watchProgram } from './program.ts';
import type { Section } from './report.ts';
import { lineOf, type TalkOptions, talk } from './talk.ts';

const SMALL = { messages: 20_000, days: 4 };
const BIG = { messages: 1_000_000, days: 200 };

export async function memory({ runs, isBig }: { runs: number; isBig: boolean }): Promise<Section> {
  build();
  const small: Measured[] = [];
  for (let run = 0; run < runs; run += 1) small.push(await replay(SMALL));
  const rows = [row('20,000 messages, 4 days', small)];
  if (isBig) rows.push(row('1,000,000 messages, 200 days', [await replay(BIG)]));
  return {
    title: 'Memory',
    about:
      'The built program, `qunli sandbox FILE --quiet`, in a process of its own; resident memory as ' +
      'Linux tells it. «Early» and «late» are the medians of the second and the last tenth of the run.' +
      (isBig ? '' : ' The run over a million messages was left out; `--big` makes it.'),
    columns: ['talk', 'peak MiB', 'early MiB', 'late MiB', 's'],
    rows,
  };
}

async function replay(options: TalkOptions): Promise<Measured> {
  const folder = temporaryFolder();
  const events = join(folder, 'talk.jsonl');
  await writeTalk(events, options);
  const db = join(folder, 'qunli.db');
  return watchProgram([PROGRAM.built, 'sandbox', events, '--db', db, '--quiet']);
}

async function writeTalk(path: string, options: TalkOptions): Promise<void> {
  const file = createWriteStream(path);
  for (const message of talk(options)) {
    if (!file.write(`${lineOf(message)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

function row(name: string, runs: readonly Measured[]): readonly (string | number)[] {
  const middle = (of: (run: Measured) => number) => median(runs.map(of)).toFixed(1);
  return [
    name,
    middle(({ peakMiB }) => peakMiB),
    middle(({ residentMiB }) => median(tenth(residentMiB, 1))),
    middle(({ residentMiB }) => median(tenth(residentMiB, 9))),
    middle(({ seconds }) => seconds),
  ];
}

function tenth(all: readonly number[], which: number): readonly number[] {
  const size = all.length / 10;
  return all.slice(Math.floor(which * size), Math.ceil((which + 1) * size));
}
