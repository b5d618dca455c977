import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText } from '../../test/export/hostile-texts.ts';
import { Bytes, encode, stopsAt } from './bytes.ts';

const NO_STOPS = stopsAt('');
const LONE_OR_FORBIDDEN = /\p{Cs}|[\ufffe\uffff]/u;

function bytesOf(put: (out: Bytes) => void): string {
  const out = new Bytes(4);
  put(out);
  return out.take().toString();
}

describe('text', () => {
  test('is written as UTF-8, whatever it holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const out = new Bytes(4);
        const isWritten = out.text(text, NO_STOPS);
        expect(isWritten).toBe(!LONE_OR_FORBIDDEN.test(text));
        expect(Buffer.from(out.take())).toEqual(Buffer.from(isWritten ? text : ''));
      }),
      { numRuns: 2000 },
    );
  });

  test('is written as UTF-8 at each border between lengths of code points', () => {
    for (const point of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff]) {
      const text = String.fromCodePoint(point);
      expect(bytesOf((out) => out.text(text, NO_STOPS))).toBe(text);
    }
  });

  test('stops without a trace where the format must be asked', () => {
    const out = new Bytes(4);
    out.raw(encode('before '));
    expect(out.text('签到 "now"', stopsAt('"'))).toBe(false);
    out.raw(encode('after'));
    expect(Buffer.from(out.take()).toString()).toBe('before after');
  });

  test('of any kind gets U+FFFD for lone surrogates', () => {
    expect(bytesOf((out) => out.anyText('a\ud800b\udc00'))).toBe('a\ufffdb\ufffd');
  });
});

test('numbers are written as JavaScript writes them', () => {
  const border = fc.constantFrom(0, 9, 10, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e21, 1e-7, 0.1, -1.5);
  const number = fc.oneof(border, fc.integer(), fc.maxSafeInteger(), fc.double());
  fc.assert(
    fc.property(number, (value) => {
      expect(bytesOf((out) => out.number(value))).toBe(String(value));
    }),
  );
});

test('digits are padded with zeros', () => {
  expect(bytesOf((out) => out.digits(7, 3))).toBe('007');
  expect(bytesOf((out) => out.digits(0, 2))).toBe('00');
});

test('what is taken stays as it was when more is written', () => {
  const out = new Bytes(4);
  out.anyText('first');
  const taken = out.take();
  out.anyText('other');
  expect(Buffer.from(taken).toString()).toBe('first');
  expect(out.length).toBe(5);
});
