/**
 * Which version of a schedule somebody was shown. A word on it (keep, change, approve, send) counts
 * for that version alone: where it is another one by then, that one is shown and asked about.
 */
import type { Schedule } from '../store/schedules.ts';

/** All that a preview shows of it, and who has changed it last. */
export function versionOf(schedule: Schedule): string {
  const { when, content, targets, image, file, mentionsAll, changedBy } = schedule;
  return JSON.stringify([when, content, targets, image, file, mentionsAll, changedBy]);
}

/** The same while its picture or file is still on its way, which was named when it was shown. */
export function versionBeforeFile(schedule: Schedule): string {
  return versionOf({ ...schedule, image: undefined, file: undefined });
}
