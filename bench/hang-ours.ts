/**
 * Two platforms at the same load, in process; one of them answers at once or never. Measured is how
 * long the members of the other one wait.
 */
import { type Bot, type Delivery, parsePlatformId } from '#kit';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { loadMessage } from './load.ts';
import { Stopwatch } from './pace.ts';

export interface HangLoad {
  readonly seconds: number;
  /** Whether the second platform never answers. */
  readonly isHanging: boolean;
}

/** Commands on both platforms together; every third is for the one that may hang. */
const PER_SECOND = 60;
const SHARE = 3;

export async function hangOurs({ seconds, isHanging }: HangLoad): Promise<Figures> {
  const stopwatch = new Stopwatch();
  let called = 0;
  const other = otherBot(() => {
    called += 1;
    return isHanging ? new Promise<never>(() => undefined) : Promise.resolve();
  });
  const house = await openHouse({
    clock: realClock,
    settings: NO_MERGING,
    others: [other],
    onSend: (delivery) => stopwatch.answered(quotedBy(delivery)),
    // A hung send ends as unknown after a minute, with a warning.
    isStrict: !isHanging,
  });
  const load = { perSecond: PER_SECOND, count: seconds * PER_SECOND, commandEvery: 1 };
  await stopwatch.run({
    ...load,
    take: (n) => {
      const isForOther = n % SHARE === SHARE - 1;
      const event = loadMessage(n, { ...load, at: realClock.now() });
      void house.app.receive(isForOther ? other : house.bot, event);
      return !isForOther;
    },
  });
  const figures = stopwatch.figures();
  // Its end is not waited for: what hangs would be given seven seconds more.
  void house.close().catch(() => undefined);
  return { ...figures, called };
}

function quotedBy({ action }: Delivery): number {
  return action.do === 'say' ? Number(action.replyTo) : Number.NaN;
}

function otherBot(send: (delivery: Delivery) => Promise<void>): Bot {
  const self = parsePlatformId('other');
  if (self === undefined) throw new Error('not an id');
  return { ...sandboxBot(send), platform: 'other', account: 'other', self, names: ['other'] };
}
