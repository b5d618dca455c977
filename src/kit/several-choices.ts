/** Several choices in one answer: «1 3», «面、饺子», «2>1>3». What they mean is not decided here. */

/**
 * How a text in one form (see `plainWord`) may be taken apart: at its marks, for a choice may hold
 * blanks, and then at its blanks, too.
 */
export function severalChoices(plain: string): readonly (readonly string[])[] {
  const marks = partsOf(plain.split(/[,、;/>]+/u));
  const blanks = partsOf(plain.split(/[\s,、;/>]+/u));
  return [marks, blanks].filter((parts) => parts.length > 0);
}

function partsOf(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
