/** Carries an export out in a worker thread, so that a running bot goes on answering meanwhile. */
import { askWorker, type Question } from '../worker-talk.ts';
import type { ExportOrder } from './order.ts';

export interface BackgroundExport {
  readonly order: ExportOrder;
  /** It appears there only when it is whole. */
  readonly file: string;
}

/** Answered with the number of rows. */
export const exportQuestion: Question<BackgroundExport, number> = { worker: 'export/worker' };

/**
 * Writes an export to its file.
 * @returns the number of rows
 * @throws Fault when database or disk refuse
 */
export function exportInBackground(job: BackgroundExport): Promise<number> {
  return askWorker({ question: exportQuestion, asked: job });
}
