/**
 * Mentions that stand only in the text: many gateways do not say who was mentioned. WeChat writes
 * `@name` and a narrow blank, members type any blank or none at the end.
 */

/** The blank that WeChat puts behind a mention. */
export const NARROW_BLANK = '\u2005';

/** What may follow a name; a longer name that begins alike is somebody else's. */
const ENDS = /^(?:\s|$)/u;

/** Whether a text mentions one of these names, wherever. */
export function isCalled(text: string, names: readonly string[]): boolean {
  return names.some((name) => placesOf(text, name).some(() => true));
}

/** The text without a mention of one of these names at its beginning: names may hold blanks. */
export function withoutCall(text: string, names: readonly string[]): string {
  const called = names
    .filter((name) => placesOf(text, name).includes(0))
    .sort((a, b) => b.length - a.length)[0];
  const rest = called === undefined ? '' : text.slice(called.length + 1).trimStart();
  // Nothing but the name is a call, and stays one.
  return rest === '' ? text : rest;
}

/** Where `@name` stands in a text. */
function placesOf(text: string, name: string): readonly number[] {
  if (name === '') return [];
  const call = `@${name}`;
  const places: number[] = [];
  for (let at = text.indexOf(call); at >= 0; at = text.indexOf(call, at + 1)) {
    if (ENDS.test(text.slice(at + call.length, at + call.length + 1))) places.push(at);
  }
  return places;
}
