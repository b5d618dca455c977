/** How long an account is silent when QQ does not confirm what it says. */
import { expect, test } from 'vitest';
import { after, instantOf, seconds } from '#kit';
import { Brake } from './brake.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('each send in a row that QQ does not confirm doubles the silence, up to ten minutes', () => {
  let now = instantOf(1_772_326_800_000);
  const brake = new Brake({ clock: { isSet: false, now: () => now }, log });
  const waits: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    brake.pull('no word');
    const { hold } = brake;
    const wait = hold?.kind === 'notAccepted' ? hold.retryAfterSeconds : expect.fail();
    waits.push(wait);
    now = after(now, seconds(wait));
    expect(brake.hold).toBeUndefined();
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
  brake.release();
  brake.pull('no word');
  expect(brake.hold).toMatchObject({ retryAfterSeconds: 30 });
});
