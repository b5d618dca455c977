/** What the law of mainland China wants said before a lottery may begin: 60 rules and more. */
import { describe, expect, test } from 'vitest';
import type { Prize, Terms } from '../terms.ts';
import { isChina, type Lack, lacksOf } from './preset.ts';

const keyboard: Prize = { name: '键盘', quantity: 1, priceFen: 299_00 };
const sticker: Prize = { name: '贴纸', quantity: 10, priceFen: 5_00 };
const points: Prize = { name: '20积分', quantity: 5, points: 20 };

const whole: Terms = {
  title: '周末抽奖',
  prizes: [keyboard, sticker],
  when: { kind: 'byHand' },
  price: 0,
  bonuses: [],
  mostTickets: 1,
  consolation: 0,
  claimDays: 7,
  claiming: '私聊群主',
  organiser: '读书会',
  contact: '微信 abc',
};

const kinds = (terms: Terms) => lacksOf(terms).map(({ kind }) => kind);
const priced = (priceFen: number | undefined): Prize => ({
  name: '车',
  quantity: 1,
  ...(priceFen !== undefined && { priceFen }),
});

describe('the ceiling of 50,000 yuan', () => {
  test.each([0, 1, 100, 499_99, 500_00, 500_01, 4_999_99, 5_000_00, 49_999_99, 50_000_00])(
    '%i fen for a prize are fine',
    (fen) => {
      expect(lacksOf({ ...whole, prizes: [priced(fen)] })).toEqual([]);
    },
  );

  test.each([50_000_01, 50_001_00, 60_000_00, 99_999_99, 100_000_00, 5_000_000_00, 99_999_999_00])(
    '%i fen are too much',
    (fen) => {
      const lack: Lack = { kind: 'ceiling', prize: '车' };
      expect(lacksOf({ ...whole, prizes: [priced(fen)] })).toEqual([lack]);
      expect(lacksOf({ ...whole, prizes: [keyboard, priced(fen), sticker] })).toEqual([lack]);
    },
  );

  test.each([1, 2, 10, 100, 10_000])(
    'it is that of one prize, however many (%i) there are',
    (quantity) => {
      expect(lacksOf({ ...whole, prizes: [{ ...priced(50_000_00), quantity }] })).toEqual([]);
      expect(kinds({ ...whole, prizes: [{ ...priced(50_000_01), quantity }] })).toEqual([
        'ceiling',
      ]);
    },
  );

  test('points with a price count, too', () => {
    const dear: Prize = { ...points, priceFen: 50_000_01 };
    expect(kinds({ ...whole, prizes: [dear] })).toEqual(['ceiling']);
  });
});

describe('the market price', () => {
  test.each([1, 2, 3, 5])('is wanted of every prize that is not points (%i without)', (count) => {
    const prizes = Array.from({ length: count }, () => priced(undefined));
    expect(kinds({ ...whole, prizes })).toEqual(prizes.map(() => 'price'));
  });

  test.each([
    [[keyboard, priced(undefined)], ['price']],
    [
      [priced(undefined), priced(50_000_01)],
      ['price', 'ceiling'],
    ],
    [[points, priced(undefined)], ['price']],
    [[points], []],
    [[points, keyboard], []],
    [[priced(0)], []],
  ])('%j lacks %j', (prizes, expected) => {
    expect(kinds({ ...whole, prizes })).toEqual(expected);
  });
});

describe('what has to be said beforehand', () => {
  test.each(['claiming', 'organiser', 'contact'] as const)('%s', (field) => {
    const { [field]: _, ...rest } = whole;
    expect(kinds(rest)).toEqual([field]);
  });

  test.each(['claiming', 'organiser', 'contact'] as const)('%s is not said by blanks', (field) => {
    for (const blank of ['', ' ', '\t', '　']) {
      expect(kinds({ ...whole, [field]: blank })).toEqual([field]);
    }
  });

  test('until when a prize is kept', () => {
    expect(kinds({ ...whole, claimDays: 0 })).toEqual(['forfeiting']);
  });

  test.each([1, 7, 45])('%i days to claim are fine', (claimDays) => {
    expect(lacksOf({ ...whole, claimDays })).toEqual([]);
  });

  test('points need no handing over and no claim, but an organiser and a contact', () => {
    const { claiming: _c, organiser: _o, contact: _k, ...rest } = whole;
    expect(kinds({ ...rest, prizes: [points], claimDays: 0 })).toEqual(['organiser', 'contact']);
  });

  test('everything that is missing is named at once, prizes first', () => {
    const { claiming: _c, organiser: _o, contact: _k, ...rest } = whole;
    const prizes = [priced(undefined), priced(60_000_00)];
    expect(kinds({ ...rest, prizes, claimDays: 0 })).toEqual([
      'price',
      'ceiling',
      'claiming',
      'forfeiting',
      'organiser',
      'contact',
    ]);
  });

  test.each([{ kind: 'byHand' as const }, { kind: 'full' as const, entrants: 100 }])(
    'how it is drawn is part of every lottery: %j',
    (when) => {
      expect(lacksOf({ ...whole, when })).toEqual([]);
    },
  );

  test.each([0, 10, 1_000])('an entry may cost %i points', (price) => {
    expect(lacksOf({ ...whole, price })).toEqual([]);
  });
});

describe('whose rules are checked', () => {
  test.each([
    ['auto', 'zh-CN', true],
    ['auto', 'zh-TW', false],
    ['auto', 'en', false],
    ['china', 'zh-CN', true],
    ['china', 'zh-TW', true],
    ['china', 'en', true],
    ['none', 'zh-CN', false],
    ['none', 'zh-TW', false],
    ['none', 'en', false],
  ] as const)('set to %s in a community of %s: %s', (...[preset, language, expected]) => {
    expect(isChina(preset, language)).toBe(expected);
  });
});
