/** The updates of the Telegram bench, as the Bot API sends them, some 400 bytes each. */
import { spokenOnWire } from './wire-load.ts';

export const TOKEN = '123456789:BENCH-token_of-nobody';
export const SELF = { id: 123_456_789, is_bot: true, first_name: 'bench', username: 'bench_bot' };
/** By which the receivers know that Telegram itself calls. */
export const SECRET = 'bench-secret_of-nobody';
export const PATH = '/hook';

/** Message `n`, from 0. */
export function updateOf(n: number): string {
  const { id, group, member, text } = spokenOnWire(n);
  const account = 500_000_000 + member;
  const chat = -1_001_000_000_700 - group;
  return JSON.stringify({
    update_id: 700_000_000 + n,
    message: {
      message_id: id,
      from: {
        id: account,
        is_bot: false,
        first_name: `群友${account}`,
        username: `member_${account}`,
        language_code: 'zh-hans',
      },
      chat: { id: chat, title: `第 ${group + 1} 群`, type: 'supergroup' },
      date: Math.floor(Date.now() / 1_000),
      text,
    },
  });
}
