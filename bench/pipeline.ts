/** Events per second through the whole pipeline, beside a bare loop that writes the same rows. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const TALK = { messages: 20_000, days: 4 };
/** Koishi 4.18 on the same job over OneBot, quiet hour, as measured in November 2026 (2 cores). */
const KOISHI_PER_SECOND = 374;
const KOISHI_CPU_MICROS = 2_750;

/** They write other rows than the bare loop, to which they are therefore not compared. */
const UNPAID = 'Qunli, replaying, talk earns nothing';
const SERVICE = 'Qunli, as a service by the real clock';

export async function pipeline({ runs }: { runs: number }): Promise<Section> {
  const once = (name: string) => () => contend(name, TALK);
  const taken = await inTurns(runs, {
    'Qunli, replaying a file': once('oursAsReplay'),
    'bare loop, our commits': once('bareInOurCommits'),
    'bare loop, commits of 100': once('bareInHundreds'),
    [UNPAID]: once('oursUnpaid'),
    [SERVICE]: once('oursAsService'),
  });
  const limit = taken['bare loop, our commits']?.eventsPerSecond ?? Number.NaN;
  return {
    title: 'Events through the whole pipeline, in process',
    about:
      '20,000 messages over 4 simulated days, 5 groups of 200 members, 90 % chatter, 10 % check-ins ' +
      'of which 1 in 20 is a double tap; all features on, synchronous=FULL, at most 2,048 events on ' +
      'their way. Replaying is what `qunli sandbox FILE` does (SetClock); nearly every message then ' +
      'earns a point, a posting in the hash chain of the ledger. The bare loop runs the statements ' +
      'that this run really wrote, with ready values, and nothing else. Where talk earns nothing, the ' +
      'work is that of the measured peers, and the roll-ups that they do not keep. As a service the same talk ' +
      'comes within seconds of the real clock, so that talk earns little and half of the check-ins ' +
      'are repeats; merging of answers is off.',
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
    name === SERVICE || name === UNPAID ? '' : (eventsPerSecond / limit).toFixed(2),
    cpuMicrosPerEvent.toFixed(1),
    commits ?? '',
    statementsPerEvent?.toFixed(1) ?? '',
  ];
}
