import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from './width.ts';
import { wrapped } from './wrap.ts';

test('a line that fits stays as it is', () => {
  expect(wrapped('签到成功，+5 积分！', 40)).toEqual(['签到成功，+5 积分！']);
});

test('an English line breaks between words, not within take-leave', () => {
  expect(wrapped('Check-in: checkin · make-up-cards · take-leave · end-leave', 46)).toEqual([
    'Check-in: checkin · make-up-cards ·',
    'take-leave · end-leave',
  ]);
});

test('no Chinese line begins with a full stop or ends with an opening bracket', () => {
  const text = '请假几天，连续签到不断。提前回来直接签到就行。发「销假」也行。';
  for (let columns = 20; columns < 60; columns += 1) {
    const lines = wrapped(text, columns);
    expect(lines.join('')).toBe(text);
    expect(lines.filter((line) => /^[。，」]|「$/u.test(line))).toEqual([]);
  }
});

test('what is to be typed, such as 「同意 1」, stays on one line', () => {
  expect(wrapped('要另一位同意。24 小时内发「同意 1」或「拒绝 1」。', 34)).toEqual([
    '要另一位同意。24 小时内发',
    '「同意 1」或「拒绝 1」。',
  ]);
});

test('a setting wider than the screen is cut at its edge', () => {
  const text = `milestones = ${'x'.repeat(30)} end`;
  const lines = [`milestones = ${'x'.repeat(7)}`, 'x'.repeat(20), 'xxx end'];
  expect(wrapped(text, 20)).toEqual(lines);
});

test('in very few columns the terminal breaks the line itself', () => {
  const text = '一二三四五六七八九十一二三四五六七八九十';
  expect(wrapped(text, 10)).toEqual([text]);
});

test('whatever the text, only blanks at the breaks go', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((any) => any.replace(/\n/g, ''));
  const bare = (any: string) => any.replace(/\s/gu, '');
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 80 }), (any, columns) => {
      const lines = wrapped(any, columns);
      expect(bare(lines.join(''))).toBe(bare(any));
      expect(lines.filter((line) => widthOf(line.trimEnd()) > columns)).toEqual([]);
    }),
  );
});
