/**
 * The frames of the OneBot bench, the same for every receiver: 5 groups of 200 members, every tenth
 * message a check-in, by one member after the other.
 */
import { GROUPS, MEMBERS } from './talk.ts';

export interface FramesOptions {
  readonly messages: number;
  /** 0: as many as the receiver takes. */
  readonly perSecond: number;
}

export const SELF = 10_001;
const CHECK_IN_EVERY = 10;

export function isCheckIn(n: number): boolean {
  return n % CHECK_IN_EVERY === 0;
}

/** Message `n` as NapCat sends it, some 500 bytes. */
export function frameOf(n: number): string {
  // Check-ins and talk each go through all members.
  const turn = isCheckIn(n) ? n / CHECK_IN_EVERY : n;
  const group = turn % GROUPS;
  const account = 20_000 + group * MEMBERS + (Math.floor(turn / GROUPS) % MEMBERS);
  const text = isCheckIn(n) ? '签到' : `今天大家都在聊什么？${n}`;
  return JSON.stringify({
    self_id: SELF,
    user_id: account,
    time: Math.floor(Date.now() / 1_000),
    message_id: n + 1,
    message_seq: n + 1,
    real_id: n + 1,
    real_seq: String(n + 1),
    message_type: 'group',
    sender: { user_id: account, nickname: `群友${account}`, card: '', role: 'member' },
    raw_message: text,
    font: 14,
    sub_type: 'normal',
    message: [{ type: 'text', data: { text } }],
    message_format: 'array',
    post_type: 'message',
    group_id: 700 + group,
  });
}
