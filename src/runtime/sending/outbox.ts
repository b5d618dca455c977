/**
 * The outbox (待发箱): the only door out. Each bot account has a courier of its own, so that none
 * waits for another's platform. What they begin and how it ended rides along on the commits of
 * others.
 */
import {
  type Bot,
  type Clock,
  type Echo,
  type Instant,
  instantOf,
  type Log,
  type Substitutes,
  seededRandom,
  type Timers,
} from '#kit';
import { expireOld, interrupted, markInterrupted, sentSince } from '../../store/outbox.ts';
import type { Rider } from '../../store/rider.ts';
import type { Connection, Statements } from '../../store/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { endPushes } from '../attention/failures.ts';
import type { BotAccounts } from '../links/bot-accounts.ts';
import { type Allowed, Courier } from './courier.ts';
import type { Notes } from './doubts.ts';
import { Echoes } from './echoes.ts';
import { tellInterrupted } from './interrupted.ts';
import { Letters } from './letters.ts';
import { LookingBack } from './looking-back.ts';
import { Pacer } from './pacer.ts';
import { recall } from './recall.ts';

export interface OutboxParts {
  readonly store: Store;
  readonly bots: BotAccounts;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly seed: string;
  readonly substitutes: Substitutes;
  readonly notes: Notes;
  /** Called when the time has come to send what had to wait. */
  readonly wake: () => void;
  /** Called when a push did not arrive for sure. */
  readonly onFailedPush?: ((at: Instant) => void) | undefined;
}

interface Door {
  readonly bot: Bot;
  readonly pacer: Pacer;
  readonly letters: Letters;
  readonly courier: Courier;
  readonly echoes: Echoes;
  readonly looking: LookingBack;
}

