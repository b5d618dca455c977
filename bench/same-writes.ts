/**
 * The statements that our program really writes for some messages, with ready values, for receivers
 * that decide nothing and read nothing: the limit of what can be reached.
 */
import type Database from 'better-sqlite3';
import type { Message } from '#kit';
import { realClock } from '../src/host.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { type Commits, emptyDatabase, prepareAll } from './pipeline-bare.ts';
import { feed } from './pipeline-ours.ts';
import { record } from './recording.ts';

type Ready = ReturnType<typeof prepareAll>[number];

/** Has our program write them once, and opens an empty database with our tables. */
export async function sameWrites(messages: readonly Message[]): Promise<SameWrites> {
  const commits = await recorded(messages);
  const db = await emptyDatabase();
  return new SameWrites(db, prepareAll(db, commits).flat(), messages.length);
}

async function recorded(messages: readonly Message[]): Promise<Commits> {
  const recording = record();
  const clock = realClock;
  const house = await openHouse({ clock, settings: NO_MERGING, onSend: () => undefined });
  recording.restart();
  await feed(house, { clock, messages });
  const commits = [...recording.commits];
  await house.close();
  return commits;
}

export class SameWrites {
  readonly #db: Database.Database;
  readonly #writes: Ready;
  readonly #perMessage: number;
  #written = 0;
  #count = 0;

  constructor(db: Database.Database, writes: Ready, messages: number) {
    this.#db = db;
    this.#writes = writes;
    this.#perMessage = writes.length / messages;
  }

  /** Commits what falls to so many further messages. */
  commit(messages: number): void {
    this.#count += messages;
    const end = Math.min(this.#writes.length, Math.round(this.#count * this.#perMessage));
    this.#db.exec('begin immediate');
    for (; this.#written < end; this.#written += 1) run(this.#writes[this.#written]);
    this.#db.exec('commit');
  }

  close(): void {
    this.#db.close();
  }
}

function run(write: Ready[number] | undefined): void {
  if (write?.isRead) write.statement.all(...write.values);
  else write?.statement.run(...write.values);
}
