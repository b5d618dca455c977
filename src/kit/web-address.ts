/** Addresses of the web as managers write them: only such as are safe to hand on to members. */

/** Longer ones are refused by some platforms; in UTF-16 units. */
export const LONGEST_ADDRESS = 1_000;

/**
 * A whole address, written as browsers do (a Chinese path in `%…`).
 * @returns undefined for what is no http(s) address, or has a name and password in it
 */
export function webAddress(typed: string): string | undefined {
  if (/[\s{}<>"]/u.test(typed) || !URL.canParse(typed)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(typed);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const isOpen = username === '' && password === '';
  return isWeb && isOpen && hostname !== '' && href.length <= LONGEST_ADDRESS ? href : undefined;
}
