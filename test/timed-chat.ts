/**
 * An app around a pretend group that lives by pretend but real-like time: events share commits,
 * talk waits for company, timers ring. For what `openChat()`, whose clock is set, cannot show.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Delivery, type Feature, type Incoming, parseInstant } from '#kit';
import { readLine, sandboxBot } from '../bots/sandbox/index.ts';
import type { App } from '../src/app.ts';
import type { Connection } from '../src/store/sqlite.ts';
import { heardFrom } from '../src/testing/heard.ts';
import { openTestApp } from './app.ts';
import { TimeWorld } from './time-world.ts';

const START = '2026-03-01T09:00:00+08:00';

export interface TimedOptions {
  readonly features: readonly Feature[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** ISO 8601 with a zone; where the clock starts. */
  readonly now?: string;
  /** Where its own folder is made; that of temporary files unless given. */
  readonly folder?: string | undefined;
}

export class TimedChat {
  readonly world: TimeWorld;
  readonly folder: string;
  readonly file: string;
  /** What the app warned of and complained about. */
  readonly logged: unknown[] = [];
  readonly said: Delivery[] = [];
  readonly bot = sandboxBot(async (delivery) => {
    this.said.push(delivery);
  });
  readonly #options: TimedOptions;
  #app: App | undefined;
  #ids = 0;

  private constructor(options: TimedOptions) {
    this.#options = options;
    this.folder = mkdtempSync(join(options.folder ?? tmpdir(), 'qunli-timed-'));
    this.file = join(this.folder, 'qunli.db');
    const start = parseInstant(options.now ?? START);
    assert(start !== undefined);
    this.world = new TimeWorld(start);
  }

  static async open(options: TimedOptions): Promise<TimedChat> {
    const chat = new TimedChat(options);
    await chat.reopen();
    return chat;
  }

  get app(): App {
    assert(this.#app, 'the app is closed');
    return this.#app;
  }

  /** Starts the program on the same file. */
  async reopen(): Promise<void> {
    const { world } = this;
    this.#app = await openTestApp({
      ...this.#options,
      file: this.file,
      bots: [this.bot],
      clock: world,
      timers: world,
      logged: this.logged,
    });
  }

  /** The connection that writes. */
  async writer(): Promise<Connection> {
    return this.app.store.write(this.world.now(), async (_, { connection }) => connection);
  }

  /** Hands in an event of `g1`; resolves when it is stored. */
  hear(fields: object): Promise<void> {
    return this.app.receive(this.bot, this.event(fields));
  }

  says(from: string, text: string, fields: object = {}): Promise<void> {
    return this.hear({ type: 'message', from, text, ...fields });
  }

  /** An event as the sandbox reads it, now and in `g1` unless said otherwise. */
  event(fields: object): Incoming {
    this.#ids += 1;
    const at = new Date(this.world.now()).toISOString();
    const line = readLine(JSON.stringify({ at, group: 'g1', id: `m${this.#ids}`, ...fields }));
    assert(line.kind === 'event', 'not an event');
    return line.event;
  }

  /** Lets time pass; each timer rings and what follows from it is done. */
  pass(ms: number): Promise<void> {
    return this.world.pass(ms, () => this.app.settle().catch(() => undefined));
  }

  /** Lets time pass with the program running, until all of it is done. */
  async live(ms: number): Promise<void> {
    await this.pass(ms);
    await this.app.settle();
  }

  /** The program is off for so long. */
  async off(ms: number): Promise<void> {
    await this.stop();
    this.world.setClockBy(ms);
    await this.reopen();
  }

  /** What was said to a group, or to somebody in private as `@account`, and is not forgotten. */
  heardBy(where: string): readonly string[] {
    return this.said
      .map(heardFrom)
      .filter(({ to }) => to === where)
      .map(({ text }) => text);
  }

  async stop(): Promise<void> {
    const app = this.app;
    this.#app = undefined;
    await app.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
