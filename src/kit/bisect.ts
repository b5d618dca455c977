/** Search by halving. */

/** Whole numbers between which a condition begins to hold: not yet at `low`, surely at `high`. */
interface Search {
  readonly low: number;
  readonly high: number;
  readonly holds: (value: number) => boolean;
}

/** The least whole number in `(low, high]` at which `holds` is true; it may become so only once. */
export function firstWhere({ low, high, holds }: Search): number {
  let no = low;
  let yes = high;
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
