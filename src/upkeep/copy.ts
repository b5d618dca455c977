/** Makes a verified backup in a worker thread: neither copying nor checking holds up answers. */
import { askWorker, type Question } from '../worker-talk.ts';

export interface CopyJob {
  /** The database. */
  readonly file: string;
  /** The backup; it appears there only when it is whole and sound. */
  readonly target: string;
}

/** Answered with the size of the backup in bytes. */
export const copyQuestion: Question<CopyJob, number> = { worker: 'upkeep/worker' };

/**
 * Copies a database while it is written to, and checks the copy.
 * @param signal breaks the copying off; what was copied so far is left under another name
 * @returns the size of the backup in bytes
 * @throws Fault when it cannot be made or is not sound
 */
export function copyInBackground(job: CopyJob, signal?: AbortSignal): Promise<number> {
  return askWorker({ question: copyQuestion, asked: job, signal });
}
