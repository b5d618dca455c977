/** Numbers as they are written in Chinese dates and times: «十二», «廿三», «初八», «21». */

const DIGITS = '零一二三四五六七八九';

/** 0 to 99. @returns undefined for anything else */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const plain = text
    .replace(/^初/, '')
    .replace('两', '二')
    .replace('廿', '二十')
    .replace('卅', '三十');
  const [, tens, ten, ones] =
    /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/.exec(plain) ?? [];
  if (ten === undefined) return plain.length === 1 ? digit(plain) : undefined;
  return (tens === undefined ? 1 : digit(tens)) * 10 + (ones === undefined ? 0 : digit(ones));
}

function digit(character: string): number {
  return DIGITS.indexOf(character);
}

/** Characters of such numbers, for patterns. */
export const NUMERAL = '(?:\\d{1,2}|初?[一二三四五六七八九十两廿卅]{1,3})';
