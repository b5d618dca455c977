/**
 * What an account must remember beyond a restart: its groups, to notice new ids, and who owned
 * them, to notice that somebody no longer does. One small file; without it nothing breaks.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log, PlatformId } from '#kit';

const FILE = 'groups.json';
/** More groups than any account is in; a bound on the file. */
const MOST_GROUPS = 5_000;

/** By group: its owner, empty when the gateway does not say. */
const stored = z.record(z.string(), z.string());

export class Memory {
  readonly #folder: string;
  readonly #log: Log;
  /** Who was forgotten and not heard since. */
  readonly #forgotten = new Set<PlatformId>();
  #owners: Map<string, string>;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
    this.#owners = new Map(Object.entries(readStored(join(folder, FILE))));
  }

  get groups(): readonly string[] {
    return [...this.#owners.keys()];
  }

  /** Who owned a group when it was last looked at; undefined for a new one. */
  ownerOf(group: PlatformId): string | undefined {
    return this.#owners.get(group);
  }

  note(group: PlatformId, owner: string): void {
    if (this.#owners.get(group) === owner) return;
    if (this.#owners.size >= MOST_GROUPS) this.#owners.clear();
    this.#owners.set(group, owner);
    this.#save();
  }

  /** Somebody was forgotten: they stand in no file until they are heard again. */
  forgetPeople(ids: readonly PlatformId[]): void {
    const gone = new Set<string>(ids);
    for (const id of ids) this.#forgotten.add(id);
    for (const [group, owner] of this.#owners) if (gone.has(owner)) this.#owners.set(group, '');
    this.#save();
  }

  isForgotten(person: PlatformId): boolean {
    return this.#forgotten.has(person);
  }

  /** Somebody was heard. @returns whether they had been forgotten before */
  meet(person: PlatformId): boolean {
    return this.#forgotten.delete(person);
  }

  /** Everybody has a new id: these groups are called otherwise now. */
  forget(groups: readonly string[]): void {
    for (const group of groups) this.#owners.delete(group);
    this.#save();
  }

  /** A disk that refuses costs only the memory; the bot goes on. */
  #save(): void {
    const file = join(this.#folder, FILE);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(this.#owners)));
      renameSync(`${file}.new`, file);
    } catch (error) {
      this.#log.warn({ error }, 'the groups of this account could not be written down');
    }
  }
}

function readStored(file: string): Readonly<Record<string, string>> {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
