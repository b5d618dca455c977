/** The frames of the OneBot bench, as NapCat sends them, some 500 bytes each. */
import { spokenOnWire } from './wire-load.ts';

export const SELF = 10_001;

/** Message `n`, from 0. */
export function frameOf(n: number): string {
  const { id, group, member, text } = spokenOnWire(n);
  const account = 20_000 + member;
  return JSON.stringify({
    self_id: SELF,
    user_id: account,
    time: Math.floor(Date.now() / 1_000),
    message_id: id,
    message_seq: id,
    real_id: id,
    real_seq: String(id),
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
