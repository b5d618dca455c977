import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText } from '../../test/export/hostile-texts.ts';
import { defuse, isFormulaLike, recoverCell, startsHarmless } from './formula.ts';

describe('a text that a spreadsheet could take for a formula gets an apostrophe', () => {
  test.for<[string, string]>([
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\rhello', "'\rhello"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['  =1', "'  =1"],
    ['\u3000=1', "'\u3000=1"],
    ['\u200b=1', "'\u200b=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u0001=1', "'\u0001=1"],
    ["'=1", "''=1"],
    ["\u0001'=1", "'\u0001'=1"],
    ["''=1", "'''=1"],
  ])('%j is written %j', ([text, written]) => {
    expect(defuse(text)).toBe(written);
    expect(recoverCell(written)).toBe(text);
  });

  test.for(['', '签到', 'a=b', "it's", "'quoted'", "'", '1-2', '🌸=', '(=1)', 'x\n=1'])(
    '%j stays what it is',
    (text) => {
      expect(defuse(text)).toBe(text);
      expect(recoverCell(text)).toBe(text);
    },
  );

  test('and every text comes back exactly', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(recoverCell(defuse(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('and two texts are never written the same', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        expect(defuse(one) === defuse(other)).toBe(one === other);
      }),
      { numRuns: 2000 },
    );
  });

  test('and what is written is formula-like only behind the apostrophe', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = defuse(text);
        expect(isFormulaLike(written) && !written.startsWith("'")).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

test('no character that counts as a harmless begin can begin a formula, of all that exist', () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (startsHarmless(character) && isFormulaLike(`${character}=1`)) wrong.push(character);
    if (startsHarmless(character) && /^[=+\-@]/.test(character.normalize('NFKC')))
      wrong.push(character);
  }
  expect(wrong).toEqual([]);
});
