/**
 * The limit of the latency: what came in during one turn of the event loop is written in one
 * transaction of a bare better-sqlite3 loop (inbox, activity, ledger), then answered.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Message } from '#kit';
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { temporaryFolder } from './house.ts';
import { isCommand, type LoadOptions, loadMessage } from './load.ts';
import { Stopwatch } from './pace.ts';

const SCHEMA = `
  create table inbox (place text, key text, primary key (place, key)) without rowid;
  create table activity (place text, account text, messages integer, primary key (place, account))
    without rowid;
  create table ledger (seq integer primary key, account text, points integer);
`;

export async function latencyBare(options: LoadOptions): Promise<Figures> {
  const stopwatch = new Stopwatch();
  const db = openBare();
  const write = writer(db);
  let waiting: number[] = [];
  const commit = () => {
    const batch = waiting;
    waiting = [];
    write(batch.map((n) => loadMessage(n, { ...options, at: realClock.now() })));
    for (const n of batch) stopwatch.answered(n);
  };
  const cpu = process.cpuUsage();
  await stopwatch.run({
    ...options,
    take: (n) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push(n);
      return isCommand(n, options);
    },
  });
  const { user, system } = process.cpuUsage(cpu);
  db.close();
  const seconds = options.count / options.perSecond;
  return { ...stopwatch.figures(), cpuPercent: (user + system) / 10_000 / seconds };
}

function openBare(): Database.Database {
  const db = new Database(join(temporaryFolder(), 'bare.db'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec(SCHEMA);
  return db;
}

function writer(db: Database.Database): (messages: readonly Message[]) => void {
  const take = db.prepare('insert into inbox values (?, ?) on conflict do nothing');
  const count = db.prepare(
    'insert into activity values (?, ?, 1) on conflict do update set messages = messages + 1',
  );
  const post = db.prepare('insert into ledger (account, points) values (?, 5)');
  return db.transaction((messages: readonly Message[]) => {
    for (const { group = '', key, from, text } of messages) {
      take.run(group, key);
      count.run(group, from.id);
      if (text === '签到') post.run(from.id);
    }
  });
}
