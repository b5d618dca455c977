/** Events per second through the whole pipeline, beside a bare loop that writes the same rows. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const TALK = { messages: 20_000, days: 4 };
/** Koishi 4.18 on the same job over OneBot, quiet hour, as measured in November 2026 (2 cores). */
const KOISHI_PER_SECOND = 374;
const KOISHI_CPU_MICROS = 2_750;

export async function pipeline({ runs }: { runs: number }): Promise<Section> {
  const once = (name: string) => () => contend(name, TALK);
  const taken = await inTurns(runs, {
    'Qunli, as a service': once('oursAsService'),
    'Qunli, replaying a file': once('oursAsReplay'),
    'bare loop, our commits': once('bareInOurCommits'),
    'bare loop, commits of 100': once('bareInHundreds'),
  });
  const limit = taken['bare loop, our commits']?.eventsPerSecond ?? Number.NaN;
  return {
    title: 'Events through the whole pipeline, in process',
    about:
      '20,000 messages over 4 simulated days, 5 groups of 200 members, 90 % chatter, 10 % check-ins ' +
      'of which 1 in 20 is a double tap; all features on, synchronous=FULL, at most 512 events on ' +
      'their way. «As a service» uses a clock that the app takes for a real one and that the talk ' +
      'moves; «replaying» is what `qunli sandbox FILE` does. The bare loop runs the statements that ' +
      'our program really wrote, with ready values, and nothing else.',
    columns: ['contender', 'events/s', '× bare loop', 'CPU µs/event', 'commits', 'writes/event'],
    rows: [
      ...Object.entries(taken).map(([name, figures]) => row(name, { figures, limit })),
      [
        '(note) Koishi over OneBot, November 2026',
        KOISHI_PER_SECOND,
        '',
        KOISHI_CPU_MICROS,
        '',
        '',
      ],
    ],
  };
}

function row(name: string, { figures, limit }: { figures: Figures; limit: number }) {
  const { eventsPerSecond = 0, cpuMicrosPerEvent = 0, commits, statementsPerEvent } = figures;
  return [
    name,
    Math.round(eventsPerSecond),
    (eventsPerSecond / limit).toFixed(2),
    cpuMicrosPerEvent.toFixed(1),
    commits ?? '',
    statementsPerEvent?.toFixed(1) ?? '',
  ];
}
