/**
 * Bar S10 at full size, at the paces that accounts have unless somebody sets others: WeChat alone
 * takes a quarter of an hour. `GROUPS=12 EACH=3` makes it shorter.
 */
import { expect, test } from 'vitest';
import { PLATFORMS } from '../push-kills/groups.ts';
import { complaintsOf } from '../push-rush/complaints.ts';
import { rush } from '../push-rush/rush.ts';

const groups = Number(process.env.GROUPS ?? 102);
const each = Number(process.env.EACH ?? 5);
const USUAL = {
  QUNLI_QQ_GAP_SECONDS: undefined,
  QUNLI_QQ_PER_MINUTE: undefined,
  QUNLI_WECHAT_GAP_SECONDS: undefined,
  QUNLI_WECHAT_PER_DAY: undefined,
};

test(`${each} pushes in each of ${groups} groups are due in one minute: the first leaves within 2 s, in order, no limit exceeded`, async () => {
  const rushed = await rush({ groups, each, pace: USUAL, patienceMs: 1_800_000 });
  for (const platform of PLATFORMS) {
    const late = rushed.arrivals.flatMap((one) => (one.platform === platform ? [one.lateMs] : []));
    const figures = { pushes: late.length, firstMs: Math.min(...late), lastMs: Math.max(...late) };
    process.stdout.write(`${platform} ${JSON.stringify(figures)}\n`);
  }
  expect(rushed.logged).toEqual([]);
  expect(complaintsOf(rushed)).toEqual([]);
  expect(rushed.arrivals).toHaveLength(groups * each);
  const first = Math.min(...rushed.arrivals.map(({ lateMs }) => lateMs));
  expect(first).toBeGreaterThanOrEqual(0);
  expect(first).toBeLessThan(2_000);
});
