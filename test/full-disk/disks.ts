/** Disks that can be made full and be given room again. */
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, type Random } from '#kit';
import type { Connection } from '../../src/store/sqlite.ts';

export interface Disk {
  /** Where databases are to be made; anywhere unless given. */
  readonly folder?: string;
  fill(writer: Connection, chance: Random): void;
  free(writer: Connection): void;
}

/** Pages that are left when a file may not grow any more; most crowds need a few. */
const MOST_PAGES = 4;
const UNLIMITED = 1_073_741_823;

/** SQLite’s own fault: writing ends wherever the next page is needed, in the middle of a step. */
export const fullFile: Disk = {
  fill(writer, chance) {
    const pages = Number(writer.pragma('page_count')) + chance.int(0, MOST_PAGES);
    writer.pragma(`max_page_count = ${pages}`);
  },
  free: (writer) => void writer.pragma(`max_page_count = ${UNLIMITED}`),
};

const BALLAST_BYTES = 4_096;
/** Blocks that are left; a commit needs some 20 for the log. */
const MOST_BLOCKS = 150;

/** A small disk of its own: writing ends in the log, mostly at the end of a commit. */
export function realDisk(folder: string): Disk {
  const ballast = join(folder, 'ballast');
  const reserve = join(folder, 'reserve');
  return {
    folder,
    fill(writer, chance) {
      // An empty log begins anew in the place of the old one and would need no room for long.
      writer.pragma('wal_checkpoint(truncate)');
      write(reserve, chance.int(1, MOST_BLOCKS));
      write(ballast, Number.POSITIVE_INFINITY);
      rmSync(reserve);
    },
    free: () => rmSync(ballast, { force: true }),
  };
}

/** Writes so many blocks, or as many as there is room for. */
function write(file: string, blocks: number): void {
  if (existsSync(file)) throw new Fault('file-unwritable', `${file} is there already`);
  const block = Buffer.alloc(BALLAST_BYTES);
  const descriptor = openSync(file, 'w');
  try {
    for (let done = 0; done < blocks; done += 1) writeSync(descriptor, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(descriptor);
  }
}
