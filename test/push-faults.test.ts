/** Pushes meet what may go wrong on each platform, through the whole program. */
import { expect, test } from 'vitest';
import { QQ, QQ_BREAKING, TELEGRAM, WECHAT } from './push-faults/cases.ts';
import { onQq, onTelegram, onWechat, tryFaults } from './push-faults/trial.ts';

test('whatever a platform does wrong, no group reads a push twice, and what is not known is called so', {
  timeout: 60_000,
}, async () => {
  const small = { each: 1, accounts: 1 };
  const wrong = await Promise.all([
    tryFaults({ ...small, platform: 'telegram', cases: TELEGRAM, faults: onTelegram }),
    tryFaults({ ...small, platform: 'qq', cases: [...QQ, ...QQ_BREAKING], faults: onQq }),
    tryFaults({ ...small, platform: 'wechat', cases: WECHAT, faults: onWechat }),
  ]);
  expect(wrong.flat()).toEqual([]);
});
