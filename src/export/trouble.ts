/** Turns what the system or a writer says of a file into a sentence for the operator. */
import { Fault, type FaultCode } from '#kit';
import { TableTooLargeError } from './table.ts';

const SYSTEM: Readonly<Record<string, readonly [FaultCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full; free some space and export again'],
  EDQUOT: ['disk-full', 'your share of the disk is used up; free some space and export again'],
  EFBIG: ['disk-full', 'files may not become so large here; export again to another disk'],
  EROFS: ['read-only', 'the disk is read-only; choose another place'],
  EACCES: ['read-only', 'you may not write there; choose another place'],
  EPERM: ['read-only', 'you may not write there; choose another place'],
  ENOENT: ['file-unwritable', 'there is no such folder'],
  ENOTDIR: ['file-unwritable', 'a part of the path is no folder'],
  EISDIR: ['file-unwritable', 'this is a folder; name a file in it'],
  EIO: ['file-unwritable', 'the disk cannot be written'],
};

/** @returns a fault that names `called`, or the error itself where it is none of the file's */
export function asExportFault(error: unknown, called: string): unknown {
  if (error instanceof TableTooLargeError) {
    const instead = 'export it as CSV, or fewer days of it';
    return new Fault('file-unwritable', `${called}: ${error.message}: ${instead}`, {
      cause: error,
    });
  }
  const known = SYSTEM[codeOf(error)];
  if (!known) return error;
  const [code, says] = known;
  return new Fault(code, `${called}: ${says}`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
