/** Runs the operator's commands and turns how they end into an exit code. Imports nothing heavy. */
import { CommanderError } from 'commander';
import { program } from './cli/program.ts';
import { EXIT, Stop } from './cli/stop.ts';
// Not from '#kit': that would load zod and Kysely before `--help` is printed.
import { Fault } from './kit/fault.ts';

/** Runs one command. @returns the exit code: 0 done, 1 failed, 2 wrong use */
export async function runCli(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  // Commander has said already what was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (error instanceof Stop) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof Fault) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.failed;
  }
  throw error;
}
