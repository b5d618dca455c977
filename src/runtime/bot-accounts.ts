/** The bot accounts of this program, by name and by platform. */
import type { Bot } from '#kit';

export class BotAccounts {
  readonly all: readonly Bot[];
  readonly #byAccount: ReadonlyMap<string, Bot>;

  /** @throws Error when two accounts have one name */
  constructor(bots: readonly Bot[]) {
    this.all = bots;
    this.#byAccount = new Map(bots.map((bot) => [bot.account, bot]));
    if (this.#byAccount.size < bots.length) throw new Error('two bot accounts have one name');
  }

  of(account: string): Bot | undefined {
    return this.#byAccount.get(account);
  }

  /** All accounts on one platform, in the order of the configuration. */
  on(platform: string): readonly Bot[] {
    return this.all.filter((bot) => bot.platform === platform);
  }
}
