/** Several groups on three platforms, and in each several pushes that are due in one minute. */
import { expect, test } from 'vitest';
import { complaintsOf } from './push-rush/complaints.ts';
import { rush } from './push-rush/rush.ts';

test('pushes that are due together leave at once, in order in each group, and at the pace of each platform', {
  timeout: 60_000,
}, async () => {
  const rushed = await rush({
    groups: 9,
    each: 3,
    pace: { QUNLI_QQ_GAP_SECONDS: '0.3-0.4', QUNLI_WECHAT_GAP_SECONDS: '0.3-0.4' },
    patienceMs: 40_000,
  });
  expect(complaintsOf(rushed)).toEqual([]);
  expect(rushed.arrivals).toHaveLength(27);
  expect(Math.min(...rushed.arrivals.map(({ lateMs }) => lateMs))).toBeGreaterThanOrEqual(0);
  expect(Math.min(...rushed.arrivals.map(({ lateMs }) => lateMs))).toBeLessThan(2_000);
  expect(rushed.logged).toEqual([]);
});
