/** How long our program takes from event to answer, by the real clock, with FULL durability. */
import { join } from 'node:path';
import { exportInBackground } from '../src/export/background.ts';
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse, temporaryFolder } from './house.ts';
import { isCommand, type LoadOptions, loadMessage } from './load.ts';
import { Stopwatch } from './pace.ts';
import { orderOf } from './rows.ts';

export async function latencyOurs(options: LoadOptions): Promise<Figures> {
  const stopwatch = new Stopwatch();
  const house = await openHouse({
    clock: realClock,
    settings: NO_MERGING,
    onSend: ({ action }) => {
      if (action.do !== 'say' || action.replyTo === undefined)
        throw new Error(`merged: ${JSON.stringify(action)}`);
      stopwatch.answered(Number(action.replyTo));
    },
  });
  const cpu = process.cpuUsage();
  await stopwatch.run({
    ...options,
    take: (n) => {
      void house.app.receive(house.bot, loadMessage(n, { ...options, at: realClock.now() }));
      return isCommand(n, options);
    },
  });
  const { user, system } = process.cpuUsage(cpu);
  await house.close();
  const seconds = options.count / options.perSecond;
  return { ...stopwatch.figures(), cpuPercent: (user + system) / 10_000 / seconds };
}

/** The same while one big XLSX export after the other goes on in the worker. */
export async function latencyExporting(options: LoadOptions, database: string): Promise<Figures> {
  const file = join(temporaryFolder(), 'rows.xlsx');
  const order = orderOf(database, 'xlsx');
  let isOver = false;
  const exporting = (async () => {
    while (!isOver) await exportInBackground({ order, file });
  })();
  const figures = await latencyOurs(options);
  isOver = true;
  await exporting;
  return figures;
}
