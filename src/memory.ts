/**
 * Keeps the program small. V8 lets the heap of a young process grow to several times what is alive
 * in it; a bot that runs for months beside others on a small machine should not.
 */
import v8 from 'node:v8';

/**
 * To be called before anything is loaded. 20,000 messages over a socket then take 106 MiB instead
 * of 191, of which some 25 are alive, and about a fifth more time.
 */
export function keepHeapSmall(): void {
  // The space for what is young stays as small as it begins.
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  // What is old may grow by so many per cent until it is looked through again.
  v8.setFlagsFromString('--heap-growing-percent=30');
}
