/** Takes secrets out of texts that leave the program: logs, errors, alarms, what is stored. */

/** Gives a text back without secrets. */
export type Hide = (text: string) => string;

const CENSOR = '***';
/** A shorter one is a word that stands in many texts; and nobody's token is so short. */
const SHORTEST = 6;

/** @param secrets values that print as ***, also as they stand in an address or in JSON */
export function hiding(secrets: readonly string[]): Hide {
  const forms = secrets.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
  // The longest first, or what contains another would leave a piece of itself.
  const ordered = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((hidden, secret) => hidden.replaceAll(secret, CENSOR), text);
}

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}
