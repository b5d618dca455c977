/**
 * Holds back what is ticked in a poll of which nothing is known yet: members see it, and tick,
 * before its platform has told us that it was sent. Whoever ticks then must not be forgotten.
 */
import type { Bot, Incoming, Ticks } from '#kit';
import { pollBy } from '../../store/group-questions.ts';
import type { Store } from '../../store/store.ts';
import type { Outbox } from '../sending/outbox.ts';

export interface EarlyTicksParts {
  readonly store: Store;
  readonly outbox: Outbox;
  /** Takes in what needs to wait no longer. */
  readonly receive: (bot: Bot, event: Incoming) => Promise<void>;
}

export class EarlyTicks {
  readonly #parts: EarlyTicksParts;
  /** By bot account: those that came before, so that of two ballots the later one counts. */
  readonly #before = new Map<string, Promise<void>>();

  constructor(parts: EarlyTicksParts) {
    this.#parts = parts;
  }

  /**
   * Takes an event in; what is ticked once its poll is known, or cannot become known by anything
   * that is on its way.
   * @throws Fault when the disk refuses; then it had no effect and may be delivered again
   */
  receive(bot: Bot, event: Incoming): Promise<void> {
    const { receive } = this.#parts;
    if (event.type !== 'ticks') return receive(bot, event);
    return this.#wait(bot, event).then(() => receive(bot, event));
  }

  #wait(bot: Bot, event: Ticks): Promise<void> {
    const before = this.#before.get(bot.account) ?? Promise.resolve();
    const turn = before.then(() => this.#known(bot, event));
    this.#before.set(
      bot.account,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #known({ account, platform }: Bot, { poll }: Ticks): Promise<void> {
    const { store, outbox } = this.#parts;
    if (await store.reader.get(pollBy, { platform, poll })) return;
    await outbox.answered(account);
  }
}
