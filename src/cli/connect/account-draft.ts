/** An account that is being set up: its name, what was answered, and whether that is right. */
import { type Platform, variableOf } from '#kit';
import { type ReadAccounts, readAccounts } from '../../accounts.ts';

export interface Draft {
  readonly platform: Platform;
  /** `telegram`, `telegram-2`. */
  readonly account: string;
  /** What the operator answered, by field; empty answers are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The draft as it will stand in the environment. */
export function variablesOf({ account, fields }: Draft): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [variableOf(account, field), value]),
  );
}

/** Reads the draft as the program will read it. */
export function readDraft(draft: Draft): ReadAccounts {
  return readAccounts(variablesOf(draft), [draft.platform]);
}
