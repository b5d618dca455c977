/** What the house itself does outside an event's transaction; features have jobs of their own. */

import type { FileRoom } from '#kit';
import { ERASE_TRACES, finishErasure } from './erasure.ts';
import { REMOVE_FILE } from './leftovers.ts';
import type { Step } from './occasion.ts';

interface Workplace {
  readonly files: FileRoom;
  /** Opens a transaction for the result. */
  finish(then: (step: Step) => Promise<void>): Promise<void>;
}

interface HouseJob {
  run(data: unknown, at: Workplace): Promise<void>;
}

const removeFile: HouseJob = {
  run: (data, { files }) => files.remove(String(data)),
};

const eraseTraces: HouseJob = {
  run: (data, { finish }) => finish(async ({ core }) => finishErasure(core, data)),
};

/** By the name that stands in the due row. */
export const houseJobs: ReadonlyMap<string, HouseJob> = new Map([
  [REMOVE_FILE, removeFile],
  [ERASE_TRACES, eraseTraces],
]);
