/** How an operator's command ends before its work is done. */

/** Exit codes of every command, by contract. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

/** Ends a command with a sentence for the operator and an exit code. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
