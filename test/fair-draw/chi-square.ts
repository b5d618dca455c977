/** How well the winners of many draws agree with every entrant being as likely as the others. */

/** The chance that a fair draw is as uneven as this or more, as Wilson and Hilferty have it. */
export function probabilityOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  return 1 - normal(((square / freedom) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread));
}

/** The normal distribution's sum up to `x`, right to seven digits. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const steps = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = steps.reduce((all, step, index) => all + step * t ** (index + 1), 0);
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return x > 0 ? 1 - tail : tail;
}
