/**
 * Pushes of which QQ has not said whether they arrived, in groups in which the account has said the
 * same before and somebody says the same at that moment.
 */
import { expect, test } from 'vitest';
import { QQ_IN_DOUBT } from './push-faults/cases.ts';
import { onQq, tryFaults } from './push-faults/trial.ts';

test('what arrived is found in the history of QQ, and nothing is taken for it that is not', {
  timeout: 60_000,
}, async () => {
  const wrong = await tryFaults({
    platform: 'qq',
    cases: QQ_IN_DOUBT,
    each: 1,
    accounts: 1,
    faults: onQq,
    servers: { own: 'kept', hasMimics: true },
    lingerMs: 30_000,
  });
  expect(wrong).toEqual([]);
});
