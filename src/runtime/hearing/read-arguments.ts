/** What stands behind a command's word, read as the arguments that the command asks for. */
import type { Arg, Lookup, Problem, Token } from '#kit';
import type { KnownCommand } from '../registry.ts';
import { type Mentioned, tokensOf } from './parse.ts';

export interface ArgumentsCall {
  readonly known: KnownCommand;
  readonly rest: string;
  readonly mentioned: readonly Mentioned[];
}

type Values = Readonly<Record<string, unknown>>;

export type Reading =
  | { readonly ok: true; readonly values: Values }
  | {
      readonly ok: false;
      readonly problem: Problem;
      readonly typed: string;
      /** How many arguments were read well before. */
      readonly readBefore: number;
    };

/** Reads them one after the other, in the order in which the command names them. */
export async function readArguments(call: ArgumentsCall, lookup: Lookup): Promise<Reading> {
  let tokens: readonly Token[] = tokensOf(call.rest, call.mentioned);
  const values: [string, unknown][] = [];
  for (const [name, arg] of Object.entries<Arg<unknown>>(call.known.command.args ?? {})) {
    const outcome = await arg.read(tokens, lookup);
    if (!outcome.ok) return { ...outcome, readBefore: values.length + (outcome.partsRead ?? 0) };
    values.push([name, outcome.value]);
    tokens = tokens.slice(outcome.taken);
  }
  const extra = tokens.find(({ kind }) => kind === 'word');
  if (extra) {
    return { ok: false, problem: 'tooMuch', typed: wordOf(extra), readBefore: values.length };
  }
  return { ok: true, values: Object.fromEntries(values) };
}

function wordOf(token: Token): string {
  return token.kind === 'word' ? token.text : '@';
}
