/** `qunli doctor`: looks at everything the bot needs, says what is wrong and what to do. */
import { statSync } from 'node:fs';
import { features } from '../../commands/index.ts';
import { openForReading } from '../store/open.ts';
import { isColoured } from './colours.ts';
import { backups } from './doctor/backups.ts';
import { database } from './doctor/database.ts';
import { type Finding, looking, note, shown } from './doctor/finding.ts';
import {
  configuration,
  folder,
  freeSpace,
  program,
  sizeInWords,
  sizeOf,
  strangers,
} from './doctor/machine.ts';
import { platforms } from './doctor/platforms.ts';
import { LineWriter } from './line-writer.ts';
import { EXIT, Stop } from './stop.ts';

export interface DoctorFlags {
  readonly db?: string;
  /** Shows the words of platforms and libraries, too. */
  readonly details?: boolean;
}

/** @throws Stop with exit code 1 when anything is wrong */
export async function doctorCommand({ db, details = false }: DoctorFlags): Promise<void> {
  const out = new LineWriter(process.stdout);
  const { isTTY, columns } = process.stdout;
  const showing = {
    isColoured: isColoured(process.stdout),
    hasDetails: details,
    columns: isTTY ? columns : undefined,
  };
  let wrong = 0;
  for await (const finding of findings(db)) {
    if (finding.state === 'wrong') wrong += 1;
    await out.write(shown(finding, showing));
  }
  if (wrong > 0) throw new Stop(EXIT.failed, `${wrong} wrong; what to do stands beside →`);
  await out.write('Nothing is wrong.');
}

async function* findings(db: string | undefined): AsyncGenerator<Finding> {
  yield program();
  const { finding, config } = configuration();
  yield finding;
  yield* strangers();
  if (!config) return;
  const file = db ?? config.file;
  yield folder(file);
  yield freeSpace(file);
  yield* inDatabase(file, db !== undefined);
  yield backups({ ...config, file });
  yield* platforms({ ...config, file });
}

/** @param isNamed somebody said which database is meant: then it has to be there */
function* inDatabase(file: string, isNamed: boolean): Generator<Finding> {
  const name = 'database';
  const missing = whatIsMissing(file);
  if (missing !== undefined) return yield isNamed ? lost(missing) : note(name, missing);
  let connection: ReturnType<typeof openForReading> | undefined;
  yield looking(
    name,
    () => {
      connection = openForReading(file);
      return { state: 'good', name, says: `${file}, ${sizeInWords(sizeOf(file))}` };
    },
    'is it the right file (--db FILE)? Otherwise put a backup back: «npx qunli restore FILE»',
  );
  if (!connection) return;
  try {
    yield* database({ file, connection, features });
  } finally {
    connection.close();
  }
}

/** An empty file is as good as none: a start makes either ready. */
function whatIsMissing(file: string): string | undefined {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return `${file} is not there; it is made at the first start`;
  return size === 0 ? `${file} is empty; it is made ready at the first start` : undefined;
}

function lost(says: string): Finding {
  return {
    state: 'wrong',
    name: 'database',
    says,
    remedy: 'name the one that you mean (--db FILE)',
  };
}
