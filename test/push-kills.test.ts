/** The program is killed while it pushes to groups on three platforms, over their protocols. */
import { expect, test } from 'vitest';
import { runPushKills } from './push-kills/run.ts';
import { verdictOf } from './push-kills/verdict.ts';

test('no group reads a push twice, and none is called sent that did not arrive', {
  timeout: 120_000,
}, async () => {
  const account = await runPushKills({ kills: 3, pushes: 30, seed: 'small' });
  expect(account.kills).toBeGreaterThan(0);
  expect(account.ends.size).toBe(30);
  const { wrong, unknown } = verdictOf(account);
  expect(wrong).toEqual([]);
  // Each of the three accounts may have had something on its way.
  expect(unknown).toBeLessThanOrEqual(3 * account.kills);
});
