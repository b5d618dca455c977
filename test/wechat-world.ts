/** A whole app with a WeChat bot account before a pretend gateway. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, type BotParts, type Feature, type Health, seededRandom } from '#kit';
import { wechat } from '../bots/wechat/index.ts';
import { features as allFeatures } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { realClock, realTimers } from '../src/host.ts';
import { openTestApp } from './app.ts';
import { freePort, type GatewayOptions, PretendGateway } from './wechat-gateway.ts';

export const TOKEN = 'insecure_0b2c4f5e-7d1a-4c55-9f6e-3a1d';

export interface WorldOptions {
  readonly gateway?: Partial<GatewayOptions>;
  /** Settings of the bot account beside its address and token. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly features?: readonly Feature[];
}

export interface World {
  readonly app: App;
  readonly bot: Bot;
  readonly folder: string;
  readonly logged: unknown[];
  gateway: PretendGateway;
  /** Starts a gateway at the same place, as after its death. */
  restart(options?: Partial<GatewayOptions>): Promise<void>;
  /** Resolves when the link is in this state. */
  link(state: Health['state']): Promise<Health>;
  close(): Promise<void>;
}

/** What a bot may use of the world; it writes into `folder`. */
export function partsIn(folder: string, logged: unknown[] = []): BotParts {
  const note = (facts: unknown, message: string) => logged.push([message, facts]);
  return {
    clock: realClock,
    timers: realTimers,
    random: seededRandom('test', 'wechat'),
    log: { info: () => undefined, warn: note, error: note },
    folder,
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
  const bot = await wechat.create(botAt(given.port, options.settings, partsIn(folder, logged)));
  const app = await openTestApp({
    file: join(folder, 'qunli.db'),
    features: options.features ?? allFeatures,
    bots: [bot],
    clock: realClock,
    logged,
  });
  const world: World = {
    app,
    bot,
    folder,
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
    async close() {
      await app.close();
      await world.gateway.end();
      rmSync(folder, { recursive: true });
    },
  };
  await listening(world.gateway);
  app.connect();
  return world;
}

/** Logs in as soon as a bot has asked for it, as a gateway with a saved session does. */
async function listening(gateway: PretendGateway): Promise<void> {
  await gateway.until(({ did }) => did === 'listen');
  gateway
    .until(({ did }) => did === 'start')
    .then(() => gateway.order('login'))
    .catch(() => undefined);
}
