/**
 * Keeps when a bot account was heard last in a small file of the account's folder, for all
 * platforms whose past talk cannot simply be asked for.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import {
  type Fetching,
  instantOf,
  type LastHeard,
  type LastHeardKeeper,
  type Log,
  type PlatformId,
  parsePlatformId,
} from '#kit';
import { fetching } from './fetching.ts';

const FILE = 'last-heard.json';

const stored = z.object({
  self: z.string(),
  at: z.int(),
  groups: z.array(z.tuple([z.string(), z.int()])),
});

interface Place {
  readonly folder: string;
  readonly log: Log;
}

/** A bot account's folder and log, what is noted there of when it was heard, and a way to files. */
export function accountIn(
  place: Place,
): Place & { readonly lastHeard: LastHeardKeeper; readonly fetching: Fetching } {
  return { ...place, lastHeard: new LastHeardFile(place), fetching };
}

export class LastHeardFile implements LastHeardKeeper {
  readonly #folder: string;
  readonly #log: Log;

  constructor({ folder, log }: Place) {
    this.#folder = folder;
    this.#log = log;
  }

  read(self: PlatformId): LastHeard | undefined {
    const read = stored.safeParse(contentOf(join(this.#folder, FILE))).data;
    if (read?.self !== self) return undefined;
    const groups = read.groups.flatMap(([id, at]) => {
      const group = parsePlatformId(id);
      return group === undefined ? [] : [[group, instantOf(at)] as const];
    });
    return { self, at: instantOf(read.at), groups };
  }

  /** A disk that refuses costs only the memory; the bot goes on. */
  write(heard: LastHeard): void {
    const file = join(this.#folder, FILE);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(heard));
      renameSync(`${file}.new`, file);
    } catch (error) {
      this.#log.warn({ error }, 'it could not be written down when this account was heard last');
    }
  }
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
