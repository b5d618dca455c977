/** A whole app on a QQ account that is connected to the pretend QQ side over real sockets. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bot,
  type Clock,
  type Feature,
  type Log,
  seconds,
  seededRandom,
  type Timers,
} from '#kit';
import { qq } from '../../../bots/qq/index.ts';
import { features } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import { realClock, realTimers } from '../../../src/host.ts';
import { accountIn } from '../../../src/last-heard.ts';
import { openForReading } from '../../../src/store/open.ts';
import { openTestApp } from '../../app.ts';

/** What stands in the environment, without `QUNLI_QQ_`. */
export type Given = Readonly<Record<string, string>>;

/** Sends at any pace. */
export const NO_PACE: Given = { GAP_SECONDS: '0', PER_MINUTE: '0' };

/** The program waits a hundredth as long, and for nothing longer than this; the clock is real. */
const LONGEST_WAIT_MS = 120;

export const hurriedTimers: Timers = {
  after: (span, then) => {
    const hurried = Math.min(LONGEST_WAIT_MS, Math.ceil(span / 100));
    return realTimers.after(seconds(hurried / 1_000), then);
  },
  breathe: realTimers.breathe,
};

export interface WorldOptions {
  readonly given: Given;
  readonly features?: readonly Feature[];
  readonly clock?: Clock;
  readonly timers?: Timers;
  /** An existing folder, whose database is opened again. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly app: App;
  readonly bot: Bot;
  readonly folder: string;
  /** Warnings and errors. */
  readonly logged: unknown[];
  /** Values of the first column. */
  query(sql: string): readonly unknown[];
  close(): Promise<void>;
}

/** A bot as the program makes it. @throws when the settings are wrong */
export async function openBot(options: WorldOptions & { readonly log?: Log }): Promise<Bot> {
  const { given, clock = realClock, timers = realTimers, log = NO_LOG } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'qunli-qq-bot-'));
  const settings = qq.settings.parse({ ...NO_PACE, ...given });
  const random = seededRandom('test', 'qq');
  const parts = { clock, timers, random, ...accountIn({ log, folder }) };
  return qq.create({ account: 'qq', settings, parts });
}

const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The app is connecting when this resolves. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'qunli-qq-'));
  const logged: unknown[] = [];
  const note = (facts: unknown) => logged.push(facts);
  const log = { info: () => undefined, warn: note, error: note };
  const bot = await openBot({ ...options, folder, log });
  const { clock = realClock, timers = realTimers, settings = {} } = options;
  const file = join(folder, 'qunli.db');
  const app = await openTestApp({
    file,
    features: options.features ?? features,
    bots: [bot],
    clock,
    timers,
    logged,
    settings,
  });
  app.connect();
  let closing: Promise<void> | undefined;
  return {
    app,
    bot,
    folder,
    logged,
    query: (sql) => queried(file, sql),
    close: async () => {
      closing ??= app.close();
      await closing;
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}

function queried(file: string, sql: string): readonly unknown[] {
  const connection = openForReading(file);
  try {
    return [...connection.iterate({ sql, parameters: [] })].map((row) => row[0]);
  } finally {
    connection.close();
  }
}

/** Waits until something is so. @throws when it is not within some seconds */
export async function until(
  isSo: () => boolean,
  what: string | (() => string) = 'it',
): Promise<void> {
  const end = performance.now() + 8_000;
  while (!isSo()) {
    if (performance.now() > end)
      assert.fail(`in vain: ${typeof what === 'string' ? what : what()}`);
    await new Promise((go) => setTimeout(go, 5));
  }
}

export async function untilLive({ app }: Pick<World, 'app'>): Promise<void> {
  const health = () => app.health()[0];
  await until(
    () => health()?.state === 'live',
    () => `the link: ${JSON.stringify(health())}`,
  );
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  assert(typeof address === 'object' && address);
  return address.port;
}
