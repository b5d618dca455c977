/**
 * What is attached to a message: a picture or a file, named by the platform and fetched only when
 * somebody needs it. It comes from outside: its name and size are claims, its bytes are data.
 */

export interface Attachment {
  readonly kind: 'picture' | 'file';
  /** By which its own bot account fetches it; may stop working after an hour. */
  readonly ref: string;
  readonly name?: string | undefined;
  readonly bytes?: number | undefined;
}

/** An attachment with the bot account that can fetch it. */
export interface AttachedFile extends Attachment {
  readonly bot: string;
}

export type Fetched =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array }
  | { readonly kind: 'tooLarge' }
  /** It is gone, or the platform cannot be reached; `why` is for the log. */
  | { readonly kind: 'unavailable'; readonly why: string };
