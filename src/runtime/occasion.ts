/** What a handler is called for: where, when, and who acts. The runtime builds contexts from it. */
import type { Community, Group, Incoming, Instant, Language, Member, MessageId, Tx } from '#kit';
import type { Core } from '../store/store.ts';
import type { Arrival } from './arrival.ts';

export interface Occasion {
  /** The platform's own time of what happened. */
  readonly at: Instant;
  /** The time of its delivery; what is said now is dated by it. */
  readonly now: Instant;
  /** Names the event; chance is drawn from it. */
  readonly key: string;
  readonly platform: string;
  /** The bot account that heard it, because it serves the place; what is said leaves by it. */
  readonly bot?: string | undefined;
  readonly community: Community;
  readonly group?: Group | undefined;
  readonly member?: Member | undefined;
  readonly language: Language;
  /** The message that an answer quotes. */
  readonly replyTo?: MessageId | undefined;
  /** The topic of the group in which it was; what is said stays there. */
  readonly topic?: string | undefined;
  /** Nobody waits for it: a group hears of it by a push or not at all. */
  readonly isUnasked?: boolean;
  /** Effects stand but nothing is said: the member writes faster than people do. */
  readonly isWithheld?: boolean;
}

/** An occasion with the member who acts. */
export type MessageOccasion = Occasion & { readonly member: Member };

/** Where and when an event happened, for the occasion that it is. */
export function whereabouts(
  { bot, event, now }: Arrival<Incoming>,
  { community, group }: Pick<Occasion, 'community' | 'group'>,
) {
  const { at, key } = event;
  return { at, now, key, platform: bot.platform, bot: bot.account, community, group };
}

/** One step of the pipeline: its transaction and what only the runtime may touch. */
export interface Step {
  readonly tx: Tx;
  readonly core: Core;
}

export function placeOf({ group }: Pick<Occasion, 'group'>): 'group' | 'private' {
  return group ? 'group' : 'private';
}
