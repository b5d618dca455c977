/** Changes single variables in the text of a `.env` file; the rest stays as people wrote it. */
import { parseEnv } from 'node:util';

/**
 * The text with these variables set: in their own line where there is one (a commented one too),
 * otherwise at the end.
 * @throws RangeError for a value that a `.env` file cannot hold
 */
export function withVariables(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(withVariable, text);
}

function withVariable(text: string, [name, value]: readonly [string, string]): string {
  const line = `${name}=${quoted(value)}`;
  if (parseEnv(line)[name] !== value) throw new RangeError(`${name}: cannot stand in .env`);
  const active = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=.*$`, 'm');
  const commented = new RegExp(`^#\\s?${name}\\s*=.*$`, 'm');
  for (const pattern of [active, commented]) {
    // A function, because `$` in a token must stay what it is.
    if (pattern.test(text)) return text.replace(pattern, () => line);
  }
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${gap}${line}\n`;
}

function quoted(value: string): string {
  if (/^[\w./:@+-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
