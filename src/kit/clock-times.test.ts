import { describe, expect, test } from 'vitest';
import { parseClockTimes } from './clock-times.ts';
import { formatMinuteOfDay } from './day.ts';
import { parseSwitch } from './switch-words.ts';

describe('an answer to «at what time?»', () => {
  test.for([
    ['9', '09:00'],
    ['九', '09:00'],
    ['九点', '09:00'],
    ['晚上8点半', '20:30'],
    ['晚上8', '20:00'],
    ['20:00', '20:00'],
    ['２０：００', '20:00'],
    ['2030', '20:30'],
    ['就9点吧', '09:00'],
    ['8 pm', '20:00'],
    ['at 9', '09:00'],
    ['9 18', '09:00', '18:00'],
    ['9点和18点', '09:00', '18:00'],
    ['9 and 18', '09:00', '18:00'],
    ['25'],
    ['好的'],
    ['9点开会'],
  ] as const)('«%s»', ([typed, ...expected]) => {
    expect(parseClockTimes(typed)?.minutes.map(formatMinuteOfDay) ?? []).toEqual(expected);
  });

  test('«8» is 20:00 where the evening was spoken of, and «早上8点» is what it says', () => {
    const inEvening = (typed: string) => parseClockTimes(typed, '晚上')?.minutes;
    expect(inEvening('8')).toEqual([1_200]);
    expect(inEvening('早上8点')).toEqual([480]);
  });
});

test.for([
  ['晚上8点', 1_200],
  ['9点', 540],
  ['每天晚上8点半', 1_230],
  ['每晚8点', 1_200],
  ['20：30', 1_230],
  ['8 PM', 1_200],
  ['every day at 8pm', 1_200],
] as const)('«%s» switches something daily on at that time', ([typed, minute]) => {
  expect(parseSwitch(typed)).toEqual({ isOn: true, minute });
});

test.for(['9', '24', '9点和18点', '9点开会'])('«%s» switches nothing on', (typed) => {
  expect(parseSwitch(typed)).toBeUndefined();
});
