/** What a chat platform must be able to do. One folder in `bots/` fulfils it for each platform. */
import type { Incoming } from './event.ts';
import type { MessageId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Outgoing } from './outgoing.ts';

/** How an attempt to send ended. Only what provably was not accepted may be sent again. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly id?: MessageId }
  /** The platform said no; trying again would not help. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Provably not accepted: no connection, or told to wait. */
  | { readonly kind: 'notAccepted'; readonly why: string; readonly retryAfterSeconds: number }
  /** May or may not have arrived; it is never sent again by itself. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Delivery {
  readonly action: Outgoing;
  /** When the bot decided to do this. */
  readonly at: Instant;
}

export interface Bot {
  /** `sandbox`, `telegram`, …; part of every account's and group's identity. */
  readonly platform: string;
  /** The bot's own account on that platform. */
  readonly self: PlatformId;
  /** Names that address the bot in a text, folded, without `@`. */
  readonly names: readonly string[];
  send(delivery: Delivery): Promise<SendOutcome>;
}

/** Where a bot hands in events. Resolves when the event is committed, or was seen before. */
export type Receive = (bot: Bot, event: Incoming) => Promise<void>;
