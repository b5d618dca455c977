/** What writing an account changes in `.env`, line by line; secrets show as ***. */
import { parseEnv } from 'node:util';
import { type Platform, type Variable, variableOf } from '#kit';
import type { Draft } from './account-draft.ts';
import { variablesOf } from './account-draft.ts';

const SECRET = '***';

/**
 * The draft, and nothing for those fields of an older account that are not part of it: a way to
 * connect that was given up must not stand beside the new one.
 */
export function valuesToWrite(draft: Draft, before: string): Readonly<Record<string, string>> {
  const values = variablesOf(draft);
  const old = parseEnv(before);
  const fields = askedFields(draft.platform).map((field) => variableOf(draft.account, field));
  const gone = fields.filter((name) => old[name] && !(name in values));
  return { ...Object.fromEntries(gone.map((name) => [name, ''])), ...values };
}

function askedFields({ interview }: Platform): readonly string[] {
  return interview('en').steps.flatMap((step) => (step.kind === 'question' ? [step.field] : []));
}

/** Lines that go, with `-` before them, and lines that come, with `+`. */
export function changedLines(draft: Draft, before: string): readonly string[] {
  const old = parseEnv(before);
  const secrets = secretNames(draft);
  const shown = (name: string, value: string) =>
    `${name}=${value !== '' && secrets.has(name) ? SECRET : value}`;
  return Object.entries(valuesToWrite(draft, before)).flatMap(([name, value]) => {
    const was = old[name] ?? '';
    if (was === value) return [];
    return [...(was ? [`- ${shown(name, was)}`] : []), `+ ${shown(name, value)}`];
  });
}

function secretNames({ account, platform }: Draft): ReadonlySet<string> {
  const secret = Object.entries<Variable>(platform.variables).filter(([, one]) => one.isSecret);
  return new Set(secret.map(([field]) => variableOf(account, field)));
}
