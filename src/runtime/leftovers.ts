/**
 * Files that jobs left behind, such as exports. They are made to be sent once, so the house removes
 * them a day later, and at once when somebody is erased: any of them may hold the name.
 */
import { after, type FileRoom, hours, type Instant, instantOf } from '#kit';
import { hastenHouseJobs, planHouseJob } from '../store/due.ts';
import type { Statements } from '../store/sqlite.ts';
import { HOUSE } from './scheduler.ts';

/** The house's job that removes one file; its data is the file's name. */
export const REMOVE_FILE = 'removeFile';
/** Long enough for a manager to ask where the file is, too short to become an archive. */
const KEEP_FILES = hours(24);

/** A file room that notes in `names` what is left in it. */
export function noting(files: FileRoom, names: Set<string>): FileRoom {
  return {
    writeText(name, text) {
      names.add(name);
      return files.writeText(name, text);
    },
    writeExport(request) {
      names.add(request.name);
      return files.writeExport(request);
    },
    remove(name) {
      names.delete(name);
      return files.remove(name);
    },
  };
}

/** Plans the removal of each file; a file that was written anew gets a new day. */
export function planRemovals(
  connection: Statements,
  { names, now }: { names: ReadonlySet<string>; now: Instant },
): void {
  for (const name of names) {
    connection.run(planHouseJob, {
      dueAt: instantOf(after(now, KEEP_FILES)),
      feature: HOUSE,
      what: REMOVE_FILE,
      key: `${HOUSE}:${REMOVE_FILE}:${name}`,
      data: JSON.stringify(name),
    });
  }
}

/** Lets every file that was left go now. */
export function removeAllSoon(connection: Statements, now: Instant): void {
  connection.run(hastenHouseJobs, { feature: HOUSE, what: REMOVE_FILE, now });
}
