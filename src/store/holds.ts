/** Bot accounts whose sending somebody has stopped; kept, so that it outlives a restart. */
import { type Given, read } from '#kit';
import { dropFact, factOf, setFact } from './facts.ts';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

const lastOutboxRow = read((_: Given<object>) =>
  core.selectFrom('outbox').select('id').orderBy('id', 'desc').limit(1),
);

/** The fact that is there while a bot account may send nothing. */
export const holdKey = (account: string): string => `hold.${account}`;

/** That a bot account sends nothing at present. */
export interface Hold {
  /** The row of the outbox that says so: the only thing that still leaves. */
  readonly lastWord: number;
}

/** @returns undefined while a bot account may send */
export function holdOf(connection: Statements, account: string): Hold | undefined {
  const fact = connection.get(factOf, { key: holdKey(account) });
  return fact && { lastWord: Number(fact.value) };
}

/** Stops a bot account's sending after what was said last, or lets it go on. */
export function hold(connection: Statements, account: string, isOn: boolean): void {
  if (isOn) {
    const lastWord = connection.get(lastOutboxRow, {})?.id ?? 0;
    connection.run(setFact, { key: holdKey(account), value: `${lastWord}` });
  } else connection.run(dropFact, { key: holdKey(account) });
}
