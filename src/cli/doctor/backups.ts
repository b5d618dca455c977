/** The doctor looks at the backups: is there one, is it recent, and could it be put back? */
import { hours, type Instant, spanBetween } from '#kit';
import type { Config } from '../../config.ts';
import { verifyBackup } from '../../store/backup.ts';
import { isOfAnother } from '../../store/identity.ts';
import { backupFolder, lastWritten, newestBackup } from '../../upkeep/backups.ts';
import { type Finding, good, looking, note } from './finding.ts';

const MS_PER_HOUR = hours(1);
/** A backup that lags behind the data by more than this is too old, however rare they are. */
const STALE_HOURS = 24;

export function backups({ file, backupHours }: Pick<Config, 'file' | 'backupHours'>): Finding {
  const name = 'backups';
  const newest = newestBackup({ file, folder: backupFolder(file) });
  if (newest === undefined) return none(file, name);
  const { path, made } = newest;
  const remedy = 'make a new one: «npx qunli backup FILE»';
  return looking(
    name,
    () => {
      verifyBackup(path);
      if (isOfAnother(path, file)) {
        const says = `${path} is a backup of another database, not of ${file}`;
        return { state: 'wrong', name, says, remedy: `move it away, and ${remedy}` };
      }
      const behind = hoursBehind(file, made);
      const says = `${path} is sound, ${behind} h behind the data`;
      const isStale = behind > Math.max(STALE_HOURS, 2 * backupHours);
      return isStale ? { state: 'wrong', name, says, remedy } : good(name, says);
    },
    remedy,
  );
}

function none(file: string, name: string): Finding {
  return note(name, `none in ${backupFolder(file)} yet; the running bot makes them`);
}

/** Against the data and not the clock: a bot that was off has missed nothing. */
function hoursBehind(file: string, made: Instant): number {
  return Math.max(0, Math.floor(spanBetween(made, lastWritten(file)) / MS_PER_HOUR));
}
