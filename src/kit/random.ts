/**
 * Unbiased chance from a seed. Each event draws from its own stream, named by the event, so that a
 * run that was killed and started again draws exactly what the first run would have drawn.
 */
export interface Random {
  /** A whole number from `low` to `high`, both included; the span must be below 2^32. */
  int(low: number, high: number): number;
  /** One of `items`. @throws when there are none. */
  pick<T>(items: readonly T[]): T;
}

const TWO_32 = 2 ** 32;

/**
 * A stream of chance for one purpose.
 * @param seed the program's seed
 * @param purpose names the stream; the same (seed, purpose) gives the same draws
 */
export function seededRandom(seed: string, purpose: string): Random {
  const next = sfc32(hash128(`${seed}\u0000${purpose}`));
  const int = (low: number, high: number): number => {
    const span = high - low + 1;
    if (!Number.isSafeInteger(span) || span < 1 || span > TWO_32) throw new RangeError('bad span');
    // Draws above the last whole multiple of the span are thrown away: a remainder would favour low
    // numbers.
    const limit = TWO_32 - (TWO_32 % span);
    let draw = next();
    while (draw >= limit) draw = next();
    return low + (draw % span);
  };
  return {
    int,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

type State = [number, number, number, number];

/** Chris Doty-Humphrey's sfc32 (PractRand), 32 bits a step; the first twelve warm it up. */
function sfc32(state: State): () => number {
  let [a, b, c, counter] = state;
  const step = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) step();
  return step;
}

/** Four FNV-1a sums with different starts; spreads the purpose over the generator's state. */
function hash128(text: string): State {
  const sums: State = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    for (let lane = 0; lane < 4; lane += 1) {
      sums[lane] = Math.imul((sums[lane] ?? 0) ^ (unit + lane), 0x01000193);
    }
  }
  return sums;
}
