import { expect, test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { points } from './index.ts';

/** How a number may look without being a plain one. */
const DISGUISES: readonly ((digits: string) => string)[] = [
  (digits) => `-${digits}`,
  (digits) => `+${digits}`,
  (digits) => `0${digits}`,
  (digits) => `${digits}.0`,
  (digits) => `${digits}.5`,
  (digits) => `${digits},000`,
  (digits) => `${digits}，000`,
  (digits) => `${digits}_000`,
  (digits) => `${digits}e3`,
  (digits) => `${digits}E9`,
  (digits) => `0x${digits}`,
  (digits) => `0b${digits}`,
  (digits) => `${digits}n`,
  (digits) => `${digits}%`,
  (digits) => `¥${digits}`,
  (digits) => `${digits}积分`,
  (digits) => `−${digits}`,
  (digits) => `(${digits})`,
  (digits) => `${digits}\u200b`,
  (digits) => `\u202e${digits}`,
  (digits) => inScript(digits, '０'),
  (digits) => inScript(digits, '٠'),
  (digits) => inScript(digits, '۰'),
  (digits) => inScript(digits, '०'),
  (digits) => inScript(digits, '๐'),
  (digits) => inScript(digits, '𝟎'),
  (digits) => `${digits}00000000000000000000`,
];
const DIGITS = ['1', '5', '10', '42', '100', '999', '9007199254740993'];

const OTHERS = [
  '0',
  '00',
  '1000000001',
  '9007199254740992',
  '9007199254740993',
  '18446744073709551616',
  'Infinity',
  'NaN',
  'null',
  'undefined',
  'true',
  '一百',
  '壹佰',
  '①',
  '⑩',
  '½',
  '²',
  'Ⅻ',
  '十',
];

const CASES = [
  ...DIGITS.flatMap((digits) => DISGUISES.map((disguise) => disguise(digits))),
  ...OTHERS,
];

function inScript(digits: string, zero: string): string {
  const first = zero.codePointAt(0) ?? 0;
  return [...digits].map((digit) => String.fromCodePoint(first + Number(digit))).join('');
}

test('200 amounts that are not plain whole numbers are refused in plain words', async () => {
  await using chat = await openChat({ features: [points], settings: { 'points.chatPoints': 0 } });
  const [boss, ming] = [chat.member('老板'), chat.member('小明')];
  await boss.becomes('owner');
  await ming.says('在');
  expect(CASES.length).toBeGreaterThanOrEqual(200);
  for (const typed of CASES) {
    // Slowly, lest the bot falls silent before somebody who writes too fast.
    await chat.advance({ seconds: 5 });
    await boss.says(`加分 @小明 ${typed} 奖`, { mentions: [ming] });
    const answers = chat.rest().map(({ text }) => text);
    expect(answers, typed).toEqual([expect.stringContaining('不是积分数，请写正整数，如 10。')]);
  }
  expect(await chat.pointsOf(ming)).toBe(0);
  expect(chat.errors).toEqual([]);
});
