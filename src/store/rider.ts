/**
 * What rides along on every commit: the outbox, which begins what was just planned and stores how
 * the last sends ended, so that neither costs a disk sync of its own.
 */
import type { Connection } from './sqlite.ts';

export interface Rider {
  /** What is remembered of open letters is not sure any more and is to be read anew. */
  forget(): void;
  /**
   * The transaction is about to be committed: writes what belongs into it.
   * @throws Fault when the disk refuses; then nothing of the transaction is stored
   */
  board(connection: Connection): void;
  /** The commit is durable. Must not throw. */
  arrived(): void;
  /** The whole transaction was undone. Must not throw. */
  missed(): void;
}
