/**
 * How the bot's own messages come back from QQ. A person is named by number, since the name that
 * stands there is the implementation's own; what is more than words cannot be told from others.
 */
import type { Outgoing } from '#kit';
import type { Segment } from './cq-codes.ts';
import { segmentsOf } from './send.ts';

/** How something will come back; undefined for what is no message of words alone. */
export function echoOf(action: Outgoing): string | undefined {
  if (action.do !== 'say' || !('group' in action.to)) return undefined;
  if (action.image !== undefined || action.file !== undefined) return undefined;
  return echoIn(segmentsOf(action.pieces, true));
}

/** What a message of the account says. */
export function echoIn(segments: readonly Segment[]): string | undefined {
  let text = '';
  for (const { type, data } of segments) {
    if (type === 'text') text += data.text ?? '';
    else if (type === 'at') text += `@${data.qq ?? ''}`;
    else if (type !== 'reply') return undefined;
  }
  return text;
}
