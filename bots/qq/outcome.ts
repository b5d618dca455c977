/** How an attempt to send ended, from what the implementation answered. */
import { parseMessageId, type SendOutcome } from '#kit';
import type { Called } from './calls.ts';
import { type Answer, sentMessage } from './wire.ts';

/**
 * What NapCat, LLOneBot and their kin answer for whatever went wrong inside, most often that QQ did
 * not confirm in time: 1200 over a socket, 200 over HTTP (`handle` and `websocketHandle` of their
 * actions). It is often risk control, and the message may have arrived (NapCatQQ#1410).
 */
const DOUBTFUL: ReadonlySet<number> = new Set([1200, 200]);
/** While there is no connection; the courier is woken earlier when it comes back. */
const RETRY_SECONDS = 5;

export function outcomeOf(called: Called): SendOutcome {
  switch (called.kind) {
    case 'notHandedOver': {
      const { why, retryAfterSeconds = RETRY_SECONDS } = called;
      return { kind: 'notAccepted', why, retryAfterSeconds };
    }
    case 'noAnswer':
      return { kind: 'unknown', why: called.why };
    case 'answered':
      return outcomeOfAnswer(called.answer);
  }
}

function outcomeOfAnswer(answer: Answer): SendOutcome {
  const { status, retcode, data } = answer;
  if (status === 'async' || retcode === 1) {
    return { kind: 'unknown', why: 'accepted, but nobody will say whether it was done' };
  }
  if (status === 'ok' && retcode === 0) {
    const read = sentMessage.safeParse(data);
    const id = read.success ? parseMessageId(read.data.message_id) : undefined;
    return id === undefined ? { kind: 'sent' } : { kind: 'sent', id };
  }
  return { kind: isDoubtful(answer) ? 'unknown' : 'refused', why: complaintOf(answer) };
}

/** Whether an answer leaves it open what became of a call: it may do better later, too. */
export function isDoubtful({ status, retcode }: Answer): boolean {
  return status !== 'ok' && DOUBTFUL.has(retcode);
}

/** What the implementation says is wrong; with the number, by which people look it up. */
export function complaintOf({ retcode, wording, message, msg }: Answer): string {
  const words = wording || message || msg || 'no reason given';
  return `${words.slice(0, 300)} (retcode ${retcode})`;
}
