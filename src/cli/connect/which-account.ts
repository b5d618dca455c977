/** Which account of a platform is set up: the first, another one, or one that is there already. */
import type { Platform } from '#kit';
import {
  accountName,
  type ConfiguredAccount,
  MOST_ACCOUNTS,
  variablesFor,
} from '../../accounts.ts';
import type { Asking } from './asking.ts';
import type { ConnectText } from './texts/index.ts';

export interface Slots {
  readonly platform: Platform;
  /** What is configured and right. */
  readonly accounts: readonly ConfiguredAccount[];
  /** What stands in the environment and in `.env`. */
  readonly variables: NodeJS.Dict<string>;
}

export interface Slot {
  /** From 1. */
  readonly number: number;
  readonly account: string;
  readonly state: 'free' | 'right' | 'wrong';
}

/** All accounts that a platform can have. */
export function slotsOf({ platform, accounts, variables }: Slots): readonly Slot[] {
  const right = new Set(accounts.map(({ account }) => account));
  return Array.from({ length: MOST_ACCOUNTS }, (_, index) => {
    const number = index + 1;
    const account = accountName({ platform, number });
    if (right.has(account)) return { number, account, state: 'right' };
    const keys = variablesFor(account, platform.keys);
    return { number, account, state: keys.some((key) => variables[key]) ? 'wrong' : 'free' };
  });
}

/** Without anybody to ask: what is wrong goes first, then what is free. */
export function usualSlot(slots: readonly Slot[]): Slot | undefined {
  return (
    slots.find(({ state }) => state === 'wrong') ?? slots.find(({ state }) => state === 'free')
  );
}

interface Choosing {
  readonly title: string;
  readonly asking: Asking;
  readonly text: ConnectText;
}

/** Asks only where there is something to choose. @returns undefined when the operator gives up */
export async function chosenSlot(
  slots: readonly Slot[],
  { title, asking, text }: Choosing,
): Promise<Slot | undefined> {
  const taken = slots.filter(({ state }) => state !== 'free');
  if (taken.length === 0) return slots[0];
  const wrong = taken.filter(({ state }) => state === 'wrong');
  const right = taken.filter(({ state }) => state === 'right');
  const free = slots.filter(({ state }) => state === 'free').slice(0, 1);
  const chosen = await asking.choose(
    text('whichAccount', { title, accounts: taken.map(({ account }) => account).join(', ') }),
    [
      ...wrong.map(({ account }) => ({ key: account, label: text('mend', { account }) })),
      ...free.map(({ account }) => ({ key: account, label: text('another', { account }) })),
      ...right.map(({ account }) => ({ key: account, label: text('replace', { account }) })),
    ],
  );
  return slots.find(({ account }) => account === chosen);
}
