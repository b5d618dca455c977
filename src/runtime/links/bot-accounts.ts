/** The bot accounts of this program, by name and by platform. */
import {
  type AttachedFile,
  type Bot,
  type Capabilities,
  type Fetched,
  type Log,
  type PlatformId,
  parsePlatformId,
} from '#kit';

/** An account of a person on a platform. */
export interface AccountOfPerson {
  readonly platform: string;
  readonly id: string;
}

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

  /** What an account can do; undefined for one that is not configured. */
  readonly canOf = (account: string): Capabilities | undefined => this.of(account)?.can;

  /** All accounts on one platform, in the order of the configuration. */
  on(platform: string): readonly Bot[] {
    return this.all.filter((bot) => bot.platform === platform);
  }

  /** Fetches what was attached to a message, by the account that heard it. Does not fail. */
  async fetch({ bot, ref }: AttachedFile, most: number): Promise<Fetched> {
    const fetched = await this.of(bot)?.fetch?.(ref, most);
    return fetched ?? { kind: 'unavailable', why: `${bot} cannot fetch files` };
  }

  /** Has every bot forget a person; what one of them cannot do keeps no other from it. */
  async forget(accounts: readonly AccountOfPerson[], log: Log): Promise<void> {
    for (const bot of this.all) {
      const ids = idsOn(bot.platform, accounts);
      if (ids.length === 0) continue;
      try {
        await bot.forget?.(ids);
      } catch (error) {
        log.error({ error, account: bot.account }, 'a bot could not forget somebody in its files');
      }
    }
  }
}

function idsOn(platform: string, accounts: readonly AccountOfPerson[]): readonly PlatformId[] {
  return accounts.flatMap((one) => {
    const id = one.platform === platform ? parsePlatformId(one.id) : undefined;
    return id === undefined ? [] : [id];
  });
}
