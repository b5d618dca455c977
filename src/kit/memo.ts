/** Memory for answers that never change: a bounded number of them, and pure from outside. */

/**
 * Wraps a pure function so that it is asked once for each key.
 * @param most how many answers are kept; then the oldest makes room, which costs one more question
 * @param make must always give the same answer for a key, and never `undefined`
 */
export function remember<K, V extends object>(most: number, make: (key: K) => V): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (kept.size >= most) dropOldest(kept);
    kept.set(key, made);
    return made;
  };
}

/** A Map lists its keys in the order they came. */
function dropOldest<K>(kept: Map<K, unknown>): void {
  const { done, value } = kept.keys().next();
  if (done !== true) kept.delete(value);
}
