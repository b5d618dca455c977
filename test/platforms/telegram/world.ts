/** A whole app on a Telegram account, a fake Bot API over a real socket, and people who talk. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, type Feature, type LinkState, seededRandom } from '#kit';
import { telegram } from '../../../bots/telegram/index.ts';
import { settings } from '../../../bots/telegram/settings.ts';
import { features as allFeatures } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import { listCommands } from '../../../src/cli/list-commands.ts';
import { accountIn } from '../../../src/last-heard.ts';
import { openForReading } from '../../../src/store/open.ts';
import { openTestApp } from '../../app.ts';
import { type HurriedTime, hurriedTime, until } from '../hurried-time.ts';
import { FakeTelegram, TOKEN } from './fake.ts';

export const GROUP = -1_001_000;

export interface WorldOptions {
  readonly features?: readonly Feature[];
  /** How many times faster than real time passes; 10 unless given. */
  readonly factor?: number;
  /** Further variables of the account, e.g. `{ WEBHOOK_URL: … }`. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly isConnected?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Another Bot API than the fake. */
  readonly root?: string;
}

export class World {
  readonly fake: FakeTelegram;
  readonly time: HurriedTime;
  readonly app: App;
  readonly bot: Bot;
  readonly folder: string;
  readonly logged: unknown[];

  constructor(parts: Pick<World, 'fake' | 'time' | 'app' | 'bot' | 'folder' | 'logged'>) {
    this.fake = parts.fake;
    this.time = parts.time;
    this.app = parts.app;
    this.bot = parts.bot;
    this.folder = parts.folder;
    this.logged = parts.logged;
  }

  get second(): number {
    return Math.floor(this.time.clock.now() / 1_000);
  }

  get state(): LinkState | undefined {
    return this.app.health()[0]?.state;
  }

  person(id: number, name: string, rest: object = {}): Person {
    return new Person(this, { id, is_bot: false, first_name: name, ...rest });
  }

  /** Waits until the bot has said something in the group. */
  async hears(expected: string | RegExp, chat = GROUP): Promise<string> {
    const matches = (text: string) =>
      typeof expected === 'string' ? text === expected : expected.test(text);
    const said = () =>
      `the bot says ${expected}; it said ${JSON.stringify(this.fake.heardIn(chat))}`;
    await until(said, () => this.fake.heardIn(chat).some(matches));
    const found = this.fake.heardIn(chat).find(matches);
    assert(found !== undefined);
    return found;
  }

  becomes(state: LinkState, ms?: number): Promise<void> {
    return until(`the link is ${state}`, () => this.state === state, ms);
  }

  /** Rows of the database, read beside the running app. */
  rows(sql: string): readonly (readonly unknown[])[] {
    const connection = openForReading(join(this.folder, 'qunli.db'));
    try {
      return [...connection.iterate({ sql, parameters: [] })];
    } finally {
      connection.close();
    }
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.fake.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

interface Known {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
}

export class Person {
  readonly #world: World;
  readonly from: Known;

  constructor(world: World, from: Known) {
    this.#world = world;
    this.from = from;
  }

  /** Says something in the group; @returns the number of the message. */
  says(text: string, rest: object = {}): number {
    const { fake, second } = this.#world;
    const message_id = fake.freshMessage();
    const chat = { id: GROUP, type: 'supergroup', title: '测试群' };
    const message = { message_id, date: second, chat, from: this.from, text, ...rest };
    fake.push({ message });
    return message_id;
  }

  /** Says something to the bot alone. */
  whispers(text: string): number {
    return this.says(text, { chat: { id: this.from.id, type: 'private' } });
  }

  /** Ticks options of a poll of Telegram's own; none takes the ballot back. */
  ticks(poll: string, ...option_ids: readonly number[]): void {
    this.#world.fake.push({ poll_answer: { poll_id: poll, user: this.from, option_ids } });
  }

  presses(data: string): void {
    const { fake } = this.#world;
    const chat = { id: GROUP, type: 'supergroup' };
    const id = `${this.from.id}${fake.freshMessage()}`;
    const message = { message_id: 1, date: 0, chat };
    fake.push({ callback_query: { id, from: this.from, message, data } });
  }
}

/** Starts everything and waits until the bot is live. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { features = allFeatures, factor = 10, isConnected = true } = options;
  const fake = await FakeTelegram.start();
  fake.holdMs = 1_000 / factor;
  const time = hurriedTime(factor);
  const folder = mkdtempSync(join(tmpdir(), 'qunli-telegram-'));
  const bot = await telegramBot({
    ...options,
    features,
    folder,
    time,
    root: options.root ?? fake.root,
  });
  const logged: unknown[] = [];
  const app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features,
    bots: [bot],
    clock: time.clock,
    timers: time.timers,
    logged,
    settings: options.settings ?? {},
  });
  const world = new World({ fake, time, app, bot, folder, logged });
  app.connect();
  if (isConnected) await world.becomes('live');
  return world;
}

export interface BotWorld {
  readonly features?: readonly Feature[];
  readonly folder: string;
  readonly time: HurriedTime;
  readonly root: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Takes whatever the bot logs. */
  readonly logged?: unknown[];
}

/** A bot account as the program makes it. */
export function telegramBot(world: BotWorld): Promise<Bot> {
  const { features = [], folder, time, root, variables = {}, logged = [] } = world;
  const note = (...said: readonly unknown[]) => logged.push(said);
  return telegram.create({
    account: 'telegram',
    settings: settings.parse({ TOKEN, API_ROOT: root, ...variables }),
    parts: {
      ...time,
      random: seededRandom('test', 'telegram'),
      ...accountIn({
        log: { info: note, warn: note, error: note },
        folder: join(folder, 'accounts'),
      }),
      commands: listCommands(features),
    },
  });
}
