/** Whether what is written is coloured: the output decides, not where the program runs. */
import type { Writable } from 'node:stream';
import picocolors from 'picocolors';

/**
 * A file or a pipe gets plain text even where the environment speaks for colours, as build servers
 * do; a terminal gets them unless its owner has said no.
 */
export function isColoured(output: Writable): boolean {
  return Reflect.get(output, 'isTTY') === true && picocolors.isColorSupported;
}
