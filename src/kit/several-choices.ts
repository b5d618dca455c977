/** Several choices in one answer: «1 3», «面、饺子», «2>1>3». What they mean is not decided here. */

/**
 * How a text in one form (see `plainWord`) may be taken apart: at its marks, for a choice may hold
 * blanks, and then at its blanks, too.
 */
export function severalChoices(plain: string): readonly (readonly string[])[] {
  const marks = plain.split(/\s*[,、;/>]+\s*/u).filter((part) => part !== '');
  const blanks = plain.split(/[\s,、;/>]+/u).filter((part) => part !== '');
  return [marks, blanks].filter((parts) => parts.length > 0);
}
