/**
 * The outbox (待发箱): the only door out. Each bot account has a courier of its own, so that none
 * waits for another's platform.
 */
import {
  type Bot,
  type Clock,
  instantOf,
  type Log,
  type Substitutes,
  seededRandom,
  type Timers,
} from '#kit';
import { expireOld, markInterrupted, sentSince } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { BotAccounts } from './bot-accounts.ts';
import { Courier } from './courier.ts';
import { Letters } from './letters.ts';
import { Pacer } from './pacer.ts';

export interface OutboxParts {
  readonly store: Store;
  readonly bots: BotAccounts;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly seed: string;
  readonly substitutes: Substitutes;
  /** Called when the time has come to send what had to wait. */
  readonly wake: () => void;
}

interface Door {
  readonly bot: Bot;
  readonly pacer: Pacer;
  readonly courier: Courier;
}

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #doors: readonly Door[];

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#doors = parts.bots.all.map((bot) => doorOf(bot, parts));
  }

  /** After a start: what was being sent when the program stopped is `unknown`, for good. */
  async recover(): Promise<void> {
    const { clock, store, log } = this.#parts;
    const now = clock.now();
    const lost = await store.write(now, async (_, { connection }) => {
      for (const { bot, pacer } of this.#doors) {
        const since = instantOf(now - pacer.memory);
        const sent = connection.all(sentSince, { bot: bot.account, since });
        if (!clock.isSet) for (const { lane, at } of sent) pacer.note(lane, at);
      }
      connection.run(expireOld, { before: now });
      return connection.run(markInterrupted, {});
    });
    if (lost > 0) log.warn({ lost }, 'sends whose outcome nobody knows');
  }

  /**
   * Sends what is planned; resolves when nothing more can leave now.
   * @throws Fault when the disk refuses; what has not left yet is held, nothing is forgotten
   */
  async drain(): Promise<void> {
    await Promise.all(this.#doors.map(({ courier }) => courier.drain()));
  }

  stop(): void {
    for (const { courier } of this.#doors) courier.stop();
  }
}

function doorOf(bot: Bot, { seed, ...parts }: OutboxParts): Door {
  const pacer = new Pacer(bot.can.pace, seededRandom(seed, `pace of ${bot.account}`));
  const letters = new Letters({ ...parts, bot, pacer });
  return { bot, pacer, courier: new Courier({ ...parts, bot, pacer, letters }) };
}
