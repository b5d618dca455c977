/** Typed words in one form: full width, letter case and blanks around them make no difference. */

/**
 * A word as it is compared with words of ours. What members say to each other is never changed.
 * Simplified and traditional are told apart: whoever compares lists both, or asks the house.
 */
export function plainWord(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().trim();
}
