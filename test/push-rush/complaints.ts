/** What is wrong with how pushes arrived, by the limits of their platforms and by their order. */
import type { Pace } from '#kit';
import type { Arrival, Rushed } from './rush.ts';

/**
 * The program keeps a pace when it begins to send; until the platform has it, a loop that is busy
 * or a disk that syncs takes its time, for one message more than for the next.
 */
export const ON_THE_WAY_MS = 250;

/** One sentence each. */
export function complaintsOf(rushed: Rushed): readonly string[] {
  return [...disorder(rushed), ...haste(rushed)];
}

function disorder({ arrivals, asked }: Rushed): readonly string[] {
  return [...asked].flatMap(([lane, texts]) => {
    const heard = arrivals.filter((one) => one.lane === lane).map(({ text }) => text);
    const isInOrder = JSON.stringify(heard) === JSON.stringify(texts);
    return isInOrder ? [] : [`${lane} heard ${heard.join(' | ')}`];
  });
}

function haste({ arrivals, paces }: Rushed): readonly string[] {
  return [...paces].flatMap(([platform, pace]) => {
    const own = arrivals.filter((one) => one.platform === platform);
    return [...tooMany(own, pace), ...tooClose(own, pace)];
  });
}

/** More in a span than one of the platform's limits allows. */
function tooMany(arrivals: readonly Arrival[], { limits }: Pace): readonly string[] {
  return limits.flatMap(({ scope, most, per }) => {
    const places = scope === 'account' ? [undefined] : new Set(arrivals.map(({ lane }) => lane));
    return [...places].flatMap((lane) => {
      const own = arrivals.filter((one) => lane === undefined || one.lane === lane);
      const least = per - ON_THE_WAY_MS;
      return own.flatMap((one, at) => {
        const before = own[at - most];
        if (!before || one.lateMs - before.lateMs >= least) return [];
        return [`${most + 1} in ${one.lateMs - before.lateMs} ms, ${scope} ${lane ?? ''}`];
      });
    });
  });
}

/** Less time between two than the account takes. */
function tooClose(arrivals: readonly Arrival[], { gap }: Pace): readonly string[] {
  if (!gap) return [];
  return arrivals.flatMap((one, at) => {
    const before = arrivals[at - 1];
    if (!before || one.lateMs - before.lateMs >= gap.from - ON_THE_WAY_MS) return [];
    return [`${one.lateMs - before.lateMs} ms between two of ${one.platform}`];
  });
}
