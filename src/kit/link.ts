/**
 * How a bot account is connected to its platform. All platforms share one supervisor: a bot opens
 * one connection and reports what it notices; opening it again, waiting, and finding out that a
 * connection has gone deaf are not its business.
 */
import type { Incoming } from './event.ts';
import type { MessageId, PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * `down`: not connected, waiting or given up. `connecting`: asking to be let in. `authorized`: the
 * credentials were accepted. `live`: the platform has been heard. `stale`: it has fallen silent and
 * is being asked whether it is still there.
 */
export type LinkState = 'down' | 'connecting' | 'authorized' | 'live' | 'stale';

export interface Health {
  readonly platform: string;
  readonly account: string;
  readonly state: LinkState;
  readonly since: Instant;
  /** When anything came from the platform last. */
  readonly heardAt: Instant | undefined;
  /** Why the last connection ended, until the next one is live. */
  readonly trouble: LinkTrouble | undefined;
  /** How many connections there have been. */
  readonly generation: number;
  /** Frames that were not taken, by what was wrong with them. */
  readonly dropped: Readonly<Record<string, number>>;
}

export interface LinkTrouble {
  /**
   * `outage`: it will pass. `credentials`: the platform refuses the account; somebody must act.
   * `rival`: another copy uses the account. `loggedOut`: what the bot is connected to is there, but
   * the platform has put the account out; somebody must log it in again.
   */
  readonly kind: 'outage' | 'credentials' | 'rival' | 'loggedOut';
  /** In plain English, for people. */
  readonly why: string;
  /** The platform's or a library's own words, for the log. */
  readonly details?: string | undefined;
}

/** What one connection tells its supervisor. What an old connection tells is ignored. */
export interface LinkReport {
  /** The credentials were accepted. */
  authorized(): void;
  /** Something came in, an event or not: the platform is there. */
  heard(): void;
  /**
   * Hands in an event. Resolves when it is committed or was seen before; only then may the
   * platform be told that it has arrived.
   * @throws when it could not be stored, or the connection is over: it may be delivered again
   */
  receive(event: Incoming): Promise<void>;
  /** What was handed in is to be stored at once: until then the platform tells nothing more. */
  hurry(): void;
  /** A frame that is nothing to us; `what` is one of a few words, never content. */
  dropped(what: string): void;
  /** Talk of these groups was lost while the link was down and cannot be read back. */
  missed(gap: Gap): void;
  /**
   * The platform has given everybody new ids: nobody is known any more. Told once when it is
   * noticed, without a group, and once for each group when people talk there.
   */
  estranged(group?: PlatformId): void;
  /** A message of the account's own stands in a group: what was in doubt has arrived after all. */
  echoed(echo: Echo): void;
  /** The connection is over. */
  lost(trouble: LinkTrouble): void;
}

/** Listens to nothing: for a look at an account that must change nothing. */
export const UNHEARD: LinkReport = {
  authorized: () => undefined,
  heard: () => undefined,
  receive: async () => undefined,
  hurry: () => undefined,
  dropped: () => undefined,
  missed: () => undefined,
  estranged: () => undefined,
  echoed: () => undefined,
  lost: () => undefined,
};

/** A message of the bot account's own, as its platform shows it. */
export interface Echo {
  readonly group: PlatformId;
  readonly id: MessageId;
  /** As {@link Bot.echoOf} foretells it. */
  readonly text: string;
  readonly at: Instant;
}

export interface Gap {
  readonly groups: readonly PlatformId[];
  readonly from: Instant;
  readonly to: Instant;
}

/** One life of a connection. */
export interface Connection {
  /** Resolves when the platform has answered a question; rejects when it does not. */
  probe(): Promise<void>;
  /** Ends it; must not fail, and after it nothing is reported any more. */
  close(): Promise<void>;
}

/** Thrown by `open` when the platform refuses for a reason of its own. */
export class LinkRefusal extends Error {
  override readonly name = 'LinkRefusal';
  readonly kind: LinkTrouble['kind'];
  /** The platform's or a library's own words, for the log. */
  readonly details: string | undefined;

  constructor(kind: LinkTrouble['kind'], message: string, details?: string) {
    super(message);
    this.kind = kind;
    this.details = details;
  }
}
