/** Who is one of a crowd, to the millisecond, and what is planned for it. */
import { expect, test } from 'vitest';
import { joinsCrowd } from './crowd.ts';
import { instantOf, seconds } from './instant.ts';

const HEARD = 100_000;

test.each([
  ['there were not so many', undefined, []],
  ['the one before was just too long ago', HEARD - 10_000, []],
  ['the one before was a moment less ago', HEARD - 9_999, [HEARD + 5_000]],
  ['both were heard of at once', HEARD, [HEARD + 5_000]],
  ['the clock was set back', HEARD + 60_000, [HEARD + 5_000]],
] as const)('where %s', async (_, earlier, planned) => {
  const plans: number[] = [];
  const isCrowd = await joinsCrowd(
    { heardAt: instantOf(HEARD), later: async ({ at }) => void plans.push(at) },
    {
      earlier: earlier === undefined ? undefined : instantOf(earlier),
      within: seconds(10),
      collected: seconds(5),
      what: 'answers',
      key: '1',
      data: null,
    },
  );
  expect(plans).toEqual(planned);
  expect(isCrowd).toBe(planned.length > 0);
});
