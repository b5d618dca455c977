/**
 * Ballots (投票) and entries (参与) per second, beside check-ins, which write as much: a row, its
 * index, an answer.
 */
import { WAYS, type Way } from './ballots-ours.ts';
import { contend, inTurns } from './contender.ts';
import type { Section } from './report.ts';

const NAMES: Readonly<Record<Way, string>> = {
  checkIn: 'check-ins',
  said: 'ballots said by number',
  pressed: 'ballots pressed',
  secret: 'ballots pressed, secret',
  condition: 'ballots pressed, with a condition of two figures',
  entry: 'entries to a lottery, said',
  entryPressed: 'entries to a lottery, pressed',
  entryCondition: 'entries said, with a condition of two figures',
};

export async function ballots({ runs }: { runs: number }): Promise<Section> {
  const once = (way: Way) => () => contend('ballotsOurs', { way });
  const taken = await inTurns(runs, Object.fromEntries(WAYS.map((way) => [NAMES[way], once(way)])));
  const checkIns = taken[NAMES.checkIn]?.eventsPerSecond ?? Number.NaN;
  return {
    title: 'Ballots and entries beside check-ins',
    about:
      '5 groups of 1,000 members, of whom each checks in, or casts a ballot in the poll of the ' +
      'group, or enters its lottery, once and for the first time; time is set by the events, 50 a second. All features on, ' +
      'synchronous=FULL. Each check-in is answered by itself; ballots and entries are answered ' +
      'by their sum.',
    columns: ['what each member does', 'events/s', '× check-ins', 'CPU µs/event'],
    rows: Object.entries(taken).map(([name, { eventsPerSecond = 0, cpuMicrosPerEvent = 0 }]) => [
      name,
      Math.round(eventsPerSecond),
      (eventsPerSecond / checkIns).toFixed(2),
      cpuMicrosPerEvent.toFixed(1),
    ]),
  };
}
