/** What the bot does in the world. Everything here leaves by the outbox and by nothing else. */
import type { MessageId, PlatformId } from './ids.ts';

/** A person named so that the platform notifies them. */
export interface Mention {
  readonly mention: PlatformId;
  readonly name: string;
}

/** Text is text: a bot never reads markup in it. */
export type Piece = string | Mention;

/** A link that is a message of its own (链接卡片): shown as a card where the platform can. */
export interface LinkCard {
  readonly title: string;
  /** As {@link webAddress} lets it through. */
  readonly address: string;
  readonly description?: string | undefined;
}

/** Something to press or to answer with its number. */
export interface Choice {
  /** `feature:what:…`; comes back in a press. */
  readonly id: string;
  readonly label: string;
  /** Answered by pressing it or with all its words: its number means nothing, and is not shown. */
  readonly isWorded?: boolean | undefined;
}

export type Target =
  | { readonly group: PlatformId; readonly topic?: string | undefined }
  /** A private conversation. */
  | { readonly private: PlatformId };

export interface Say {
  readonly do: 'say';
  readonly to: Target;
  readonly pieces: readonly Piece[];
  /** Everybody in the group is notified; only where the platform can. */
  readonly mentionsAll?: true | undefined;
  readonly replyTo?: MessageId | undefined;
  readonly choices?: readonly Choice[] | undefined;
  /** Its choices are asked in a poll of the platform's own, where it has them. */
  readonly poll?: PollWish | undefined;
  /** A picture: a path on this machine. */
  readonly image?: string | undefined;
  /** A path on this machine; members see the name of the file. */
  readonly file?: string | undefined;
  readonly card?: LinkCard | undefined;
}

export interface PollWish {
  readonly title: string;
  /** How many choices one member may tick. */
  readonly most: number;
}

/** A poll of the platform's own, with open ballots. Only the way out makes it, of a {@link Say}. */
export interface AskPoll extends PollWish {
  readonly do: 'poll';
  readonly to: Target;
  readonly choices: readonly Choice[];
}

/** Ends a poll of the platform's own. */
export interface ClosePoll {
  readonly do: 'closePoll';
  readonly to: { readonly group: PlatformId };
  /** The message that shows it. */
  readonly id: MessageId;
}

/** Keeps a member from talking for a while (禁言). */
export interface Mute {
  readonly do: 'mute';
  readonly to: { readonly group: PlatformId };
  readonly member: PlatformId;
  /** 0 lets the member talk again. */
  readonly seconds: number;
}

/** Puts a member out of the group (移出群). */
export interface Remove {
  readonly do: 'remove';
  readonly to: { readonly group: PlatformId };
  readonly member: PlatformId;
}

/** Takes a message back (撤回). */
export interface TakeBack {
  readonly do: 'recall';
  readonly to: { readonly group: PlatformId };
  readonly id: MessageId;
}

/** Makes a link into the group (邀请链接); the answer comes back as an `inviteLink` event. */
export interface MakeLink {
  readonly do: 'inviteLink';
  readonly to: { readonly group: PlatformId };
  /** Tells it from others, in a join as well; at most {@link LONGEST_LINK_NAME} characters. */
  readonly name: string;
}

/** As the platforms allow. */
export const LONGEST_LINK_NAME = 32;

/** Nobody comes in by that link any more. */
export interface RevokeLink {
  readonly do: 'revokeLink';
  readonly to: { readonly group: PlatformId };
  readonly link: string;
}

/** What is done rather than said. */
export type Deed = Mute | Remove | TakeBack | ClosePoll | MakeLink | RevokeLink;

export type Outgoing = Say | AskPoll | Deed;

/** A card in words: title, description, address, each on a line of its own. */
export function cardWords({ title, address, description = '' }: LinkCard): string {
  return [title, description, address].filter((line) => line !== '').join('\n');
}

/** Pieces as plain text: a mention reads `@name`. */
export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `@${piece.name}`)).join('');
}
