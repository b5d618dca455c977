/**
 * Starts a worker thread by its place in the house, from source and from the built program alike.
 * It knows nothing of what workers do; whoever starts one also ends it.
 */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A worker's file under `src`, without its ending; scripts/build.mjs builds exactly these. */
export type WorkerPath = `${string}/worker`;

/**
 * Starts the worker at `path`.
 *
 * In the source, `import.meta.url` ends in `.ts` and the thread must first learn to read
 * TypeScript. In `dist/`, every file that may hold this function lies at the top, so that the
 * built worker is found relative to it.
 *
 * @example const worker = startWorker('export/worker', { workerData: job });
 */
export function startWorker(path: WorkerPath, options: Omit<WorkerOptions, 'argv'> = {}): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL(`./${path}.js`, here), options);
  const entry = new URL(`./${path}.ts`, here).href;
  return new Worker(new URL('./worker-from-source.mjs', here), { ...options, argv: [entry] });
}
