/** A Telegram bot without an app around it: what it reports is collected, and storing may fail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bot,
  type Connection,
  type Incoming,
  type LinkReport,
  type LinkTrouble,
  type Outgoing,
  parsePlatformId,
  type SendOutcome,
} from '#kit';
import { type HurriedTime, hurriedTime } from '../hurried-time.ts';
import { FakeTelegram } from './fake.ts';
import { telegramBot } from './world.ts';

export interface LoneOptions {
  /** How many times faster than real time passes; 50 unless given. */
  readonly factor?: number;
  /** Another time than one that hurries. */
  readonly time?: HurriedTime;
  readonly variables?: Readonly<Record<string, string>>;
  /** Path of the Bot API, as the operator writes it. */
  readonly path?: string;
  /** Stores an event; what it throws is a failure to store. */
  readonly store?: (event: Incoming) => Promise<void>;
  readonly isClosed?: boolean;
}

interface Own extends Pick<LoneOptions, 'store'> {
  readonly folder: string;
  readonly logged: unknown[];
}

export class LoneBot {
  readonly fake: FakeTelegram;
  readonly bot: Bot;
  readonly events: Incoming[] = [];
  readonly dropped: string[] = [];
  readonly losses: LinkTrouble[] = [];
  readonly logged: unknown[];
  heard = 0;
  readonly folder: string;
  readonly #store: LoneOptions['store'];
  connection: Connection | undefined;

  constructor(fake: FakeTelegram, bot: Bot, own: Own) {
    this.fake = fake;
    this.bot = bot;
    this.folder = own.folder;
    this.#store = own.store;
    this.logged = own.logged;
  }

  get report(): LinkReport {
    return {
      authorized: () => undefined,
      heard: () => {
        this.heard += 1;
      },
      hurry: () => undefined,
      receive: async (event) => {
        await this.#store?.(event);
        this.events.push(event);
      },
      dropped: (what) => this.dropped.push(what),
      missed: () => undefined,
      estranged: () => undefined,
      echoed: () => undefined,
      lost: (trouble) => this.losses.push(trouble),
    };
  }

  async open(): Promise<void> {
    this.connection = await this.bot.open(this.report);
  }

  /** Says a text in a group, or does something else. */
  send(action: Outgoing | string): Promise<SendOutcome> {
    const group = parsePlatformId('-100');
    if (group === undefined) throw new Error('no id');
    const said: Outgoing =
      typeof action === 'string' ? { do: 'say', to: { group }, pieces: [action] } : action;
    return this.bot.send({ action: said, at: hurriedTime(1).clock.now() });
  }

  async close(): Promise<void> {
    await this.connection?.close();
    await this.fake.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Connects a bot to a fake Bot API. */
export async function openBot(options: LoneOptions = {}): Promise<LoneBot> {
  const { factor = 50, variables = {}, store, path = '', time = hurriedTime(factor) } = options;
  const fake = await FakeTelegram.start();
  fake.prefix = path.replace(/\/$/, '');
  fake.holdMs = 1_000 / factor;
  const folder = mkdtempSync(join(tmpdir(), 'qunli-lone-'));
  const logged: unknown[] = [];
  const world = { folder, time, root: `${fake.root}${path}`, variables, logged };
  const own = { folder, logged };
  const lone = new LoneBot(fake, await telegramBot(world), store ? { ...own, store } : own);
  if (!options.isClosed) await lone.open();
  return lone;
}
