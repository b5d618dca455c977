/** What the program said of its pushes, beside what the platforms saw of them. */
import type { Delivered } from './servers.ts';

export interface Account {
  readonly kills: number;
  readonly delivered: readonly Delivered[];
  /** How each push ended, by its group. */
  readonly ends: ReadonlyMap<string, string>;
  /** From a signal to the end of the process, the longest of all. */
  readonly longestStopMs: number;
  /** How long it took until everything that arrived was known to have; at most `lingerMs`. */
  readonly lingeredMs: number;
}

export interface Verdict {
  /** One sentence for each push that was doubled, lost or told wrongly. */
  readonly wrong: readonly string[];
  /** Pushes of which the program says that it cannot know. */
  readonly unknown: number;
  /** Of those, how many arrived. */
  readonly unknownArrived: number;
}

export function verdictOf({ delivered, ends }: Pick<Account, 'delivered' | 'ends'>): Verdict {
  const times = new Map<string, number>();
  for (const { lane } of delivered) times.set(lane, (times.get(lane) ?? 0) + 1);
  const wrong = [...ends].flatMap(([lane, end]) => {
    const complaint = complaintOf(end, times.get(lane) ?? 0);
    return complaint === undefined ? [] : [`${lane}: ${complaint}`];
  });
  const unknown = [...ends].filter(([, end]) => end === 'unknown');
  const unknownArrived = unknown.filter(([lane]) => times.has(lane)).length;
  return { wrong, unknown: unknown.length, unknownArrived };
}

function complaintOf(end: string, times: number): string | undefined {
  if (times > 1) return `it arrived ${times} times`;
  if (end === 'sent') return times === 1 ? undefined : 'called sent, and it never arrived';
  if (end === 'unknown') return undefined;
  if (end === 'waiting' || end === 'leaving') return `it has no end: ${end}`;
  return times === 0 ? undefined : `called ${end}, and it arrived`;
}
