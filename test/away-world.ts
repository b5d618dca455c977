/**
 * A group whose bot goes away and comes back: because the program is stopped, dies, or loses its
 * platform. Time is pretended and passes as real time does; what was said meanwhile can be
 * delivered later.
 */
import { strict as assert } from 'node:assert';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Feature, instantOf, type PlatformRole, parseInstant } from '#kit';
import type { App } from '../src/app.ts';
import { openTestApp } from './app.ts';
import { idOf, type Manners, PretendBot, saying, well } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** After this what was missed counts as read, and the group has been told. */
const SETTLED = MINUTE;

export interface AwayOptions {
  readonly features: readonly Feature[];
  /** ISO 8601 with a zone; where the clock starts. */
  readonly now: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The files of a program that has died; its own unless given. */
  readonly folder?: string;
}

export class AwayWorld {
  readonly world: TimeWorld;
  readonly bot = new PretendBot({ platform: 'wechat' });
  readonly logged: unknown[] = [];
  readonly #folder: string;
  readonly #options: AwayOptions;
  #app: App | undefined;
  #keys = 0;

  private constructor(options: AwayOptions) {
    this.#options = options;
    this.#folder = options.folder ?? mkdtempSync(join(tmpdir(), 'qunli-away-'));
    this.world = new TimeWorld(instantOf(parseInstant(options.now) ?? 0));
  }

  /** The platform is not watched yet: until {@link watch} days can be skipped. */
  static async open(options: AwayOptions): Promise<AwayWorld> {
    const away = new AwayWorld(options);
    await away.start();
    return away;
  }

  /** From now on it is known when the bot is away. */
  async watch(): Promise<void> {
    this.app.connect();
    await this.pass(SETTLED);
    this.heard();
  }

  /** Jumps to a later moment, before anything is watched. */
  skip(ms: number): void {
    assert(this.bot.reports.length === 0, 'a clock that is set forward is a downtime');
    this.world.setClockBy(ms);
  }

  get app(): App {
    assert(this.#app, 'the program is off');
    return this.#app;
  }

  get now(): number {
    return this.world.now();
  }

  /** What the group has heard since it was last asked. */
  heard(): readonly string[] {
    const { texts } = this.bot;
    this.bot.sent.length = 0;
    return texts;
  }

  async start(): Promise<void> {
    this.#app = await openTestApp({
      ...this.#options,
      file: join(this.#folder, 'qunli.db'),
      bots: [this.bot],
      clock: this.world,
      timers: this.world,
      logged: this.logged,
    });
    await this.turn();
  }

  /** The files as they are left if the program dies now. */
  died(): string {
    const folder = mkdtempSync(join(tmpdir(), 'qunli-away-'));
    for (const file of ['qunli.db', 'qunli.db-wal']) {
      cpSync(join(this.#folder, file), join(folder, file));
    }
    return folder;
  }

  /** Ends the program in order. */
  async stop(): Promise<void> {
    const closing = this.app.close();
    await this.world.pass(MINUTE, this.turn);
    await closing;
    this.#app = undefined;
  }

  /** The program is off for so long; what was sent meanwhile comes in when it is back. */
  async off(ms: number, late: () => Promise<void> = async () => undefined): Promise<void> {
    await this.stop();
    this.world.setClockBy(ms - MINUTE);
    await this.back(late);
  }

  async back(late: () => Promise<void> = async () => undefined): Promise<void> {
    await this.start();
    this.app.connect();
    await this.turn();
    await late();
    await this.pass(SETTLED);
  }

  /** The platform cannot be reached for so long, while the program runs. */
  async cutOff(ms: number, back: Partial<Manners> = {}): Promise<void> {
    this.bot.manners = {
      ...well,
      open: () => Promise.reject(new Error('gone')),
      send: async () => ({ kind: 'notAccepted', why: 'gone', retryAfterSeconds: 30 }),
    };
    this.bot.report.lost({ kind: 'outage', why: 'gone' });
    await this.pass(ms);
    this.bot.manners = { ...well, ...back };
    const before = this.bot.openCount;
    while (this.bot.openCount === before) await this.pass(1_000);
    await this.pass(SETTLED);
  }

  readonly turn = async (): Promise<void> => {
    for (let turns = 0; turns < 12; turns += 1) await this.world.breathe();
  };

  /** Time passes with the program running. */
  pass(ms: number): Promise<void> {
    return this.world.pass(ms, this.turn);
  }

  /** Somebody says something in the group; `at` when it was said earlier than it is delivered. */
  async says(from: string, text: string, { at = this.now, group = 'g1' } = {}): Promise<void> {
    const event = saying(at, from, text, { group: idOf(group) });
    const received = this.#isWatched
      ? this.bot.report.receive(event)
      : this.app.receive(this.bot, event);
    await received;
    await this.turn();
  }

  async becomes(member: string, role: PlatformRole): Promise<void> {
    this.#keys += 1;
    const event = { type: 'role', key: `role${this.#keys}`, group: idOf('g1'), role } as const;
    const at = this.world.now();
    await this.app.receive(this.bot, { ...event, at, member: idOf(member) });
  }

  get #isWatched(): boolean {
    return this.bot.reports.length > 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#app) await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
