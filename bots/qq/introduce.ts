/** Who the account is and whether it is online, as an implementation answers it. */
import { LinkRefusal, type PlatformId, seconds } from '#kit';
import type { Call, Caller } from './calls.ts';
import { complaintOf } from './outcome.ts';
import { type Answer, accountStatus, loginInfo } from './wire.ts';

/** Both are answered from memory; who takes longer is not there. */
const WITHIN = seconds(8);
/** What an implementation answers that does not know an action. */
export const UNKNOWN_ACTION = 1404;
/** What is so when an implementation says that QQ has put the account out. */
export const ACCOUNT_OFFLINE = 'the QQ account is offline: log in again';

/**
 * @throws LinkRefusal when the token is refused, or the account is offline
 * @throws Error when it is not answered
 */
export async function introduce(
  caller: Caller,
): Promise<{ readonly id: PlatformId; readonly nickname: string }> {
  const answer = await ask(caller, { action: 'get_login_info' });
  const login = loginInfo.safeParse(answer.data);
  if (!login.success) throw new Error(`get_login_info: ${complaintOf(answer)}`);
  await checkStatus(caller);
  return { id: login.data.user_id, nickname: login.data.nickname };
}

/** The implementation is there, but QQ has logged the account out. */
export class AccountOffline extends LinkRefusal {
  constructor() {
    super('loggedOut', ACCOUNT_OFFLINE);
  }
}

/** @throws Error when nobody answers, or QQ behind the implementation is not there */
export async function probe(caller: Caller): Promise<void> {
  if (!(await checkStatus(caller))) await ask(caller, { action: 'get_login_info' });
}

/** @returns false when the implementation cannot tell. @throws Error when it is offline */
async function checkStatus(caller: Caller): Promise<boolean> {
  const answer = await ask(caller, { action: 'get_status' });
  const status = accountStatus.safeParse(answer.data);
  if (answer.retcode === UNKNOWN_ACTION || !status.success) return false;
  const { online, good } = status.data;
  if (online === false || good === false) throw new AccountOffline();
  return true;
}

/** An answer of whatever kind but a refusal of the token. */
export async function ask(caller: Caller, call: Call): Promise<Answer> {
  const called = await caller.call({ within: WITHIN, ...call });
  if (called.kind !== 'answered') throw new Error(called.why);
  const { retcode } = called.answer;
  if (retcode === 1401 || retcode === 1403) {
    throw new LinkRefusal('credentials', 'the access token is wrong');
  }
  return called.answer;
}
