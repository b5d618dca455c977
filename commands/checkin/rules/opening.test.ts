import { describe, expect, test } from 'vitest';
import { parseMinuteOfDay } from '#kit';
import { parseOpening, waitUntil } from './opening.ts';

function minute(text: string) {
  return parseMinuteOfDay(text) ?? expect.unreachable(`no time of day: ${text}`);
}

describe('a time span', () => {
  test.each(['06:00-09:00', '6:00-9:00', ' 06:00 - 09:00 ', '06:00–09:00', '06:00~09:00'])(
    'is read from «%s»',
    (text) => {
      expect(parseOpening(text)).toEqual({ from: 360, to: 540 });
    },
  );

  test.each(['', '06:00', '06:00-', '6-9', '06:00-25:00', '06:00-09:00-10:00', '早上'])(
    'is not read from «%s»',
    (text) => {
      expect(parseOpening(text)).toBeUndefined();
    },
  );
});

describe('check-in', () => {
  const twice = ['18:00-20:00', '06:00-09:00'];
  const overnight = ['22:00-01:00'];

  test.each([
    ['12:00', []],
    ['06:00', twice],
    ['09:00', twice],
    ['19:30', twice],
    ['23:00', overnight],
    ['00:30', overnight],
  ])('is open at %s with the windows %j', (at, windows) => {
    expect(waitUntil(minute(at), windows)).toBeUndefined();
  });

  test.each([
    ['05:59', twice, '06:00', false],
    ['09:01', twice, '18:00', false],
    ['20:01', twice, '06:00', true],
    ['01:01', overnight, '22:00', false],
  ])('is closed at %s with the windows %j until %s', (...[at, windows, opens, isTomorrow]) => {
    expect(waitUntil(minute(at), windows)).toEqual({ at: minute(opens), isTomorrow });
  });
});
