import { expect, test } from 'vitest';
import { LOOK_ALIKES } from './look-alikes.ts';
import { skeletonOf } from './skeleton.ts';

test.for([
  ['Admin', 'аdmin', 'a Cyrillic letter'],
  ['Admin', 'ＡＤＭＩＮ', 'full width'],
  ['Admin', '𝐀𝐝𝐦𝐢𝐧', 'letters of mathematics'],
  ['Admin', 'Αdmιn', 'Greek letters'],
  ['Admin', 'Ad\u200bm\u200din\ufe0f', 'what is drawn as nothing'],
  ['Admin', '\u202enimdA\u202c'.split('').reverse().join(''), 'marks that turn the line'],
  ['Admin', 'Ádmin', 'an accent'],
  ['Admin', 'Adm1n', 'a digit'],
  ['Admin', 'AdmIn', 'a capital'],
  ['Admin', 'Adrnin', 'two letters for one'],
  ['Bob', 'B0b', 'a zero'],
  ['群主小明', '群主小明 👑', 'an emoji'],
  ['群主小明', '【群主】小明', 'brackets'],
  ['工口', 'エロ', 'kana'],
  ['值日生', '値日生', 'a variant'],
] as const)('«%s» and «%s» look the same: %s', ([one, other]) => {
  expect(skeletonOf(other)).toBe(skeletonOf(one));
});

test.for([
  ['小明', '小民'],
  ['Anna', 'Hanna'],
  ['王一', '王二'],
  ['กา', 'กี'],
] as const)('«%s» and «%s» do not', ([one, other]) => {
  expect(skeletonOf(other)).not.toBe(skeletonOf(one));
});

test('every character of the table passes for what it looks like, alone and in a word', () => {
  for (const [character, wanted] of LOOK_ALIKES) {
    expect(skeletonOf(`x${character}y`), character).toBe(skeletonOf(`x${wanted}y`));
  }
  expect(LOOK_ALIKES.size).toBeGreaterThan(500);
});

test('a name of signs alone looks like no other', () => {
  expect(['', ' ', '👑', '…'].map(skeletonOf)).toEqual(['', '', '', '']);
});
