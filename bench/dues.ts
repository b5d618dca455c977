/** What is due: many things in one second, and one a second while the loop is blocked. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const ROWS = 1_000;
const ROUNDS = 6;
/** One in each of so many seconds. */
const SECONDS = 10;

export async function dues({ runs }: { runs: number }): Promise<Section> {
  const atOnce = { rows: ROWS, rounds: ROUNDS, isBlocked: 0 };
  const blocked = { rows: SECONDS, rounds: 1, isBlocked: 1 };
  const [together, apart] = [
    await inTurns(runs, {
      Qunli: () => contend('dueOurs', atOnce),
      'node-cron': () => contend('dueNodeCron', atOnce),
    }),
    await inTurns(runs, {
      Qunli: () => contend('dueOurs', blocked),
      'node-cron': () => contend('dueNodeCron', blocked),
    }),
  ];
  const { 'node-cron': cron = {} } = together;
  return {
    title: 'What is due',
    about:
      `${ROWS} things due in the same second, ${ROUNDS} rounds, and one in each of ${SECONDS} seconds ` +
      'while the loop is blocked for 2.5 s in the middle, which is one task of every second for node-cron. ' +
      'Late is from the planned moment to the moment at which the work of one thing is called: ' +
      'of ours inside the transaction that takes its row away, through ' +
      'the whole app, synchronous=FULL; of node-cron the callback of one task each. The first round, ' +
      'while the engine still compiles the code, shows in «cold max» alone. CPU is of everything from planning on.',
    columns: [
      'contender',
      'first ms',
      'p50 ms',
      'max ms',
      '× node-cron',
      'worst ms',
      'cold max ms',
      'missed',
      'doubled',
      'CPU µs each',
    ],
    rows: [
      ...Object.entries(together).map(([name, one]) => row(`${name}, at once`, one, cron)),
      ...Object.entries(apart).map(([name, one]) => row(`${name}, blocked`, one, undefined)),
    ],
  };
}

function row(
  name: string,
  figures: Figures,
  cron: Figures | undefined,
): readonly (string | number)[] {
  const { missed = 0, doubled = 0, cpuMicros = 0, maxMs = 0 } = figures;
  const ms = (key: string) => (figures[key] ?? 0).toFixed(1);
  const ratio = cron ? (maxMs / (cron.maxMs ?? 0)).toFixed(2) : '';
  const waits = [ms('firstMs'), ms('p50Ms'), ms('maxMs'), ratio, ms('worstMs'), ms('coldMaxMs')];
  return [name, ...waits, missed, doubled, cron ? cpuMicros.toFixed(0) : ''];
}
