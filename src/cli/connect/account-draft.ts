/** An account that is being set up: its number, what is asked, and whether it is right. */
import type { Platform, Variable } from '#kit';
import {
  accountName,
  type ConfiguredAccount,
  MOST_ACCOUNTS,
  type ReadAccounts,
  readAccounts,
  variableOf,
} from '../../accounts.ts';

export interface Draft {
  readonly platform: Platform;
  /** From 1. */
  readonly number: number;
  /** What the operator answered, by field; empty answers are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The number of the first account that is not configured yet. */
export function freeNumber(accounts: readonly ConfiguredAccount[], platform: Platform): number {
  const taken = new Set(accounts.map(({ account }) => account));
  for (let number = 1; number <= MOST_ACCOUNTS; number += 1) {
    if (!taken.has(accountName({ platform, number }))) return number;
  }
  return MOST_ACCOUNTS;
}

/** What only the operator can know: everything without a preset. The rest stands in `.env`. */
export function askedFields({ variables }: Platform): readonly [string, Variable][] {
  return Object.entries<Variable>(variables).filter(([, { preset }]) => preset === '');
}

/** The draft as it will stand in the environment. */
export function variablesOf({ platform, number, fields }: Draft): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      variableOf({ platform, number }, field),
      value,
    ]),
  );
}

/** Reads the draft as the program will read it. */
export function readDraft(draft: Draft): ReadAccounts {
  return readAccounts(variablesOf(draft), [draft.platform]);
}
