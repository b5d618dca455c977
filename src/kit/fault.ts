/**
 * Broken things outside: a platform, the network, the disk. Expected refusals are values, not
 * faults, and bugs are plain errors; only the doors (sockets, pipeline, outbox) catch these.
 */
export type FaultCode =
  | 'disk-full'
  | 'disk-broken'
  | 'read-only'
  | 'database-busy'
  | 'database-damaged'
  | 'database-foreign'
  | 'database-newer'
  | 'database-older'
  | 'database-in-use'
  | 'database-unsafe'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'ledger-conflict'
  /** A platform that is configured needs a package that a slim installation left out. */
  | 'package-missing';

export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  /** Whether the same call can succeed later with nothing changed by hand. */
  readonly retry: 'later' | 'never';

  constructor(
    code: FaultCode,
    message: string,
    options: { retry?: 'later'; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? 'never';
  }
}

/** Whether an error passes by itself, as a full disk does: the whole work may be tried again. */
export function isPassing(error: unknown): boolean {
  return error instanceof Fault && error.retry === 'later';
}
