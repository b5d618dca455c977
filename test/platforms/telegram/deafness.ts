/**
 * A Telegram link under a pretend clock, made deaf in one way after the other: how long until it is
 * known, and whether the link is back afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, type Log, type Span, seconds, seededRandom } from '#kit';
import { Link } from '../../../src/runtime/links/link.ts';
import { TimeWorld } from '../../time-world.ts';
import { freePort } from '../qq/qq-world.ts';
import { FakeTelegram, type Fault } from './fake.ts';
import { telegramBot } from './world.ts';

const always = (fault: Fault, method?: string) => (fake: FakeTelegram) => {
  fake.faultOf = (call) => (method === undefined || call.method === method ? fault : undefined);
};
const tooMany = {
  refuse: 429,
  description: 'Too Many Requests',
  parameters: { retry_after: 600 },
} as const;

/** How a link that asks for news can be up and deaf. */
const POLLING: Readonly<Record<string, (fake: FakeTelegram) => void>> = {
  'another side that takes everything and answers nothing': (fake) => {
    fake.isDeaf = true;
  },
  'news that are held back for ever while all else is answered': always('silence', 'getUpdates'),
  'a word to ask nothing for ten minutes': always(tooMany, 'getUpdates'),
  'a proxy that cuts every line': always('resetAfterBody'),
  'a proxy that answers for Telegram': always('badGateway'),
  'another copy that has the news': always('conflict', 'getUpdates'),
  'a token that holds no more': always('unauthorized'),
};

/** How one that is called can be. */
const CALLED: Readonly<Record<string, (fake: FakeTelegram) => void>> = {
  'a webhook that somebody has set elsewhere': (fake) => {
    fake.webhook = { url: 'https://elsewhere.example/hook', pending_update_count: 0 };
  },
  'calls that do not arrive': (fake) => {
    // It tries again and again, so that the last failure is always a recent one.
    const last_error_date = START_MS / 1_000 + 86_400;
    const failure = { last_error_date, last_error_message: 'Connection refused' };
    fake.webhook = { ...fake.webhook, pending_update_count: 3, ...failure };
  },
  'an API that answers nothing': (fake) => {
    fake.isDeaf = true;
  },
};

export const WAYS = { polling: POLLING, webhook: CALLED } as const;

export interface Deafened {
  readonly way: keyof typeof WAYS;
  readonly deafness: string;
  /** So long the link has been live before. */
  readonly calm: Span;
}

export interface Found {
  /** Until the link was known to be down; undefined when it was not within 120 s. */
  readonly afterSeconds: number | undefined;
  readonly isBack: boolean;
}

const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const START_MS = 1_772_326_800_000;
const STEP_SECONDS = 5;
const MOST_SECONDS = 120;
/** Until the link is back: it has been told to wait for ten minutes. */
const MOST_WAITS = 250;

/** Sockets are real: what was written must arrive before time goes on. */
const settle = (): Promise<void> => new Promise((go) => setTimeout(go, 4));

export async function deafen({ way, deafness, calm }: Deafened): Promise<Found> {
  const fake = await FakeTelegram.start();
  fake.holdMs = 0.4;
  const time = new TimeWorld(instantOf(START_MS));
  const folder = mkdtempSync(join(tmpdir(), 'qunli-deaf-'));
  const variables = way === 'webhook' ? await webhook() : {};
  const world = { folder, time: { clock: time, timers: time }, root: fake.root, variables };
  const link = linkOf(await telegramBot({ ...world, logged: [] }), time);
  link.start();
  const isLive = () => link.health.state === 'live';
  const step = () => time.pass(seconds(STEP_SECONDS), settle).then(settle);
  try {
    for (let waits = 0; waits < MOST_WAITS && !isLive(); waits += 1) await settle();
    for (let passed = 0; passed < calm / 1_000; passed += STEP_SECONDS) await step();
    const { generation } = link.health;
    WAYS[way][deafness]?.(fake);
    let passed = 0;
    const isFound = () => link.health.state === 'down' || link.health.generation > generation;
    for (; !isFound() && passed < MOST_SECONDS; passed += STEP_SECONDS) await step();
    const afterSeconds = isFound() ? passed : undefined;
    fake.isDeaf = false;
    fake.faultOf = undefined;
    fake.webhook = {};
    const isBack = () => isLive() && link.health.generation > generation;
    for (let waits = 0; waits < MOST_WAITS && !isBack(); waits += 1) await step();
    return { afterSeconds, isBack: isBack() };
  } finally {
    const stopping = link.stop();
    let isStopped = false;
    void stopping.then(() => {
      isStopped = true;
    });
    await fake.stop();
    while (!isStopped) await step();
    rmSync(folder, { recursive: true });
  }
}

async function webhook() {
  return {
    WEBHOOK_URL: 'https://bot.example/hook',
    WEBHOOK_SECRET: 'a-secret-of-some-length',
    WEBHOOK_LISTEN: `127.0.0.1:${await freePort()}`,
  };
}

function linkOf(bot: Awaited<ReturnType<typeof telegramBot>>, time: TimeWorld): Link {
  return new Link({
    bot,
    clock: time,
    timers: time,
    random: seededRandom('test', 'link'),
    log: QUIET,
    receive: async () => undefined,
    missed: async () => undefined,
    estranged: async () => undefined,
    echoed: () => undefined,
    changed: () => undefined,
    hurry: () => undefined,
  });
}
