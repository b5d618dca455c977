/** The worker thread of exports: one order, one file, one answer. It knows no features. */
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '#kit';
import type { BackgroundExport, BackgroundOutcome } from './background.ts';
import { carryOut } from './order.ts';
import { fileSink } from './writer.ts';

const { order, file }: BackgroundExport = workerData;

async function run(): Promise<BackgroundOutcome> {
  try {
    const rows = await carryOut(order, { sink: fileSink(file), called: file });
    return { kind: 'written', rows };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { kind: 'fault', code: error.code, message: error.message };
  }
}

parentPort?.postMessage(await run());
