/** Our program on a QQ account over a loopback socket, beside a bare receiver. */
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const SATURATED = { messages: 20_000, perSecond: 0 };
const STEADY = { messages: 4_000, perSecond: 200 };
/** Koishi 4.18 on the same job, quiet hour, as measured in November 2026 on two cores. */
const KOISHI = ['(note) Koishi, November 2026', 374, '', 2_750, '7.9', '50.6', '', 212];

export async function onebot({ runs }: { runs: number }): Promise<Section> {
  const taken = await inTurns(runs, {
    Qunli: () => both('onebotOurs'),
    'bare receiver, same writes': () => both('onebotBare'),
  });
  const limit = taken['bare receiver, same writes']?.eventsPerSecond ?? Number.NaN;
  return {
    title: 'Messages over OneBot',
    about:
      'A sender in a process of its own over a forward WebSocket on loopback: 20,000 messages, 5 ' +
      'groups of 200 members, every tenth a check-in, at most 64 of them unanswered; then 200 ' +
      'messages a second for 20 s, from frame to answer, the first third left out. Real clock, all ' +
      'features on, synchronous=FULL, merging of answers off, pace switched off by its settings. The ' +
      'bare receiver runs the statements that our program wrote for the same frames.',
    columns: [
      'receiver',
      'messages/s',
      '× bare',
      'CPU µs/message',
      'p50 ms',
      'p99 ms',
      'unanswered',
      'peak MiB',
    ],
    rows: [...Object.entries(taken).map(([name, figures]) => row(name, figures, limit)), KOISHI],
  };
}

/** As fast as it goes, then at a steady pace. */
async function both(name: string): Promise<Figures> {
  const fast = await contend(name, SATURATED);
  const { p50Ms = 0, p99Ms = 0, unanswered = 0 } = await contend(name, STEADY);
  return { ...fast, p50Ms, p99Ms, unanswered: unanswered + (fast.unanswered ?? 0) };
}

function row(name: string, figures: Figures, limit: number): readonly (string | number)[] {
  const { eventsPerSecond = 0, cpuMicrosPerEvent = 0, unanswered = 0, peakMiB = 0 } = figures;
  const ms = (key: string) => (figures[key] ?? 0).toFixed(2);
  return [
    name,
    Math.round(eventsPerSecond),
    (eventsPerSecond / limit).toFixed(2),
    cpuMicrosPerEvent.toFixed(1),
    ms('p50Ms'),
    ms('p99Ms'),
    unanswered,
    Math.round(peakMiB),
  ];
}
