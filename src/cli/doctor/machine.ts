/** The doctor looks at what is around the database: configuration, program, time zones, disk. */
import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { removeDatabase } from '../../store/backup.ts';
import { openForWriting } from '../../store/open.ts';
import { VERSION } from '../../version.ts';
import { readConfiguration, strangeVariables } from '../configured.ts';
import { type Finding, good, looking, note } from './finding.ts';

const MEGABYTE = 1_000_000;
/** A bot that is up for a day writes less than this. */
const LEAST_FREE_BYTES = 100 * MEGABYTE;
/** A backup, and a second copy while it is being made. */
const COPIES = 2;

export function program(): Finding {
  const { node, tz = '' } = process.versions;
  return good('program', `qunli ${VERSION} on Node ${node}, time zone data ${tz}`);
}

/** @returns the configuration as well, where it can be read at all */
export function configuration(): { finding: Finding; config: Config | undefined } {
  const name = 'configuration';
  const outcome = readConfiguration();
  if (outcome.kind === 'wrong') {
    const says = outcome.problems.join('; ');
    const remedy = 'mend the environment or .env; .env.example lists what there is';
    return { finding: { state: 'wrong', name, says, remedy }, config: undefined };
  }
  const { language, zone, backupHours } = outcome.config;
  const backups = backupHours > 0 ? `a backup every ${backupHours} h` : 'no automatic backups';
  return { finding: good(name, `${language}, ${zone}, ${backups}`), config: outcome.config };
}

/** Variables that change nothing, because nothing is called so. */
export function strangers(): readonly Finding[] {
  return strangeVariables().map((name) =>
    note('configuration', `${name} is none of ours and changes nothing; .env.example lists all`),
  );
}

/** Whether the disk is one on which a database is safe, tried on a small one that is removed. */
export function folder(file: string): Finding {
  const name = 'folder';
  if (!existsSync(dirname(file))) return note(name, `${dirname(file)} is made at the first start`);
  const trial = `${file}.doctor`;
  const remedy = 'give this account the right to write there, or choose another place (--db FILE)';
  return looking(
    name,
    () => {
      try {
        const connection = openForWriting(trial);
        connection.exec('create table trial (value integer)');
        connection.close();
      } finally {
        removeDatabase(trial);
      }
      return good(name, `${dirname(file)} takes writes that survive a power cut (WAL, FULL)`);
    },
    remedy,
  );
}

export function freeSpace(file: string): Finding {
  const name = 'disk';
  if (!existsSync(dirname(file))) return note(name, 'not looked at: the folder is not there yet');
  const { bavail, bsize } = statfsSync(dirname(file));
  const free = bavail * bsize;
  const needed = Math.max(LEAST_FREE_BYTES, COPIES * sizeOf(file));
  const says = `${sizeInWords(free)} free`;
  if (free >= needed) return good(name, says);
  const remedy = `free some space: ${sizeInWords(needed)} are needed for the data and a backup`;
  return { state: 'wrong', name, says, remedy };
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** A size for people: `12.3 MB`, `82.9 GB`. */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / MEGABYTE;
  return megabytes < 1_000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1_000).toFixed(1)} GB`;
}
