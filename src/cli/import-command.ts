/** `qunli import`: takes past events from a file into the activity figures; nothing is answered. */
import { type Incoming, type PlatformId, parsePlatformId } from '#kit';
import { sandboxBot } from '../../bots/sandbox/index.ts';
import { features } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import { realClock } from '../host.ts';
import { type PastOutcome, recordPast } from '../runtime/hearing/history.ts';
import { Settings } from '../runtime/settings/settings.ts';
import { schemasOf } from '../store/current.ts';
import { startDatabase } from '../store/start.ts';
import { Store } from '../store/store.ts';
import { counted } from './counted.ts';
import { eventLines, sizeOfSource } from './event-lines.ts';
import type { SourceLine } from './line-splitter.ts';
import { openProgress } from './progress.ts';
import { isBlank, readGiven } from './sandbox.ts';
import { EXIT, Stop } from './stop.ts';

/** The options as typed. */
export interface ImportFlags {
  readonly as: string;
  readonly group?: string;
}

/** Events in one commit: so many cost one wait for the disk and about 10 ms. */
const BATCH = 1_000;
/** More complaints about single lines than this help nobody. */
const MOST_COMPLAINTS = 10;

/**
 * @returns a line for the operator
 * @throws Stop for what was typed wrongly, Fault when database or disk refuse
 */
export async function importCommand(
  file: string,
  flags: ImportFlags,
  config: Config,
): Promise<string> {
  if (flags.as !== 'sandbox') {
    throw new Stop(EXIT.wrongUse, `--as ${flags.as}: there is only sandbox`);
  }
  const group = groupOf(flags.group);
  const total = sizeOfSource(file);
  const history = openHistory(config);
  const progress = openProgress({ title: 'import', total, unit: 'bytes' });
  try {
    return report(file, await importLines(history, { file, group, onBytes: progress.to }));
  } finally {
    progress.end();
    history.close();
  }
}

interface History {
  /** Records events in one commit. */
  record(events: readonly Incoming[]): Promise<readonly PastOutcome[]>;
  close(): void;
}

function openHistory(config: Config): History {
  const { language, zone } = config;
  const founding = { language, zone };
  const database = startDatabase({
    file: config.file,
    features: schemasOf(features),
    now: realClock.now(),
    pid: process.pid,
    founding,
  });
  const { writer, reader } = database;
  const settings = new Settings(writer, features, new Map());
  const communityOf = settings.community.bind(settings);
  const store = new Store({ writer, reader, communityOf, founding });
  const { platform } = sandboxBot(async () => undefined);
  return {
    record: (events) =>
      store.write(realClock.now(), async (_, core) =>
        events.map((event) => recordPast(settings, { platform, event }, core)),
      ),
    close: () => database.close(),
  };
}

type Count = Record<PastOutcome | 'lines' | 'unreadable', number>;

interface Source {
  readonly file: string;
  readonly group: PlatformId | undefined;
  readonly onBytes: (done: number) => void;
}

async function importLines(history: History, source: Source): Promise<Count> {
  const count: Count = { lines: 0, unreadable: 0, recorded: 0, known: 0, leftOut: 0 };
  let batch: Incoming[] = [];
  let bytes = 0;
  const commit = async (): Promise<void> => {
    for (const outcome of await history.record(batch)) count[outcome] += 1;
    batch = [];
    source.onBytes(bytes);
  };
  for await (const given of eventLines({ file: source.file, standardInput: process.stdin })) {
    bytes += (typeof given === 'string' ? Buffer.byteLength(given) : given.bytes) + 1;
    count.lines += 1;
    const event = eventOf(given, count);
    if (event) batch.push(inGroup(event, source.group));
    if (batch.length >= BATCH) await commit();
  }
  await commit();
  return count;
}

function eventOf(given: SourceLine, count: Count): Incoming | undefined {
  if (isBlank(given)) return undefined;
  const line = readGiven(given);
  if (line.kind === 'event') return line.event;
  if (line.kind === 'unreadable') {
    count.unreadable += 1;
    if (count.unreadable <= MOST_COMPLAINTS) complain(`line ${count.lines}: ${line.why}`);
  }
  return undefined;
}

/** A private conversation stays one. */
function inGroup(event: Incoming, group: PlatformId | undefined): Incoming {
  return group === undefined || event.group === undefined ? event : { ...event, group };
}

function report(file: string, count: Count): string {
  const { recorded, known, leftOut, unreadable } = count;
  const taken = recorded + known + leftOut;
  if (unreadable > 0 && taken === 0) {
    throw new Stop(EXIT.failed, `${file}: no line can be read as a sandbox event`);
  }
  return (
    `${file}: ${counted(recorded, 'event')} recorded, ${known} known before, ` +
    `${leftOut} left out (private talk, presses, recalls, roles), ${unreadable} unreadable`
  );
}

function groupOf(typed: string | undefined): PlatformId | undefined {
  if (typed === undefined) return undefined;
  const group = parsePlatformId(typed);
  if (group !== undefined) return group;
  throw new Stop(EXIT.wrongUse, `--group ${typed}: this cannot be the id of a group`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
