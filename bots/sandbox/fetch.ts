/** Fetches a file of the sandbox: one on this machine, named by whoever writes the events. */
import { readFile, stat } from 'node:fs/promises';
import type { Fetched } from '#kit';

/** @param most in bytes */
export async function fetchFile(path: string, most: number): Promise<Fetched> {
  try {
    const { size } = await stat(path);
    if (size > most) return { kind: 'tooLarge' };
    return { kind: 'fetched', bytes: await readFile(path) };
  } catch (error) {
    return { kind: 'unavailable', why: String(error) };
  }
}
