/**
 * Canonical JSON: one text for one value, so that a hash of it means the same everywhere. Keys are
 * sorted, nothing stands between the tokens, numbers are whole: a subset of RFC 8785.
 */

export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * @throws RangeError for a number that is not a safe whole one: others are written differently by
 *   different languages
 */
export function canonicalJson(value: CanonicalValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return ofObject(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is not a whole number`);
  }
  return JSON.stringify(value);
}

function ofObject(value: { readonly [key: string]: CanonicalValue }): string {
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)}}`;
}

/** `Array.isArray` does not know lists that may only be read. */
function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
