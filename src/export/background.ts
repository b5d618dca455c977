/** Carries an export out in a worker thread, so that a running bot goes on answering meanwhile. */
import { Fault, type FaultCode } from '#kit';
import { startWorker } from '../start-worker.ts';
import type { ExportOrder } from './order.ts';

/** What the worker is told. */
export interface BackgroundExport {
  readonly order: ExportOrder;
  readonly file: string;
}

/** What the worker says when it is done; errors lose their class on the way between threads. */
export type BackgroundOutcome =
  | { readonly kind: 'written'; readonly rows: number }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly message: string };

/**
 * Writes `file`; it appears there only when it is whole.
 * @returns the number of rows
 * @throws Fault when database or disk refuse
 */
export function exportInBackground(job: BackgroundExport): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('export/worker', { workerData: job });
    worker.once('message', (outcome: BackgroundOutcome) => {
      if (outcome.kind === 'written') resolve(outcome.rows);
      else reject(new Fault(outcome.code, outcome.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the export ended without a result')));
  });
}
