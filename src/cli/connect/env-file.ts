/** Changes single variables in a `.env` file; the rest stays as people wrote it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { EXIT, Stop } from '../stop.ts';

/** Readable and writable by the operator alone: it holds tokens. */
const SECRET_MODE = 0o600;

/** What stands in a file; nothing when it is not there. @throws Stop when it cannot be read */
export function contentOf(file: string): string {
  return guarded(file, () => (existsSync(file) ? readFileSync(file, 'utf8') : ''));
}

/** @throws Stop when the file cannot be written or cannot hold a value; then it is as it was */
export function writeVariables(file: string, values: Readonly<Record<string, string>>): void {
  const text = contentOf(file);
  guarded(file, () => {
    // Written beside and put in place whole; an older file may have been readable by anybody.
    const fresh = `${file}.new`;
    writeFileSync(fresh, withVariables(text, values), { mode: SECRET_MODE });
    renameSync(fresh, file);
  });
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Stop(EXIT.failed, `${file}: ${why}`);
  }
}

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
