/** What an answer of the Bot API means for what was to be sent. Pure. */

import type * as z from 'zod';
import { parseMessageId, type SendOutcome } from '#kit';
import type { Answer } from './api.ts';
import type { sentMessage } from './wire.ts';

export type Sent = z.output<typeof sentMessage>;

/** Waited after something that never reached Telegram. */
const RETRY_SECONDS = 5;
const BAD_REQUEST = 400;

/** Only what provably was not accepted may be tried again. */
export function outcomeOf(answer: Answer<Sent>): SendOutcome {
  switch (answer.kind) {
    case 'done':
      return { kind: 'sent', ...idOf(answer.result) };
    case 'refused':
      return { kind: 'refused', why: answer.why };
    case 'wait':
      return { kind: 'notAccepted', why: answer.why, retryAfterSeconds: answer.seconds };
    case 'unreached':
      return { kind: 'notAccepted', why: answer.why, retryAfterSeconds: RETRY_SECONDS };
    case 'doubtful':
      return { kind: 'unknown', why: answer.why };
  }
}

/** Whether Telegram refused because it could not read the markup. */
export function isUnreadable(answer: Answer<Sent>): boolean {
  if (answer.kind !== 'refused' || answer.code !== BAD_REQUEST) return false;
  return /can't parse entities/i.test(answer.why);
}

function idOf(sent: Sent) {
  const id = sent && parseMessageId(String(sent.message_id));
  const { poll } = sent ?? {};
  return { ...(id === undefined ? {} : { id }), ...(poll ? { poll: poll.id } : {}) };
}
