/** How fast the bot may speak, whatever it has to say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, minutes, type Pace, seconds, seededRandom } from '#kit';
import { Pacer } from './pacer.ts';

const START = 1_000_000;

/** Sends as soon as it may, for so long. @returns when, and on which lane */
function sendings(pace: Pace, lanes: readonly string[], ms: number): [number, string][] {
  const pacer = new Pacer(pace, seededRandom('pace', 'test'));
  const sent: [number, string][] = [];
  for (let now = START; now < START + ms; now += 100) {
    for (const lane of lanes) {
      if (pacer.laneFrom(lane, instantOf(now)) > now) continue;
      pacer.note(lane, instantOf(now));
      sent.push([now, lane]);
    }
  }
  return sent;
}

const most = (times: readonly number[], span: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + span).length));

test('a platform without limits is never waited for', () => {
  const pacer = new Pacer({ limits: [] }, seededRandom('pace', 'test'));
  pacer.note('g:1', instantOf(START));
  expect(pacer.laneFrom('g:1', instantOf(START))).toBe(START);
});

test('no limit of any scope is ever exceeded, and none is left unused', () => {
  const lanes = ['g:1', 'g:2', 'p:1'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 30 }), (count, per) => {
      const limits = [
        { scope: 'group', most: count, per: seconds(per) },
        { scope: 'account', most: count * 2, per: seconds(per) },
      ] as const;
      const sent = sendings({ limits }, lanes, 60_000);
      const on = (lane: string) => sent.filter(([, other]) => other === lane).map(([at]) => at);
      expect(most(on('g:1'), per * 1_000)).toBeLessThanOrEqual(count);
      expect(
        most(
          sent.map(([at]) => at),
          per * 1_000,
        ),
      ).toBe(count * 2);
    }),
    { numRuns: 30 },
  );
});

test('a private chat does not count towards the limit of groups', () => {
  const limits = [{ scope: 'group', most: 1, per: minutes(10) }] as const;
  const sent = sendings({ limits }, ['g:1', 'p:1'], 1_000);
  expect(sent.filter(([, lane]) => lane === 'g:1')).toHaveLength(1);
  expect(sent.filter(([, lane]) => lane === 'p:1')).toHaveLength(10);
});

test('gaps vary between their bounds, as a person’s do', () => {
  const gap = { from: seconds(3), to: seconds(6) };
  const sent = sendings({ gap, limits: [] }, ['g:1', 'g:2'], 600_000).map(([at]) => at);
  const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6_100);
  expect(new Set(gaps).size).toBeGreaterThan(10);
});
