/**
 * Writes to the owners in private about the program itself, by the outbox: durable, at the pace of
 * the bot account that carries it, which must be live and not held.
 */
import { type Clock, type Instant, type Language, type Line, parsePlatformId } from '#kit';
import { factOf } from '../../store/facts.ts';
import { holdKey } from '../../store/holds.ts';
import { owners } from '../../store/memberships.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Store } from '../../store/store.ts';
import type { BotAccounts } from '../links/bot-accounts.ts';
import { post } from './mail.ts';

export interface OwnerLetterParts {
  readonly bots: BotAccounts;
  readonly store: Store;
  readonly clock: Clock;
  /** The language of somebody who has chosen none. */
  readonly language: Language;
  readonly isLive: (account: string) => boolean;
}

type Words = (language: Language) => Line;

export interface OwnerLetter {
  readonly words: Words;
  readonly now: Instant;
  /** A platform that is left out: nobody's id holds there any more. */
  readonly notOn?: string;
}

export class OwnerLetters {
  readonly #parts: OwnerLetterParts;

  constructor(parts: OwnerLetterParts) {
    this.#parts = parts;
  }

  /**
   * To every owner and admin whom a live account can reach; resolves when it is stored.
   * @throws Fault when the disk refuses
   */
  async write(words: Words): Promise<void> {
    const now = this.#parts.clock.now();
    await this.#parts.store.write(now, async (_, { connection }) => {
      this.post(connection, { words, now });
    });
  }

  /** The same in a transaction that is open: what is said and why are stored together. */
  post(connection: Statements, { words, now, notOn }: OwnerLetter): void {
    for (const { platform, platform_id: id, bot: known, language } of connection.all(owners, {})) {
      const to = id === null || platform === notOn ? undefined : parsePlatformId(id);
      const bot = this.#carrier(connection, { platform, known });
      if (to === undefined || bot === undefined) continue;
      const line = words(language ?? this.#parts.language);
      post(connection, { platform, bot, to: { private: to }, line, now });
    }
  }

  /** The one that the person knows, if it gets through; any other of the platform otherwise. */
  #carrier(
    connection: Statements,
    { platform, known }: { platform: string; known: string | null },
  ): string | undefined {
    const able = this.#parts.bots
      .on(platform)
      .map(({ account }) => account)
      .filter((account) => this.#parts.isLive(account) && !isHeld(connection, account));
    return able.find((account) => account === known) ?? able[0];
  }
}

function isHeld(connection: Statements, account: string): boolean {
  return connection.get(factOf, { key: holdKey(account) }) !== undefined;
}
