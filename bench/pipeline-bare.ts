/**
 * The limit of the pipeline: a bare better-sqlite3 loop that writes exactly the rows that our
 * program wrote for the same talk, by prepared statements with ready values. It parses, decides and
 * reads nothing.
 */
import Database from 'better-sqlite3';
import { SetClock } from '../src/runtime/set-clock.ts';
import type { Figures } from './contender.ts';
import { openHouse } from './house.ts';
import { feed } from './pipeline-ours.ts';
import { record, type Written } from './recording.ts';
import { type TalkOptions, talk } from './talk.ts';

/** Messages that share a commit where the loop chooses by itself. */
const SHARED = 100;
/** As our own connection has them (src/store/open.ts). */
const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'secure_delete = 1',
];

/** What each transaction wrote. */
export type Commits = readonly (readonly Written[])[];

/** In the same commits as our program. */
export async function bareInOurCommits(options: TalkOptions): Promise<Figures> {
  const commits = await recorded(options);
  return replay(await emptyDatabase(), { commits, events: options.messages });
}

/** With one commit for every hundred messages. */
export async function bareInHundreds(options: TalkOptions): Promise<Figures> {
  const written = (await recorded(options)).flat();
  const perCommit = Math.ceil((written.length * SHARED) / options.messages);
  const count = Math.ceil(written.length / perCommit);
  const commits = Array.from({ length: count }, (_, index) =>
    written.slice(index * perCommit, (index + 1) * perCommit),
  );
  return replay(await emptyDatabase(), { commits, events: options.messages });
}

async function recorded(options: TalkOptions): Promise<Commits> {
  const recording = record();
  const clock = new SetClock();
  const house = await openHouse({ clock, onSend: () => undefined });
  recording.restart();
  await feed(house, { clock, messages: [...talk(options)] });
  const commits = [...recording.commits];
  await house.close();
  return commits;
}

/** A file with our tables and nothing in them. */
export async function emptyDatabase(): Promise<Database.Database> {
  const house = await openHouse({ clock: new SetClock(), onSend: () => undefined });
  await house.close();
  const db = new Database(house.file);
  for (const pragma of PRAGMAS) db.pragma(pragma);
  return db;
}

function replay(db: Database.Database, work: { commits: Commits; events: number }): Figures {
  const ready = prepareAll(db, work.commits);
  const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')];
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (const written of ready) {
    begin.run();
    for (const { statement, isRead, values } of written) {
      if (isRead) statement.all(...values);
      else statement.run(...values);
    }
    commit.run();
  }
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  db.close();
  return {
    eventsPerSecond: work.events / seconds,
    cpuMicrosPerEvent: (user + system) / work.events,
    commits: ready.length,
    statementsPerEvent: ready.flat().length / work.events,
  };
}

/** Each run of a statement with the statement made ready. */
export function prepareAll(db: Database.Database, commits: Commits) {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare<unknown[]>(sql);
    statements.set(sql, known);
    return known;
  };
  return commits.map((written) =>
    written.map(({ sql, how, values }) => ({
      statement: prepared(sql),
      isRead: how !== 'run',
      values,
    })),
  );
}
