/** What a chat platform must be able to do. One folder in `bots/` fulfils it for each platform. */
import type { Fetched } from './attachment.ts';
import type { Capabilities } from './capabilities.ts';
import type { MessageId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Connection, LinkReport } from './link.ts';
import type { Outgoing } from './outgoing.ts';

/** How an attempt to send ended. Only what provably was not accepted may be sent again. */
export type SendOutcome =
  | {
      readonly kind: 'sent';
      readonly id?: MessageId;
      /** The platform's id of the poll that was sent. */
      readonly poll?: string;
    }
  /** The platform said no; trying again would not help. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Provably not accepted: no connection, or told to wait. */
  | { readonly kind: 'notAccepted'; readonly why: string; readonly retryAfterSeconds: number }
  /** May or may not have arrived; it is never sent again by itself. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Delivery<A extends Outgoing = Outgoing> {
  readonly action: A;
  /** When the bot decided to do this. */
  readonly at: Instant;
}

/** One bot account on one platform. */
export interface Bot {
  /** `sandbox`, `telegram`, …; part of every account's and group's identity. */
  readonly platform: string;
  /** The operator's name for this bot account, unique in the program: `telegram`, `qq-2`. */
  readonly account: string;
  /** The bot's own account on that platform; unknown until it was let in. */
  readonly self: PlatformId | undefined;
  /** Names that address the bot in a text, folded, without `@`. */
  readonly names: readonly string[];
  readonly can: Capabilities;
  /**
   * Opens one connection, which lives until it is closed or reports that it is lost.
   * @throws LinkRefusal when the platform refuses; any other error counts as an outage
   */
  open(report: LinkReport): Promise<Connection>;
  /**
   * Carries out what this platform can do; what it cannot do has been turned into text before.
   * While there is no connection the outcome is `notAccepted`.
   */
  send(delivery: Delivery): Promise<SendOutcome>;
  /**
   * How something will come back when the platform shows the account its own messages; undefined
   * for what cannot be told from others. To be left out where nothing comes back. Pure.
   */
  echoOf?(action: Outgoing): string | undefined;
  /**
   * Has the platform show what the account has said in a group, as echoes in the report. To be left
   * out where it cannot be asked. Does not fail; what cannot be seen now is asked for again.
   */
  lookBack?(where: { readonly group: PlatformId; readonly since: Instant }): Promise<void>;
  /**
   * Fetches what was attached to a message. To be left out where files cannot be fetched.
   * Does not fail: how it ended is the outcome.
   * @param most in bytes; what is larger is not read to its end
   */
  fetch?(ref: string, most: number): Promise<Fetched>;
  /**
   * Somebody was forgotten: takes their accounts out of what the bot keeps by itself, in files and
   * in mind. To be left out by bots that keep nothing of people. It may be called twice.
   * @throws Error of the system when a file cannot be written
   */
  forget?(ids: readonly PlatformId[]): Promise<void>;
}
