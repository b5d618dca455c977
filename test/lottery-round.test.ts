/** Which number draws, and when it is too late to change anything: rules on their own. */
import { expect, test } from 'vitest';
import { after, instantOf, type LetterEnd, seconds } from '#kit';
import {
  delayAfter,
  dueOfRound,
  isDecided,
  isSeenInTime,
  isTooSoon,
  noticeBy,
  slackAfter,
} from '../commands/lottery/rules/round.ts';

const NOW = instantOf(1_772_000_000_000);

test.each([20, 100, 200, 3_000])(
  'a list that takes %i seconds to put together is told at the second try at the latest',
  (takes) => {
    let begun = NOW;
    let slackSeconds = 0;
    for (let tries = 1; ; tries += 1) {
      const out = dueOfRound({ begun, delaySeconds: 180, slackSeconds });
      const done = after(begun, seconds(takes));
      if (!isTooSoon(done, out)) {
        expect(tries).toBe(takes <= 105 ? 1 : 2);
        return;
      }
      expect(tries).toBeLessThan(3);
      slackSeconds = slackAfter(begun, done);
      begun = done;
    }
  },
);

test('the number comes out no less than 75 seconds after the list is told', () => {
  expect(isTooSoon(NOW, after(NOW, seconds(74)))).toBe(true);
  expect(isTooSoon(NOW, after(NOW, seconds(75)))).toBe(false);
});

test.each<[string, LetterEnd | undefined, boolean]>([
  ['sent a minute before', { kind: 'sent', at: noticeBy(NOW) }, true],
  ['sent a moment too late', { kind: 'sent', at: instantOf(noticeBy(NOW) + 1) }, false],
  ['still waiting', { kind: 'waiting' }, false],
  ['lost', { kind: 'lost' }, false],
  ['from before this was kept', undefined, true],
])('a list that is %s counts as seen in time or not', (_, letter, isSeen) => {
  expect(isSeenInTime(letter, NOW)).toBe(isSeen);
});

test('each move waits twice as long, up to an hour', () => {
  expect([0, 1, 2, 6].map((moves) => delayAfter(moves, 180))).toEqual([180, 360, 720, 3_600]);
});

test.each<[string, number | null, boolean]>([
  ['frozen', 11, false],
  ['frozen', 10, true],
  ['frozen', 0, true],
  ['waiting', -1, true],
  ['waiting', null, true],
  ['open', null, false],
  ['closing', -1, false],
  ['drawn', -1, false],
])('in the state %s, %s seconds before the number, it is settled who wins: %s', (...row) => {
  const [state, before, isSettled] = row;
  const decided_at = before === null ? null : instantOf(NOW + before * 1_000);
  expect(isDecided({ state, decided_at }, NOW)).toBe(isSettled);
});
