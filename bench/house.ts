/** Opens the whole app with all features for a contender, in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bot,
  type Clock,
  type Delivery,
  type Feature,
  parsePlatformId,
  parseZone,
} from '#kit';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { features as allFeatures } from '../commands/index.ts';
import { type App, openApp } from '../src/app.ts';
import { realTimers } from '../src/host.ts';

export interface House {
  readonly app: App;
  readonly bot: Bot;
  readonly file: string;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly clock: Clock;
  readonly onSend: (delivery: Delivery) => void;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** All features unless given. */
  readonly features?: readonly Feature[];
  /** The bot account; a pretend one unless given. */
  readonly bot?: Bot;
  /** Further bot accounts. */
  readonly others?: readonly Bot[];
  /** Warnings and errors end the contender; false where the other side ends the connection. */
  readonly isStrict?: boolean;
}

/** Each check-in gets an answer of its own, so that answers can be counted and timed. */
export const NO_MERGING: Readonly<Record<string, unknown>> = {
  'checkin.mergeAnswers': { afterMany: 0, withinSeconds: 10, collectSeconds: 5 },
};

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when this process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-bench-'));
  folders.push(folder);
  return folder;
}

/** Warnings and errors end a contender: a bench of a broken program says nothing. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const {
    clock,
    onSend,
    settings = {},
    features = allFeatures,
    bot = pretendBot(onSend),
    others = [],
    isStrict = true,
  } = options;
  const complain = isStrict ? fail : () => undefined;
  const file = join(temporaryFolder(), 'qunli.db');
  const app = await openApp({
    file,
    features,
    bots: [bot, ...others],
    clock,
    timers: realTimers,
    log: { info: () => undefined, warn: complain, error: complain },
    files: {
      keep: async () => fail('no files'),
      writeText: async () => fail('no files'),
      writeExport: async () => fail('no files'),
      remove: async () => fail('no files'),
    },
    seed: 'bench',
    everywhere: new Map(Object.entries(settings)),
    language: 'zh-CN',
    zone: zone(),
    pid: process.pid,
  });
  return { app, bot, file, close: () => app.close() };
}

function pretendBot(onSend: (delivery: Delivery) => void): Bot {
  const self = parsePlatformId('bench');
  if (self === undefined) throw new Error('not an id');
  const bot = sandboxBot(async (delivery) => onSend(delivery));
  return { ...bot, platform: 'bench', account: 'bench', self, names: ['bench'] };
}

function zone() {
  const shanghai = parseZone('Asia/Shanghai');
  if (shanghai === undefined) throw new Error('not a zone');
  return shanghai;
}

function fail(facts: unknown): never {
  throw new Error(`the program complained: ${JSON.stringify(facts)}`, { cause: facts });
}
