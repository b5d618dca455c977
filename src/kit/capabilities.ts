/**
 * What a platform can carry, and how fast. Features never ask for it: the way out makes numbered
 * choices of buttons and names of mentions where a platform has none. `docs/PLATFORMS.md` is made
 * from these tables.
 */
import type { Span } from './instant.ts';

export interface Capabilities {
  /** Longest text of one message, in UTF-16 units; a longer one is split at paragraphs. */
  readonly longestText: number;
  /**
   * Longest text beside a picture or file; a longer one goes before it. 0 where each of them, and a
   * card, is a message of its own. As above unless given.
   */
  readonly longestCaption?: number;
  /** A person can be named so that the platform notifies them. */
  readonly mention: boolean;
  /** Everybody in a group can be notified at once. */
  readonly mentionAll: boolean;
  /** An answer can quote the message that it answers. */
  readonly quote: boolean;
  /** Choices can be pressed; elsewhere they are numbered and answered with the number. */
  readonly buttons: boolean;
  /** What polls of the platform's own can hold; absent where it has none. */
  readonly polls?: PollLimits;
  readonly images: boolean;
  readonly files: boolean;
  /** A link can be shown as a card: its title with the address behind it. */
  readonly cards: boolean;
  /** Largest file of a member that can be fetched, in bytes; absent where none can be. */
  readonly largestFetched?: number;
  readonly mute: boolean;
  readonly remove: boolean;
  /** Whose messages the bot can take back. */
  readonly recall: 'others' | 'own' | 'none';
  /** Links that tell who invited whom. */
  readonly inviteLinks: boolean;
  /** Whether a join says who invited the newcomer. */
  readonly inviter: 'yes' | 'sometimes' | 'no';
  readonly memberList: boolean;
  /** A person keeps one id for ever; where not, members are found again by a code. */
  readonly stableIds: boolean;
  /** The account may say what nobody has asked for; where not, pushes go along with answers. */
  readonly speaksFirst: boolean;
  /** An answer that is older would only confuse and is not sent any more. */
  readonly patience: Span;
  readonly pace: Pace;
}

export interface PollLimits {
  readonly mostChoices: number;
  /** In UTF-16 units. */
  readonly longestTitle: number;
  /** In UTF-16 units. */
  readonly longestChoice: number;
}

/** How fast one bot account may send. Each value is a bound with its source beside it. */
export interface Pace {
  /** Least time between two messages of the account, drawn anew each time between the two. */
  readonly gap?: { readonly from: Span; readonly to: Span };
  readonly limits: readonly PaceLimit[];
}

export interface PaceLimit {
  /** `chat` is any group or person, `group` counts groups only. */
  readonly scope: 'account' | 'group' | 'chat';
  readonly most: number;
  readonly per: Span;
}
