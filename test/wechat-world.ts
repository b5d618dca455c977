/** A whole app with a WeChat bot account before a pretend gateway. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, type BotParts, type Feature, type Health, seededRandom } from '#kit';
import { wechat } from '../bots/wechat/index.ts';
import { features as allFeatures } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { realClock, realTimers } from '../src/host.ts';
import { accountIn } from '../src/last-heard.ts';
import { exportedRows } from '../src/testing/exported-rows.ts';
import { openTestApp } from './app.ts';
import { freePort, type GatewayOptions, PretendGateway } from './wechat-gateway.ts';

export const TOKEN = 'insecure_0b2c4f5e-7d1a-4c55-9f6e-3a1d';

export interface WorldOptions {
  readonly gateway?: Partial<GatewayOptions>;
  /** Settings of the bot account beside its address and token. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly features?: readonly Feature[];
  /** Whether the account is logged in at the gateway; unless said, it is. */
  readonly isLoggedIn?: boolean;
}

export interface World {
  readonly app: App;
  readonly bot: Bot;
  readonly folder: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly logged: unknown[];
  gateway: PretendGateway;
  /** Starts a gateway at the same place, as after its death. */
  restart(options?: Partial<GatewayOptions>): Promise<void>;
  /** Resolves when the link is in this state. */
  link(state: Health['state']): Promise<Health>;
  /** The export of members, by account. */
  member(account: string): Readonly<Record<string, unknown>> | undefined;
  /** The bot goes, the gateway stays. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** What a bot may use of the world; it writes into `folder`. */
export function partsIn(folder: string, logged: unknown[] = []): BotParts {
  const note = (facts: unknown, message: string) => logged.push([message, facts]);
  return {
    clock: realClock,
    timers: realTimers,
    random: seededRandom('test', 'wechat'),
    ...accountIn({ log: { info: () => undefined, warn: note, error: note }, folder }),
  };
}

/** A bot account as the configuration would make it. */
export function botAt(port: number, settings: WorldOptions['settings'], parts: BotParts) {
  const given = { ENDPOINT: `127.0.0.1:${port}`, TOKEN, GAP_SECONDS: '0', GROUP_PER_MINUTE: 60 };
  return { account: 'wechat', settings: wechat.settings.parse({ ...given, ...settings }), parts };
}

/** Opens everything; the account is logged in and the group is heard. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-wechat-'));
  const logged: unknown[] = [];
  const given = { port: await freePort(), token: TOKEN, ...options.gateway };
  const file = join(folder, 'qunli.db');
  const features = options.features ?? allFeatures;
  const bot = await wechat.create(botAt(given.port, options.settings, partsIn(folder, logged)));
  const app = await openTestApp({
    file,
    features,
    bots: [bot],
    clock: realClock,
    logged,
  });
  let closing: Promise<void> | undefined;
  const world: World = {
    app,
    bot,
    folder,
    port: given.port,
    settings: options.settings ?? {},
    logged,
    gateway: new PretendGateway(given),
    async restart(others = {}) {
      world.gateway = new PretendGateway({ ...given, ...others });
      await listening(world.gateway);
    },
    async link(state) {
      for (;;) {
        const health = app.health().find((one) => one.state === state);
        if (health) return health;
        await new Promise((look) => setTimeout(look, 20));
      }
    },
    member(account) {
      const exportParts = { file, features, everywhere: new Map() };
      return exportedRows({ exportParts }, { what: 'members' }).find(
        ({ accountId }) => accountId === account,
      );
    },
    leave: () => {
      closing ??= app.close();
      return closing;
    },
    async close() {
      await world.leave();
      await world.gateway.end();
      rmSync(folder, { recursive: true });
    },
  };
  await listening(world.gateway, options.isLoggedIn);
  app.connect();
  return world;
}

/** Logs in as soon as a bot has asked for it, as a gateway with a saved session does. */
async function listening(gateway: PretendGateway, isLoggedIn = true): Promise<void> {
  await gateway.until(({ did }) => did === 'listen');
  if (!isLoggedIn) return;
  gateway
    .until(({ did }) => did === 'start')
    .then(() => gateway.order('login'))
    .catch(() => undefined);
}