export class Outbox implements Rider {
  readonly #parts: OutboxParts;
  readonly #doors: readonly Door[];
  readonly #couriers: readonly Courier[];
  /** Until it is known what the last run left behind, nothing may leave. */
  #isOpen = false;
  #isStopped = false;
  /** How many commits have taken along what was there. */
  #departures = 0;
  /** A commit that was asked for and has not looked yet at what is there. */
  #coming: Promise<void> | undefined;
  #draining: Promise<void> | undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    const onMoved = () => this.forget();
    this.#doors = parts.bots.all.map((bot) => doorOf(bot, { ...parts, onMoved }));
    this.#couriers = this.#doors.map(({ courier }) => courier);
    parts.store.carry(this);
  }

  /** After a start: what was being sent when the program stopped is `unknown`, for good. */
  async recover(): Promise<void> {
    const { clock, store, log } = this.#parts;
    const now = clock.now();
    const lost = await store.write(now, async (_, { connection }) => {
      for (const { bot, pacer, letters } of this.#doors) {
        const rows = connection.all(interrupted, { bot: bot.account });
        const shared = { notes: this.#parts.notes, letters, bot, now };
        for (const row of rows) tellInterrupted(connection, { ...shared, row });
        if (!clock.isSet) recallPace(connection, { bot, pacer, now });
      }
      connection.run(expireOld, { before: now });
      const inDoubt = connection.run(markInterrupted, {});
      endPushes(connection, now);
      for (const { bot, echoes } of this.#doors) recall(connection, { bot, echoes, now });
      return inDoubt;
    });
    this.#isOpen = true;
    if (lost > 0) log.warn({ lost }, 'sends whose outcome nobody knows');
  }

  forget(): void {
    for (const courier of this.#couriers) courier.forget();
  }

  board(connection: Connection): void {
    // Whoever asks from now on needs another commit.
    this.#coming = undefined;
    if (this.#isOpen) for (const courier of this.#couriers) courier.board(connection);
  }

  arrived(): void {
    this.#departures += 1;
    for (const courier of this.#couriers) courier.arrived();
  }

  missed(): void {
    for (const courier of this.#couriers) courier.missed();
  }

  /**
   * Has what may leave by now begun, and what has ended stored; does not wait for platforms.
   * @throws Fault when the disk refuses; what has not left yet is held, nothing is forgotten
   */
  async deliver(): Promise<void> {
    if (this.#isStopped || !this.#hasBusiness) return;
    this.#coming ??= this.#commitSoon();
    await this.#coming;
  }

  /**
   * Sends what is planned; resolves when nothing more can leave now and all ends are stored.
   * @throws Fault when the disk refuses; what has not left yet is held, nothing is forgotten
   */
  drain(): Promise<void> {
    this.#draining ??= this.#drainAll();
    return this.#draining;
  }

  /**
   * Resolves when what is on its way by an account has been answered by its platform, and that is
   * stored.
   * @throws Fault when the disk refuses
   */
  async answered(account: string): Promise<void> {
    const courier = this.#doors.find(({ bot }) => bot.account === account)?.courier;
    await Promise.all(courier?.underWay ?? []);
    if (courier?.hasEnded) await this.deliver();
  }

  /** What may leave from now on; see {@link Courier.allow}. */
  allow(what: Allowed): void {
    for (const courier of this.#couriers) courier.allow(what);
  }

  /** Whether a platform still has to answer. */
  get isAwaiting(): boolean {
    return this.#couriers.some(({ underWay }) => underWay.length > 0);
  }

  /**
   * Resolves when all that is under way has been answered, and that is stored.
   * @throws Fault when the disk refuses
   */
  async heardOut(): Promise<void> {
    await Promise.all(this.#couriers.flatMap(({ underWay }) => underWay));
    await this.deliver();
  }

  /** An account's platform shows a message of its own. */
  echoed(account: string, echo: Echo): void {
    this.#doors.find(({ bot }) => bot.account === account)?.echoes.heard(echo);
  }

  /** An account is connected again: what is in doubt is looked for. */
  back(account: string): void {
    void this.#doors.find(({ bot }) => bot.account === account)?.looking.back();
  }

  stop(): void {
    this.#isStopped = true;
    for (const courier of this.#couriers) courier.stop();
    for (const { looking } of this.#doors) looking.stop();
  }

  get #hasBusiness(): boolean {
    return this.#couriers.some(({ hasBusiness }) => hasBusiness);
  }

  async #drainAll(): Promise<void> {
    try {
      if (this.#hasBusiness) await this.#commit();
      while (!this.#isStopped && (await this.#anyEnds())) await this.#commit();
    } finally {
      // In the same breath as the last look, or a call in between would be taken for served.
      this.#draining = undefined;
    }
  }

  /** Waits until something has ended. @returns false when nothing is under way */
  async #anyEnds(): Promise<boolean> {
    if (this.#parts.clock.isSet) {
      await Promise.all(this.#couriers.map((courier) => courier.sendInOrder()));
    }
    const hasEnded = () => this.#couriers.some((courier) => courier.hasEnded);
    const underWay = this.#couriers.flatMap((courier) => courier.underWay);
    if (!hasEnded() && underWay.length > 0) await Promise.race(underWay);
    return hasEnded();
  }

  /** What else is committed in this turn of the loop takes it along. */
  async #commitSoon(): Promise<void> {
    const before = this.#departures;
    await this.#parts.timers.breathe();
    if (this.#departures !== before) return;
    try {
      await this.#commit();
    } catch (error) {
      // It may not even have begun; whoever asks next needs another one.
      this.#coming = undefined;
      throw error;
    }
  }

  /** Nothing but what rides along. */
  async #commit(): Promise<void> {
    await this.#parts.store.transact(async () => undefined);
  }
}

/** What was sent before a restart counts as it did before. */
function recallPace(
  connection: Statements,
  { bot, pacer, now }: Pick<Door, 'bot' | 'pacer'> & { readonly now: Instant },
): void {
  const since = instantOf(now - pacer.memory);
  for (const { lane, at, digests } of connection.all(sentSince, { bot: bot.account, since })) {
    // Of what seems to be sent in the future, the clock was set back since.
    const sentAt = instantOf(Math.min(at, now));
    // A long text left in parts, and each counts.
    for (const _ of digests?.split(' ') ?? ['']) pacer.note(lane, sentAt);
  }
}

function doorOf(bot: Bot, { seed, ...parts }: OutboxParts & { onMoved: () => void }): Door {
  const pacer = new Pacer(bot.can.pace, seededRandom(seed, `pace of ${bot.account}`));
  const echoes: Echoes = new Echoes((row) => courier.confirm(row));
  const looking = new LookingBack({ ...parts, bot, echoes });
  const onDoubt = (lane: string) => looking.doubted(lane);
  const letters = new Letters({ ...parts, bot, pacer, echoes, onDoubt });
  const courier = new Courier({ ...parts, bot, pacer, letters });
  return { bot, pacer, letters, courier, echoes, looking };
}
