/** How V8, the engine that runs the program, is to spend memory and time on it. */
import v8 from 'node:v8';

/**
 * To be called before anything is loaded. A bot runs for months beside others on a small machine,
 * so its heap is kept small, which costs time where thousands of messages come at once: the figures
 * stand in docs/decisions/025-v8.md.
 */
export function tuneV8(): void {
  // Much of the program runs and little runs hot, so that what V8 inlines is seldom paid back. In
  // bytes of its bytecode, of one function and of all in one; its own are 460 and 920.
  v8.setFlagsFromString('--max-inlined-bytecode-size=120');
  v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=250');
  // What is old may grow by so many per cent until it is looked through again.
  v8.setFlagsFromString('--heap-growing-percent=30');
  // The space for what is young stays as small as it begins, unless somebody has chosen its size.
  if (!isYoungSpaceChosen()) v8.setFlagsFromString('--semi-space-growth-factor=1');
}

function isYoungSpaceChosen(): boolean {
  return process.execArgv.some((option) => /^--max[-_]semi[-_]space[-_]size/.test(option));
}
