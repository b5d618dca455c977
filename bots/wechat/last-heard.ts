/**
 * When an account was heard last, and which groups were talking then: in a small file, so that the
 * program knows after a restart since when it was away. No person stands in it.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Instant, instantOf, type Log, type PlatformId, parsePlatformId } from '#kit';

const FILE = 'last-heard.json';

const stored = z.object({
  self: z.string(),
  at: z.int(),
  groups: z.array(z.tuple([z.string(), z.int()])),
});

export interface Heard {
  /** The bot's own account. */
  readonly self: PlatformId;
  readonly at: Instant;
  /** Groups with the moment at which each was heard last. */
  readonly groups: readonly (readonly [PlatformId, Instant])[];
}

export class LastHeard {
  readonly #folder: string;
  readonly #log: Log;

  constructor({ folder, log }: { readonly folder: string; readonly log: Log }) {
    this.#folder = folder;
    this.#log = log;
  }

  /** @returns undefined when nothing was written down by this account */
  read(self: PlatformId): Heard | undefined {
    const read = stored.safeParse(contentOf(join(this.#folder, FILE))).data;
    if (read?.self !== self) return undefined;
    const groups = read.groups.flatMap(([id, at]) => {
      const group = parsePlatformId(id);
      return group === undefined ? [] : [[group, instantOf(at)] as const];
    });
    return { self, at: instantOf(read.at), groups };
  }

  /** A disk that refuses costs only the memory; the bot goes on. */
  write(heard: Heard): void {
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
