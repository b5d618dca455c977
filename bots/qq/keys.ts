/**
 * What tells a redelivery from a new event. A OneBot `message_id` is made from 31 bits of a hash
 * and repeats (among 100,000 with a likelihood of 90 %), so it is never the whole key. All parts
 * stand alike in the event and in the history of the same implementation.
 */
import { hash } from 'node:crypto';
import type { Instant } from '#kit';
import type { MessageEvent } from './wire.ts';

/** 96 bits: enough that two of a second never meet. */
const LENGTH = 16;

/** The group's own number of a message goes before its id, where the implementation tells it. */
export function messageKey(event: MessageEvent): string {
  const number = event.real_seq ?? event.message_seq ?? event.message_id;
  const place = event.message_type === 'group' ? 'g' : 'p';
  return keyOf(event.time, [place, number, event.user_id]);
}

/**
 * Time comes first, so that neighbours in time are neighbours in the inbox. The rest is hashed: the
 * inbox outlives an erasure and must not hold anybody's id.
 */
export function keyOf(at: Instant, parts: readonly (string | number | undefined)[]): string {
  const sum = hash('sha256', parts.join('\n'), 'base64url');
  return `${at.toString(36)}.${sum.slice(0, LENGTH)}`;
}
