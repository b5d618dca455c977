/** What reading an update comes to, and the few things that all its readers need. */
import { type Incoming, type Instant, instantOf, type PlatformId } from '#kit';

/** What an update tells: some events, or why there are none. */
export type Received =
  | { readonly kind: 'events'; readonly events: readonly Incoming[] }
  /** One of a few words, never content. */
  | { readonly kind: 'dropped'; readonly what: string };

/** What the bot knows beside the update. */
export interface Facts {
  /** The bot's own account. */
  readonly self: PlatformId;
  /** The bot's public name, without `@`, in lower case. */
  readonly handle: string;
  /** Now, for what Telegram tells no time of. */
  readonly now: Instant;
  /** Whether joins and leaves of that moment come by themselves, as they do to an admin. */
  hearsMembers(group: PlatformId, at: Instant): boolean;
  /** Who has a public name at present, if that is known. */
  accountOf(handle: string): PlatformId | undefined;
}

export function events(happened: readonly Incoming[]): Received {
  return { kind: 'events', events: happened };
}

export function dropped(what: string): Received {
  return { kind: 'dropped', what };
}

/** Telegram counts seconds. */
export function atSecond(second: number): Instant {
  return instantOf(second * 1_000);
}
