/** The program is stopped in an orderly way while a platform has not answered yet. */
import { expect, test } from 'vitest';
import { runPushKills } from './push-kills/run.ts';
import { verdictOf } from './push-kills/verdict.ts';

test('a planned restart leaves no push in doubt: QQ is heard out first', {
  timeout: 120_000,
}, async () => {
  const account = await runPushKills({
    ...{ kills: 2, signal: 'SIGTERM', pushes: 8, seed: 'stops', platforms: ['qq'] },
    servers: () => ({ replyMs: 600 }),
  });
  const { wrong, unknown } = verdictOf(account);
  expect([wrong, unknown]).toEqual([[], 0]);
  expect(account.longestStopMs).toBeLessThan(10_000);
  expect(account.kills).toBe(2);
});
