import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bytes } from './bytes.ts';
import { daySerial, hasSerial, instantText, putIsoInstant, putSerial } from './instant.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const borders = fc.constantFrom(FIRST, LAST, -1, 0, 1, DAY_MS - 1, DAY_MS, 951_782_400_000);
const instants = fc.oneof(borders, fc.integer({ min: FIRST, max: LAST }));

function textOf(put: (out: Bytes) => void): string {
  const out = new Bytes(64);
  put(out);
  return Buffer.from(out.take()).toString();
}

describe('an instant', () => {
  test('is written as Date.toISOString writes it', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const iso = new Date(instant).toISOString();
        expect(textOf((out) => putIsoInstant(out, instant))).toBe(iso);
        expect(instantText(instant)).toBe(iso);
      }),
      { numRuns: 2000 },
    );
  });

  test.for([FIRST - 1, LAST + 1, 0.5, Number.NaN, Infinity, 8.64e15 + 1])(
    'that no four-digit year has (%d) is left to the format',
    (instant) => {
      expect(textOf((out) => putIsoInstant(out, instant))).toBe('');
      expect(instantText(instant)).toBe(String(instant));
      expect(hasSerial(instant)).toBe(false);
    },
  );

  test('comes back from its serial to the millisecond', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        fc.pre(hasSerial(instant));
        const serial = Number(textOf((out) => putSerial(out, instant)));
        expect(Math.round((serial - 25_569) * DAY_MS)).toBe(instant);
      }),
      { numRuns: 2000 },
    );
  });

  test('has a serial from 1900-03-01 on, where all programs agree', () => {
    expect(hasSerial(Date.parse('1900-02-28T23:59:59.999Z'))).toBe(false);
    expect(textOf((out) => putSerial(out, Date.parse('1900-03-01T12:00:00Z')))).toBe(
      '61.500000000',
    );
  });
});

describe('a day', () => {
  test.for([
    ['1900-03-01', 61],
    ['1970-01-01', 25_569],
    ['2024-02-29', 45_351],
    ['9999-12-31', 2_958_465],
  ] as const)('%s is %d', ([day, serial]) => {
    expect(daySerial(day)).toBe(serial);
  });

  test.for(['', '2026-02-30', '2023-02-29', '1900-02-28', '2026-1-1', '=1+1', '2026-13-01'])(
    '%j is none',
    (text) => {
      expect(daySerial(text)).toBe(null);
    },
  );
});
