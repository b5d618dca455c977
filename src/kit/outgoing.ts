/** What the bot does in the world. Everything here leaves by the outbox and by nothing else. */
import type { MessageId, PlatformId } from './ids.ts';

/** A person named so that the platform notifies them. */
export interface Mention {
  readonly mention: PlatformId;
  readonly name: string;
}

/** Text is text: a bot never reads markup in it. */
export type Piece = string | Mention;

/** Something to press or to answer with its number. */
export interface Choice {
  /** `feature:what:…`; comes back in a press. */
  readonly id: string;
  readonly label: string;
}

export type Target =
  | { readonly group: PlatformId }
  /** A private conversation. */
  | { readonly private: PlatformId };

export interface Say {
  readonly do: 'say';
  readonly to: Target;
  readonly pieces: readonly Piece[];
  readonly replyTo?: MessageId | undefined;
  readonly choices?: readonly Choice[] | undefined;
  /** A path on this machine. */
  readonly file?: string | undefined;
}

export type Outgoing = Say;

/** Pieces as plain text: a mention reads `@name`. */
export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `@${piece.name}`)).join('');
}
