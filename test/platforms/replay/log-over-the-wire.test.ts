/**
 * Some 1,700 messages of a real log, through each adapter over its own wire: nothing fails, and the
 * figures are those of a plain count. The whole of it is `npm run test:long -- log-over`.
 */
import { describe, expect, test } from 'vitest';
import { disagreement, expectPlainCount, STAGES } from './compare.ts';
import { isLogHere, logTitle, readLog } from './real-log.ts';
import { type Replayed, replay } from './replay.ts';

/** A day on which people call for help, and the beginning of another, years later. */
const PART = { days: ['2008-01-02', '2012-03-24'], most: 1_700 };

describe.runIf(isLogHere)(logTitle, () => {
  const log = isLogHere ? readLog(PART) : [];
  const all: Replayed[] = [];

  test.for(STAGES)('on $name everybody has said as much as they wrote', async (given) => {
    const replayed = await replay(log, given.stage);
    all.push(replayed);
    expectPlainCount(log, { replayed, isEchoed: given.isEchoed });
  });

  test('the bot is called for help as often on all three, and answers every time', () => {
    const [qq, ...others] = all;
    expect(qq && disagreement(log, qq)).toEqual({ ignored: [], surprising: ['help help'] });
    expect(qq?.carriedOut).toHaveLength(3);
    for (const { carriedOut, answered } of others) {
      expect(carriedOut).toEqual(qq?.carriedOut);
      expect(answered).toHaveLength(3);
    }
  });
});
