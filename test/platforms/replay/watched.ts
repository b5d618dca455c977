/** Looks over the shoulder of a bot and of the features: what came in, was taken, was said. */
import type {
  Bot,
  Commanding,
  Connection,
  Delivery,
  Feature,
  Incoming,
  LinkReport,
  SendOutcome,
} from '#kit';

/** A bot like the one that it is made from, whose events and sayings are counted. */
export class WatchedBot implements Bot {
  readonly platform: string;
  readonly account: string;
  readonly can: Bot['can'];
  readonly sent: { readonly delivery: Delivery; readonly outcome: SendOutcome }[] = [];
  /** Events that could not be stored. */
  refused = 0;
  readonly #bot: Bot;
  readonly #handedIn = new Map<Incoming['type'], number>();

  constructor(bot: Bot) {
    this.#bot = bot;
    this.platform = bot.platform;
    this.account = bot.account;
    this.can = bot.can;
  }

  get self(): Bot['self'] {
    return this.#bot.self;
  }

  get names(): readonly string[] {
    return this.#bot.names;
  }

  /** How many events of a kind the bot has handed in. */
  handedIn(type: Incoming['type']): number {
    return this.#handedIn.get(type) ?? 0;
  }

  open(report: LinkReport): Promise<Connection> {
    return this.#bot.open({
      ...report,
      receive: async (event) => {
        this.#handedIn.set(event.type, this.handedIn(event.type) + 1);
        try {
          await report.receive(event);
        } catch (error) {
          this.refused += 1;
          throw error;
        }
      },
    });
  }

  async send(delivery: Delivery): Promise<SendOutcome> {
    const outcome = await this.#bot.send(delivery);
    this.sent.push({ delivery, outcome });
    return outcome;
  }
}

/** The same features; `note` hears the message of every command that is carried out. */
export function watched(
  features: readonly Feature[],
  note: (message: string) => void,
): readonly Feature[] {
  return features.map((feature) => {
    const commands = Object.entries(feature.commands ?? {}).map(([key, command]) => {
      const handle = (context: Commanding) => {
        note(context.message);
        return command.handle(context);
      };
      return [key, { ...command, handle }] as const;
    });
    return { ...feature, commands: Object.fromEntries(commands) };
  });
}
