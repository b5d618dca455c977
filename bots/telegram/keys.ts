/**
 * Keys of events: they tell a redelivery from a new event. Time comes first, so that neighbours in
 * time are neighbours in the inbox. No id of a person stands in one: the inbox outlives an erasure.
 */
import { hash } from 'node:crypto';

/** A message: its number alone would not do, a supergroup begins to count anew. */
export function messageKey(second: number, message: number): string {
  return `${second.toString(36)}.${message.toString(36)}`;
}

/** Anything else that happens to somebody at a second; `-` keeps it apart from messages. */
export function happeningKey(second: number, ...what: readonly string[]): string {
  return `${second.toString(36)}-${digest(what)}`;
}

/** Something pressed: Telegram tells no time of it, but numbers its updates in order. */
export function pressKey(update: number, press: string): string {
  return `c${update.toString(36)}.${digest([press])}`;
}

function digest(parts: readonly string[]): string {
  return hash('sha256', parts.join('\n'), 'base64url').slice(0, 16);
}
