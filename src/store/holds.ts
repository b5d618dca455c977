/** Bot accounts whose sending somebody has stopped; kept, so that it outlives a restart. */
import { dropFact, factOf, setFact } from './facts.ts';
import type { Statements } from './sqlite.ts';

/** The fact that is there while a bot account may send nothing. */
export const holdKey = (account: string): string => `hold.${account}`;

/** Whether a bot account may send nothing at present. */
export function isHeld(connection: Statements, account: string): boolean {
  return connection.get(factOf, { key: holdKey(account) }) !== undefined;
}

/** Stops a bot account's sending, or lets it go on. */
export function hold(connection: Statements, account: string, isOn: boolean): void {
  if (isOn) connection.run(setFact, { key: holdKey(account), value: 'stopped' });
  else connection.run(dropFact, { key: holdKey(account) });
}
