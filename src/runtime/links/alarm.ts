/**
 * Alarms: what owners must hear even when nothing can be stored. It is the one thing that leaves
 * past the outbox, because a full disk has no room for it there.
 */
import {
  type Bot,
  type Clock,
  hours,
  type Instant,
  type Language,
  type Line,
  type Log,
  type Outgoing,
  type Piece,
  type PlatformId,
  type Reader,
  type Target,
} from '#kit';
import { factOf } from '../../store/facts.ts';
import { holdKey } from '../../store/holds.ts';
import { owners } from '../../store/memberships.ts';
import type { BotAccounts } from './bot-accounts.ts';

/** The same alarm is not repeated sooner. */
const SILENCE = hours(1);

export interface AlarmParts {
  readonly bots: BotAccounts;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
  /** The language of somebody who has chosen none. */
  readonly language: Language;
}

export class Alarm {
  readonly #parts: AlarmParts;
  readonly #raised = new Map<string, Instant>();

  constructor(parts: AlarmParts) {
    this.#parts = parts;
  }

  /** Tells every owner and admin, in private, at most once an hour for each `what`. */
  async raise(what: string, words: (language: Language) => Line): Promise<void> {
    if (!this.#isNew(what)) return;
    for (const owner of await this.#parts.reader.all(owners, {})) {
      if (owner.platform_id === null) continue;
      const line = words(owner.language ?? this.#parts.language);
      await this.#send(owner.platform, { private: owner.platform_id }, line);
    }
  }

  /** Tells a group or a member, at most once an hour for each place. */
  async apologise(
    platform: string,
    to: Target,
    words: (language: Language) => Line,
  ): Promise<void> {
    const where: PlatformId = 'group' in to ? to.group : to.private;
    if (!this.#isNew(`${platform} ${where}`)) return;
    await this.#send(platform, to, words(this.#parts.language));
  }

  #isNew(what: string): boolean {
    const now = this.#parts.clock.now();
    for (const [key, at] of this.#raised) if (now >= at + SILENCE) this.#raised.delete(key);
    if (this.#raised.has(what)) return false;
    this.#raised.set(what, now);
    return true;
  }

  async #send(platform: string, to: Target, line: Line): Promise<void> {
    const pieces: readonly Piece[] = [line];
    const action: Outgoing = { do: 'say', to, pieces };
    // Any account of the platform that gets through: the others may be what the alarm is about.
    for (const bot of this.#parts.bots.on(platform)) {
      const isStopped = await this.#parts.reader.get(factOf, { key: holdKey(bot.account) });
      if (!isStopped && (await this.#isSent(bot, action))) return;
    }
  }

  async #isSent(bot: Bot, action: Outgoing): Promise<boolean> {
    try {
      return (await bot.send({ action, at: this.#parts.clock.now() })).kind === 'sent';
    } catch (error) {
      this.#parts.log.error({ error }, 'an alarm could not be sent');
      return false;
    }
  }
}
