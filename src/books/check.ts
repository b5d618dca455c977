/** Checks the whole ledger in a worker thread: a million entries take many seconds of work. */
import type { Mismatch } from '../store/ledger-check.ts';
import { askWorker, type Question } from '../worker-talk.ts';

export interface BooksJob {
  /** The database. */
  readonly file: string;
}

/** Answered with what does not agree; empty when the books are in order. */
export const booksQuestion: Question<BooksJob, readonly Mismatch[]> = { worker: 'books/worker' };

/**
 * Recomputes the chain and all sums, on a connection of its own and as of one moment.
 * @param signal breaks it off
 * @throws Fault when the database cannot be read
 */
export function checkInBackground(
  job: BooksJob,
  signal?: AbortSignal,
): Promise<readonly Mismatch[]> {
  return askWorker({ question: booksQuestion, asked: job, signal });
}
