/** What is foreseen of pushes is what the guard would do with them. */
import { expect, test } from 'vitest';
import { hours, minuteOfDay, minutes, parseInstant, parseZone } from '#kit';
import { foresee, type Scenery } from './foresee.ts';

function instant(time: string) {
  const at = parseInstant(time);
  if (at === undefined) throw new Error(time);
  return at;
}
const zone = parseZone('Asia/Shanghai');
if (zone === undefined) throw new Error('no zone');

const scenery: Scenery = {
  now: instant('2026-11-26T08:00:00+08:00'),
  calendar: { zone, dayStart: minuteOfDay(0) },
  rules: {
    quietFrom: minuteOfDay(22 * 60 + 30),
    quietUntil: minuteOfDay(8 * 60),
    pushesADay: 4,
    gapMinutes: 30,
    lullMinutes: 10,
  },
  leftToday: 0,
  lastLeftAt: undefined,
  loweredUntil: undefined,
};
const at = (clock: string, lasts = hours(2)) => ({
  key: clock,
  at: instant(`2026-11-26T${clock}:00+08:00`),
  lasts,
  isOnce: false,
});
const seen = (clocks: readonly string[], other: Partial<Scenery> = {}) =>
  [
    ...foresee(
      clocks.map((clock) => at(clock)),
      { ...scenery, ...other },
    ),
  ].map(([key, { leavesAt, why }]) => [
    key,
    leavesAt === undefined ? why?.code : new Date(leavesAt + hours(8)).toISOString().slice(11, 16),
  ]);

test('pushes that lie far apart leave when they are due', () => {
  expect(seen(['09:00', '10:00', '20:00'])).toEqual([
    ['09:00', '09:00'],
    ['10:00', '10:00'],
    ['20:00', '20:00'],
  ]);
});

test('the second of two that lie close together waits for the gap', () => {
  expect(seen(['09:00', '09:10'])).toEqual([
    ['09:00', '09:00'],
    ['09:10', '09:30'],
  ]);
  const once = foresee([at('09:00'), at('09:10', minutes(10))], scenery);
  expect(once.get('09:10')).toEqual({ leavesAt: undefined, why: { code: 'gap', minutes: 30 } });
});

test('of a full day the last one is left out, and what has left today counts', () => {
  expect(seen(['09:00', '10:00', '11:00', '12:00', '13:00']).at(-1)).toEqual(['13:00', 'cap']);
  expect(seen(['09:00', '10:00'], { leftToday: 3 }).at(-1)).toEqual(['10:00', 'cap']);
  const loweredUntil = instant('2026-11-26T09:30:00+08:00');
  expect(seen(['09:00', '10:00'], { leftToday: 3, loweredUntil })).toEqual([
    ['09:00', 'cap'],
    ['10:00', '10:00'],
  ]);
});

test('a place is kept for what comes once', () => {
  const coming = ['09:00', '10:00', '11:00', '12:00'].map((clock) => at(clock));
  const foreseen = foresee([...coming, { ...at('20:00'), isOnce: true }], scenery);
  expect(foreseen.get('20:00')?.leavesAt).toBe(at('20:00').at);
  expect(foreseen.get('12:00')).toMatchObject({ leavesAt: undefined, why: { code: 'reserved' } });
});

test('the quiet hours are waited for where that is worth it', () => {
  expect(seen(['07:00', '03:00'])).toEqual([
    ['03:00', 'quiet'],
    ['07:00', '08:00'],
  ]);
});
