/**
 * A QQ link under a pretend clock, made deaf in one way after the other: how long until it is
 * found, and whether the link is back afterwards.
 */
import { type Incoming, instantOf, type Log, type Span, seconds, seededRandom } from '#kit';
import { Link } from '../../../src/runtime/links/link.ts';
import { TimeWorld } from '../../time-world.ts';
import { FakeQq } from './fake.ts';
import { freePort, openBot, until } from './qq-world.ts';

/** How a link can be up and deaf. */
export const DEAFNESSES: Readonly<Record<string, (qq: FakeQq) => void>> = {
  'another side that falls silent': (qq) => {
    qq.isSilent = true;
  },
  'heartbeats that stop while calls are answered': (qq) => qq.beat(),
  'a heartbeat that says offline': (qq) => {
    qq.isOnline = false;
    qq.beat();
  },
  'an account that is offline and says nothing': (qq) => {
    qq.isOnline = false;
  },
  'a notice that the account has gone': (qq) => {
    qq.isOnline = false;
    qq.notice('bot_offline', { user_id: qq.self });
  },
  'a socket that is cut': (qq) => qq.cut(),
};

export const WAYS = ['forward', 'reverse', 'http'] as const;

export interface Deafened {
  readonly way: (typeof WAYS)[number];
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
const STEP_SECONDS = 5;
const MOST_SECONDS = 120;
/** Until the link is back. */
const MOST_WAITS = 200;

/** Sockets are real: what was written must arrive before time goes on. */
const settle = (): Promise<void> => new Promise((go) => setTimeout(go, 4));

export async function deafen({ way, deafness, calm }: Deafened): Promise<Found> {
  const qq = new FakeQq();
  const time = new TimeWorld(instantOf(1_772_326_800_000));
  const given = await givenFor(way, qq);
  const bot = await openBot({ given, clock: time, timers: time });
  const link = new Link({
    bot,
    clock: time,
    timers: time,
    random: seededRandom('test', 'link'),
    log: QUIET,
    receive: async (_, _event: Incoming) => undefined,
    missed: async () => undefined,
    estranged: async () => undefined,
    echoed: () => undefined,
    changed: () => undefined,
    hurry: () => undefined,
  });
  link.start();
  const isLive = () => link.health.state === 'live';
  try {
    if (way === 'reverse') qq.dial(`ws://127.0.0.1:${given.LISTEN}`);
    if (way === 'http') qq.postTo(`http://127.0.0.1:${given.LISTEN}`);
    await until(isLive, 'the link');
    await time.pass(calm, settle);
    const { generation } = link.health;
    DEAFNESSES[deafness]?.(qq);
    await settle();
    let passed = 0;
    const isFound = () => link.health.state === 'down' || link.health.generation > generation;
    while (!isFound() && passed < MOST_SECONDS) {
      await time.pass(seconds(STEP_SECONDS), settle);
      passed += STEP_SECONDS;
    }
    const afterSeconds = isFound() ? passed : undefined;
    qq.isSilent = false;
    qq.isOnline = true;
    for (let waits = 0; waits < MOST_WAITS && !(isLive() && isFound()); waits += 1) {
      await time.pass(seconds(STEP_SECONDS), settle);
      // Sockets open by the real clock, on a busy machine slowly.
      await new Promise((go) => setTimeout(go, 30));
    }
    return { afterSeconds, isBack: isLive() && link.health.generation > generation };
  } finally {
    await Promise.all([qq.close(), stopped(link, time)]);
  }
}

/** Stopping waits for nothing but the clock, which is ours. */
async function stopped(link: Link, time: TimeWorld): Promise<void> {
  let isStopped = false;
  const stopping = link.stop().then(() => {
    isStopped = true;
  });
  while (!isStopped) await time.pass(seconds(1), settle).then(settle);
  await stopping;
}

async function givenFor(way: Deafened['way'], qq: FakeQq) {
  if (way === 'reverse') return { LISTEN: String(await freePort()) };
  const port = await qq.listen();
  if (way === 'forward') return { URL: `ws://127.0.0.1:${port}` };
  return { HTTP_URL: `http://127.0.0.1:${port}`, LISTEN: String(await freePort()) };
}
