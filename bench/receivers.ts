/** What every bench over a wire measures of a receiver, and how its table shows it. */
import { contend, type Figures } from './contender.ts';

const SATURATED = { messages: 20_000, perSecond: 0 };
/**
 * So many more tell what a message costs once everybody is known and the code is compiled. With
 * more of them members would check in faster than people type, and those get no answers.
 */
const FURTHER = 20_000;
const STEADY = { messages: 4_000, perSecond: 200 };

export type Row = readonly (string | number)[];

/**
 * As fast as it goes, just started and then for longer, and at a steady pace.
 * @param flags for Node itself
 */
export async function fastThenSteady(
  name: string,
  flags: readonly string[] = [],
): Promise<Figures> {
  const fast = await contend(name, SATURATED, flags);
  const messages = SATURATED.messages + FURTHER;
  const long = await contend(name, { ...SATURATED, messages }, flags);
  const { p50Ms = 0, p99Ms = 0, unanswered = 0 } = await contend(name, STEADY, flags);
  return {
    ...fast,
    ...further(fast, { ...long, messages }),
    p50Ms,
    p99Ms,
    unanswered: unanswered + (fast.unanswered ?? 0) + (long.unanswered ?? 0),
  };
}

/** What the longer run needed beyond the shorter one. */
function further(fast: Figures, long: Figures & { readonly messages: number }): Figures {
  const needed = ({ eventsPerSecond = 0 }: Figures, messages: number) => messages / eventsPerSecond;
  const seconds = needed(long, long.messages) - needed(fast, SATURATED.messages);
  const cpu = ({ cpuMicrosPerEvent = 0 }: Figures, messages: number) =>
    cpuMicrosPerEvent * messages;
  const micros = cpu(long, long.messages) - cpu(fast, SATURATED.messages);
  return { furtherPerSecond: FURTHER / seconds, furtherCpuMicros: micros / FURTHER };
}

/** @param beside those with whom its speed is compared, in the order of their columns */
export function receiverRow(name: string, figures: Figures, beside: readonly Figures[]): Row {
  const { eventsPerSecond = 0, cpuMicrosPerEvent = 0, unanswered = 0, peakMiB = 0 } = figures;
  const { furtherPerSecond = 0, furtherCpuMicros = 0 } = figures;
  const ms = (key: string) => (figures[key] ?? 0).toFixed(2);
  return [
    name,
    Math.round(eventsPerSecond),
    ...beside.map((other) => (eventsPerSecond / (other.eventsPerSecond ?? 0)).toFixed(2)),
    cpuMicrosPerEvent.toFixed(1),
    Math.round(furtherPerSecond),
    furtherCpuMicros.toFixed(1),
    ms('p50Ms'),
    ms('p99Ms'),
    unanswered,
    Math.round(peakMiB),
  ];
}
