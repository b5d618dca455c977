/**
 * The whole of a real log, thirteen years of a lively group, through each adapter over its own wire
 * and as fast as it goes. `N=5000 npm run test:long -- log-over` takes only so many messages.
 */
import { describe, expect, test } from 'vitest';
import { disagreement, expectPlainCount, STAGES } from '../platforms/replay/compare.ts';
import { isLogHere, logTitle, readLog } from '../platforms/replay/real-log.ts';
import { type Replayed, replay } from '../platforms/replay/replay.ts';
import { sizeOfRun } from './size-of-run.ts';

/** The speed that is asked for; silences of an hour and more are not counted. */
const SPEED = 100;

/**
 * What is said all day long is a command only as it is listed, which is `my-data`. Near misses
 * after a slash get a hint, and what begins with a word of ours and goes on like its argument is
 * answered.
 */
const KNOWN = {
  ignored: ['my data'],
  surprising: [
    '/list',
    'help help',
    'Help pleasee',
    '/nick newnick  right?',
    'help plz',
    'help paste',
  ],
};

describe.runIf(isLogHere)(logTitle, () => {
  const { n } = sizeOfRun(Number.POSITIVE_INFINITY);
  const log = isLogHere ? readLog({ most: n }) : [];
  const all: Replayed[] = [];

  test.for(STAGES)('on $name everybody has said as much as they wrote', async (given) => {
    const replayed = await replay(log, given.stage);
    all.push(replayed);
    const { eventsPerSecond, speed } = replayed;
    process.stderr.write(
      `${given.name}: ${eventsPerSecond.toFixed(0)} events/s, ${speed.toFixed(0)} times as fast\n`,
    );
    expectPlainCount(log, { replayed, isEchoed: given.isEchoed });
    expect(speed).toBeGreaterThan(SPEED);
  });

  test('the same commands are carried out and answered on all three', () => {
    const [qq, ...others] = all;
    for (const { carriedOut, answered } of others) {
      expect(carriedOut).toEqual(qq?.carriedOut);
      expect(answered).toHaveLength(qq?.answered.length ?? 0);
    }
    if (qq && n === Number.POSITIVE_INFINITY) expect(disagreement(log, qq)).toEqual(KNOWN);
  });
});
