/**
 * Ids that do not last. Gateways that live in a browser give every person and group a new id at
 * each login (`@8d29…`, `@@724b…`); others keep theirs (`wxid_…`, `…@chatroom`). Names never
 * identify anyone, so that all that can be done is to notice it, and to say so.
 */

/** Whether an id holds only until the next login. */
export function isUnstable(id: string): boolean {
  return id.startsWith('@');
}

/** Of so many known groups at least one in ten is still there unless the ids are new. */
const STILL_KNOWN = 0.1;

/**
 * Whether a login has made strangers of everybody: ids are of the sort that does not last, or are
 * since the gateway is another one, and nearly no group that was known is among those of now.
 */
export function isIdentityLost(known: readonly string[], present: readonly string[]): boolean {
  if (known.length === 0 || present.length === 0) return false;
  if (!known.some(isUnstable) && !present.every(isUnstable)) return false;
  const now = new Set(present);
  const found = known.filter((group) => now.has(group)).length;
  return found / known.length < STILL_KNOWN;
}
