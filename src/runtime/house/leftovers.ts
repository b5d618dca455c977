/**
 * Files that jobs left behind, such as exports. They are made to be sent once, so the house removes
 * them a day later. When somebody is erased they go at once, for any of them may hold the name; but
 * not what was made for another member of that member's own data.
 */
import { after, type FileRoom, hours, type Instant, instantOf, type MemberId } from '#kit';
import { HOUSE, hastenJobs, planHouseJob } from '../../store/due.ts';
import type { Statements } from '../../store/sqlite.ts';

/** The house's job that removes one file; its data is the file's name. */
export const REMOVE_FILE = 'removeFile';
/** Long enough for a manager to ask where the file is, too short to become an archive. */
const KEEP_FILES = hours(24);

/** Names of files that were left, each with whose data alone it holds. */
export type Leaves = Map<string, MemberId | undefined>;

/** A file room that notes what is left in it. */
export function noting(files: FileRoom, leaves: Leaves): FileRoom {
  return {
    writeText(file) {
      leaves.set(file.name, file.about);
      return files.writeText(file);
    },
    writeExport(request) {
      leaves.set(request.name, undefined);
      return files.writeExport(request);
    },
    keep: (file) => files.keep(file),
    remove(name) {
      leaves.delete(name);
      return files.remove(name);
    },
  };
}

/** Plans the removal of each file; a file that was written anew gets a new day. */
export function planRemovals(
  connection: Statements,
  { leaves, now }: { leaves: Leaves; now: Instant },
): void {
  for (const [name, about] of leaves) {
    connection.run(planHouseJob, {
      dueAt: instantOf(after(now, KEEP_FILES)),
      feature: HOUSE,
      what: REMOVE_FILE,
      key: `${keyFor(about)}${name}`,
      data: JSON.stringify(name),
    });
  }
}

/** Lets every file go now that may hold the names of these members. */
export function removeSoon(
  connection: Statements,
  { members, now }: { members: readonly MemberId[]; now: Instant },
): void {
  for (const about of [undefined, ...members]) {
    connection.run(hastenJobs, { keys: `${keyFor(about)}%`, now });
  }
}

/** How the keys of removals begin, for files about one member and for all others. */
function keyFor(about: MemberId | undefined): string {
  return `${HOUSE}:${REMOVE_FILE}:${about ?? 'any'}:`;
}
