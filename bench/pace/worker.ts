/**
 * Keeps a steady pace in a thread of its own, so that events come when they are due even while the
 * program under test is busy, as they do from a network.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';

const { perSecond, count } = z
  .object({ perSecond: z.number(), count: z.number() })
  .parse(workerData);

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const started = performance.now();
for (let n = 0; n < count; n += 1) {
  const wait = started + (n * 1_000) / perSecond - performance.now();
  if (wait > 0) Atomics.wait(sleeper, 0, 0, wait);
  parentPort?.postMessage({ n, sentAt: performance.timeOrigin + performance.now() });
}
