/** From event to answer at a steady pace, beside a bare loop that commits once per turn. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

/** A mixed load for 22 s, and commands alone for 12 s. */
const LOADS = {
  '200 messages/s, 10 % commands': { perSecond: 200, count: 4_500, commandEvery: 10 },
  '500 commands/s': { perSecond: 500, count: 6_000, commandEvery: 1 },
};

export async function latency({ runs }: { runs: number }): Promise<Section> {
  const rows: (readonly (string | number)[])[] = [];
  for (const [load, options] of Object.entries(LOADS)) {
    const taken = await inTurns(runs, {
      Qunli: () => contend('latencyOurs', options),
      'bare loop': () => contend('latencyBare', options),
    });
    for (const [name, figures] of Object.entries(taken))
      rows.push(row(`${name}, ${load}`, figures));
  }
  return {
    title: 'From event to answer',
    about:
      'Real clock, synchronous=FULL, all features on; answers are counted at a pretend bot, from the ' +
      'moment at which another thread sent the event. Merging of check-in answers is off, so that ' +
      'every command has an answer of its own. The bare loop writes three rows a command and no outbox. ' +
      'The first third of the answers, while the engine still compiles the code, shows in «cold max» alone.',
    columns: [
      'contender and load',
      'p50 ms',
      'p99 ms',
      'max ms',
      'cold max ms',
      'answers',
      'unanswered',
      'CPU %',
    ],
    rows,
  };
}

function row(name: string, figures: Figures): readonly (string | number)[] {
  const { answers = 0, unanswered = 0, cpuPercent = 0 } = figures;
  const ms = (key: string) => (figures[key] ?? 0).toFixed(2);
  const waits = [ms('p50Ms'), ms('p99Ms'), ms('maxMs'), ms('coldMaxMs')];
  return [name, ...waits, answers, unanswered, cpuPercent.toFixed(0)];
}
