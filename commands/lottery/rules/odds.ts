/** How likely somebody is to win anything, from the numbers as they stand. Pure. */

export interface OddsFacts {
  readonly own: number;
  /** Tickets of everybody. */
  readonly tickets: number;
  readonly entrants: number;
  /** Single prizes. */
  readonly prizes: number;
}

/**
 * @returns tenths of a percent. Exact when all have the same number of tickets; otherwise each
 *   prize that goes to another one is taken to use up an average number of tickets
 */
export function oddsPerMille({ own, tickets, entrants, prizes }: OddsFacts): number {
  if (own === 0 || entrants === 0) return 0;
  if (prizes >= entrants) return 1_000;
  if (own * entrants === tickets) return Math.round((prizes / entrants) * 1_000);
  const average = (tickets - own) / (entrants - 1);
  let missing = 1;
  for (let drawn = 0; drawn < prizes; drawn += 1) {
    const left = Math.max(own, tickets - drawn * average);
    missing *= 1 - own / left;
  }
  return Math.round((1 - missing) * 1_000);
}
