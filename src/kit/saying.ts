/** How something is said: as an answer, in private, or unasked to a group. */
import type { MemberId } from './ids.ts';
import type { Span } from './instant.ts';
import type { Choice, LinkCard } from './outgoing.ts';
import type { Group, Member } from './people.ts';
import type { Line } from './phrases.ts';

export interface SayOptions {
  readonly mention?: readonly Member[];
  /** Notifies everybody in the group, where its platform can. */
  readonly mentionsAll?: boolean;
  /** Lines below the first, each to one member, who is mentioned at its beginning. */
  readonly toEach?: readonly { readonly member: Member; readonly line: Line }[];
  readonly choices?: readonly Choice[];
  /** A picture: a path on this machine. Words stand for it where it cannot be sent. */
  readonly image?: string | undefined;
  /** A path on this machine; words stand for it where files cannot be sent. */
  readonly file?: string | undefined;
  /** A link; it is in words where there are no cards. */
  readonly card?: LinkCard | undefined;
  /**
   * How long it is worth sending, more than 10 minutes; an answer only as long as its platform has
   * patience.
   */
  readonly lasts?: Span;
  /** Answers in private even when the question came in a group. */
  readonly privately?: boolean;
}

/** The same as in {@link SayOptions}. */
export type TellOptions = Pick<SayOptions, 'image' | 'file' | 'card' | 'lasts'>;

/** Something that nobody has asked for (推送), told to a group. */
export interface Push extends Omit<SayOptions, 'privately'> {
  /** One of the kinds that the feature declares. */
  readonly kind: string;
  /** Within kind and group: the same key again is the same push, and has no effect. */
  readonly key: string;
  /** The group; that of the occasion unless given. */
  readonly to?: Group | undefined;
  /** Who is told when it does not arrive. */
  readonly author?: MemberId | undefined;
  /** It does not come again by itself: its author hears at once when it is left out. */
  readonly isOnce?: boolean;
  /** Somebody who may set the rules of attention wants it now: none of them holds it back. */
  readonly isNow?: boolean;
}

/** A push whose words are of the moment: the kind's `make` gets this once the push may leave. */
export interface Making {
  /** Plain JSON. */
  readonly make: unknown;
}

/** What comes of a push that is made when it may leave. */
export type Made =
  | (Pick<Push, 'mention' | 'mentionsAll' | 'toEach' | 'choices' | 'image' | 'file' | 'card'> & {
      readonly line: Line;
    })
  /** Something was opened in the group, or people were written to: nothing is left to be said. */
  | 'done'
  /** There is nothing to be told any more. */
  | 'nothing';
