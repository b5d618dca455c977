/** A draw of 100,000 entrants, and what it costs those who ask something else meanwhile. */
import { contend, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const LOAD = { perSecond: 200, count: 5_000, commandEvery: 10 };
const ENTRANTS = 100_000;

export async function lottery({ runs }: { runs: number }): Promise<Section> {
  const taken = await inTurns(runs, {
    'no draw': () => contend('latencyOurs', LOAD),
    [`a draw of ${ENTRANTS.toLocaleString('en')}`]: () =>
      contend('latencyDrawing', { ...LOAD, entrants: ENTRANTS }),
  });
  return {
    title: 'A lottery is drawn while other groups talk',
    about:
      '200 messages/s in other groups, every tenth a check-in that is answered; soon a ' +
      'lottery of 100 prizes is closed and drawn. «sealed» is from the closing to the hash of the ' +
      'list in the group, «drawn» from the moment at which the draw is due to the winners in the group.',
    columns: ['', 'sealed ms', 'drawn ms', 'p50 ms', 'p99 ms', 'max ms', 'answers', 'unanswered'],
    rows: Object.entries(taken).map(([name, figures]) => [
      name,
      shown(figures.sealMs),
      shown(figures.drawMs),
      shown(figures.p50Ms),
      shown(figures.p99Ms),
      shown(figures.maxMs),
      figures.answers ?? 0,
      figures.unanswered ?? 0,
    ]),
  };
}

function shown(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(1);
}
