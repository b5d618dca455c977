/** What the house itself does outside an event's transaction; features have jobs of their own. */

import type { FileRoom } from '#kit';
import type { AccountOfPerson } from '../links/bot-accounts.ts';
import type { Step } from '../occasion.ts';
import { accountsToForget, ERASE_TRACES, finishErasure } from '../people/erasure.ts';
import { REMOVE_FILE } from './leftovers.ts';

interface Workplace {
  readonly files: FileRoom;
  /** Has the bots forget a person. Does not fail. */
  forget(accounts: readonly AccountOfPerson[]): Promise<void>;
  /** Opens a transaction for the result. */
  finish(then: (step: Step) => Promise<void>): Promise<void>;
}

interface HouseJob {
  run(data: unknown, at: Workplace): Promise<void>;
}

const removeFile: HouseJob = {
  run: (data, { files }) => files.remove(String(data)),
};

/** The bots come first: after a crash in between the job is still there, and done again. */
const eraseTraces: HouseJob = {
  async run(data, { forget, finish }) {
    await forget(accountsToForget(data));
    await finish(async ({ core }) => finishErasure(core, data));
  },
};

/** By the name that stands in the due row. */
export const houseJobs: ReadonlyMap<string, HouseJob> = new Map([
  [REMOVE_FILE, removeFile],
  [ERASE_TRACES, eraseTraces],
]);
