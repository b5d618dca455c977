/** One platform hangs: what the members of another notice of it. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const SECONDS = 25;
/** As long as the goal says; a hung send is given up after a minute, and the next one hangs. */
const BIG_SECONDS = 600;

export async function hang({ runs, isBig }: { runs: number; isBig: boolean }): Promise<Section> {
  const seconds = isBig ? BIG_SECONDS : SECONDS;
  const taken = await inTurns(isBig ? 1 : runs, {
    'both platforms answer': () => contend('hangOurs', { seconds, isHanging: 0 }),
    'the other one hangs': () => contend('hangOurs', { seconds, isHanging: 1 }),
  });
  const calm = taken['both platforms answer'] ?? {};
  return {
    title: 'One platform hangs',
    about:
      'In process, real clock, synchronous=FULL, all features on: 40 commands a second on one ' +
      `platform, 20 on another that answers at once or never, ${seconds} s each. The waits are those ` +
      'on the first platform, the first third left out.' +
      (isBig ? '' : ' `--big` lets it hang for ten minutes; the mechanism is the same.'),
    columns: [
      '',
      'p50 ms',
      'p95 ms',
      '× calm',
      'p99 ms',
      'answers',
      'unanswered',
      'calls of the other',
    ],
    rows: Object.entries(taken).map(([name, figures]) => row(name, figures, calm)),
  };
}

function row(name: string, figures: Figures, calm: Figures): readonly (string | number)[] {
  const { p50Ms = 0, p95Ms = 0, p99Ms = 0, answers = 0, unanswered = 0, called = 0 } = figures;
  const { p95Ms: calmMs = 0 } = calm;
  const ratio = (p95Ms / calmMs).toFixed(2);
  const ms = (wait: number) => wait.toFixed(2);
  return [name, ms(p50Ms), ms(p95Ms), ratio, ms(p99Ms), answers, unanswered, called];
}
